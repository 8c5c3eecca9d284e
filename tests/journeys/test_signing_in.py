"""Does signing in work as people do it: by a link, with or without JavaScript, with a passkey; and can everybody use it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from directory.accounts.sessions import COOKIE, MARK
from tests.accounts.test_sign_in import link_in
from tests.desks import add_person, colleague, letters
from tests.houses import Builder
from tests.journeys.browsing import follow, new_context, serving
from tests.journeys.looking import Screen, on_screens

pytestmark = pytest.mark.browser

PAGES = {
    "account": "/skrivebord/konto",
    "sign in": "/logg-inn",
    "sent": "/logg-inn/sendt",
    "link ended": "/logg-inn/" + "x" * 43,
}


@dataclass(frozen=True)
class Desk:
    """A house with a name, open to a browser: passkeys need one."""

    app: Flask
    address: str

    def admit(self, context: BrowserContext, role: str = "administrator", second_step: bool = True) -> str:
        """Give a browser the cookie of somebody new. Returns the address of that somebody."""
        somebody = colleague(self.app, role, second_step=second_step)
        cookie = somebody.client.get_cookie(COOKIE, "127.0.0.1")
        assert cookie
        context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": self.address}])
        return somebody.email


@pytest.fixture(scope="module")
def desk(sqlite_builder: Builder) -> Iterator[Desk]:
    """The desk's house, open."""
    app = sqlite_builder.furnished()
    with serving(app) as port:
        address = f"http://localhost:{port}"
        app.extensions["settings"] = replace(app.extensions["settings"], public_url=address)
        yield Desk(app, address)
    sqlite_builder.close(app)


@pytest.fixture
def open_context(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Browsers that are closed at the end."""
    contexts: list[BrowserContext] = []
    yield contexts
    for context in contexts:
        context.close()


def link_of(desk: Desk, email: str) -> str:
    """The link in the newest letter to somebody."""
    mine = [letter for letter in letters(desk.app) if letter["To"] == email]
    return desk.address + link_in(mine[-1])


@pytest.mark.parametrize("javascript", [True, False])
def test_a_contact_signs_in_and_out(
    desk: Desk, browser: Browser, open_context: list[BrowserContext], javascript: bool
) -> None:
    email = add_person(desk.app, "contact", "demo005")
    letters(desk.app)
    context = new_context(browser, javascript=javascript)
    open_context.append(context)
    page = context.new_page()
    page.goto(desk.address + "/logg-inn")
    page.get_by_label("E-postadressen din").fill(email)
    follow(page.get_by_role("button", name="Send meg en lenke"))
    assert page.locator("h1").inner_text() == "Se i e-posten din"
    assert context.cookies() == []
    page.goto(link_of(desk, email))
    follow(page.get_by_role("button", name="Logg inn"))
    assert page.url == desk.address + "/skrivebord/"
    follow(page.get_by_role("link", name="Kontoen din").first)
    assert email in page.inner_text("main")
    follow(page.get_by_role("button", name="Logg ut", exact=True))
    assert page.url == desk.address + "/logg-inn"
    assert context.cookies(desk.address + "/") == []
    assert {cookie["name"] for cookie in context.cookies()} == {MARK}


def with_device(context: BrowserContext) -> Page:
    """A page whose browser holds a key, as a telephone does."""
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_an_administrator_adds_a_passkey_and_comes_in_with_it(
    desk: Desk, browser: Browser, open_context: list[BrowserContext]
) -> None:
    context = new_context(browser)
    open_context.append(context)
    email = desk.admit(context)
    page = with_device(context)
    page.goto(desk.address + "/skrivebord/konto")
    follow(page.get_by_role("button", name="Legg til en nøkkel"))
    page.get_by_text("Nøkkel 1, lagt til").wait_for()
    follow(page.get_by_role("button", name="Logg ut", exact=True))
    letters(desk.app)
    desk.app.test_client().post("/logg-inn", data={"email": email})
    page.goto(link_of(desk, email))
    follow(page.get_by_role("button", name="Logg inn"))
    assert page.url == desk.address + "/skrivebord/bekreft"
    follow(page.get_by_role("button", name="Bruk nøkkelen i enheten"))
    page.wait_for_url(desk.address + "/skrivebord/")


def test_a_device_that_says_no_is_told_and_nothing_is_sent(
    desk: Desk, browser: Browser, open_context: list[BrowserContext]
) -> None:
    context = new_context(browser)
    open_context.append(context)
    desk.admit(context)
    page = context.new_page()
    page.goto(desk.address + "/skrivebord/konto")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Legg til en nøkkel").click()
    expect(page.get_by_text("Det gikk ikke.")).to_be_visible()
    assert "Du har ingen nøkler." in page.inner_text("main")


def test_no_page_on_the_way_in_has_a_fault_that_a_program_can_find(
    desk: Desk, browser: Browser, open_context: list[BrowserContext], screens: Sequence[Screen]
) -> None:
    context, waiting = new_context(browser), new_context(browser)
    open_context += [context, waiting]
    desk.admit(context)
    desk.admit(waiting, second_step=False)
    page, outside = context.new_page(), waiting.new_page()
    found = {}
    for name, path in PAGES.items():
        page.goto(desk.address + path)
        found[name] = on_screens(page, screens)
    outside.goto(desk.address + "/skrivebord/bekreft")
    found["second step"] = on_screens(outside, screens)
    page.goto(desk.address + "/skrivebord/folk")
    follow(page.get_by_role("button", name="Overlat tilbudet"))
    found["error at the field"] = on_screens(page, screens)
    assert {name: told for name, told in found.items() if told} == {}
