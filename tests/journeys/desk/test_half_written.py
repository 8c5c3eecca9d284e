"""A half-written form of the desk warns before it is left, comes back, and leaves nothing on the device afterwards."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Dialog, Page, expect

from directory.accounts.sessions import COOKIE
from tests.desks import colleague
from tests.houses import Builder
from tests.journeys.browsing import follow, screen, serving
from tests.listings.filling import filled

pytestmark = pytest.mark.browser
EDIT = "/skrivebord/oppforinger/demo005/endre"
NEW = "/skrivebord/oppforinger/ny/group"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('varde-form:')).length"


@pytest.fixture(scope="module")
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """One house for all: each test has a telephone and a person of its own, and gives the listing no name twice."""
    app = sqlite_builder.furnished()
    yield app
    sqlite_builder.close(app)


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where its pages are."""
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(app: Flask, address: str, browser: Browser) -> Iterator[Page]:
    """A telephone whose owner keeps one listing."""
    cookie = colleague(app, "contact_point", "demopointaalesund").client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    context = browser.new_context(base_url=address, viewport=screen(360), locale="nb-NO")
    context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])
    yield context.new_page()
    context.close()


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What the browser asks before a page is left; the answer is always yes."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return asked


def write(page: Page, words: str = "Ny inngang (eksempel)") -> str:
    """Write in a field of the form, as a person does. Returns what stood there."""
    page.goto(EDIT)
    name = page.locator("#name")
    before = name.input_value()
    name.press("Control+A")
    name.press_sequentially(words)
    return before


def test_leaving_warns_and_what_was_written_is_offered_again(page: Page, asked: list[str]) -> None:
    before = write(page)
    token = page.locator("#skjema [name=csrf_token]").input_value()
    assert token not in page.evaluate("JSON.stringify(localStorage)")
    page.goto("/skrivebord/konto")
    assert asked == ["beforeunload"]
    page.goto(EDIT)
    assert page.locator("#name").input_value() == before
    follow(page.get_by_role("button", name="Hent det fram"))
    assert page.locator("#name").input_value() == "Ny inngang (eksempel)"


@pytest.mark.parametrize("back", [False, True], ids=["brought", "with the back button"])
def test_what_another_changed_meanwhile_is_said_and_not_written_over(
    app: Flask, page: Page, asked: list[str], back: bool
) -> None:
    write(page)
    page.goto("/skrivebord/konto")
    other = colleague(app, "contact_point", "demopointaalesund")
    name = f"Et {'fjerde' if back else 'tredje'} navn (eksempel)"
    other.post(EDIT, {**filled(other.get(EDIT)), "name": name, "act": "save"})
    if back:
        page.go_back()
    else:
        page.goto(EDIT)
        follow(page.get_by_role("button", name="Hent det fram"))
    follow(page.locator(".desk-end .button-main"))
    assert page.locator("main").get_by_text(name).count()
    assert name in other.get("/skrivebord/oppforinger/demo005").text


def test_what_one_wrote_is_not_offered_to_another_on_the_same_device(
    app: Flask, page: Page, asked: list[str]
) -> None:
    before = write(page)
    page.goto("/skrivebord/konto")
    cookie = colleague(app, "contact", "demo005").client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    page.context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": page.url}])
    page.goto(EDIT)
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.locator("#name").input_value() == before


def test_the_back_button_brings_it_back_unasked(page: Page, asked: list[str]) -> None:
    write(page)
    page.locator("#by_appointment").evaluate("box => box.click()")
    page.goto("/skrivebord/konto")
    page.go_back()
    assert page.locator("#name").input_value() == "Ny inngang (eksempel)"
    assert page.locator("#by_appointment").is_checked()


def test_what_is_thrown_away_or_sent_is_gone(page: Page, asked: list[str]) -> None:
    write(page)
    page.get_by_role("link", name="Gå tilbake uten å lagre").click()
    page.wait_for_url("**/demo005")
    assert (asked, page.evaluate(KEPT)) == ([], 0)
    write(page, "En annen inngang (eksempel)")
    assert page.evaluate(KEPT) == 1
    page.locator(".desk-end .button-main").click()
    page.wait_for_url("**/demo005?gjort=*")
    assert page.evaluate(KEPT) == 0


def test_a_new_listing_that_was_sent_is_not_offered_once_more(page: Page, asked: list[str]) -> None:
    page.goto(NEW)
    page.locator("#name").press_sequentially("Ny gruppe (eksempel)")
    page.locator("#place_text").evaluate("field => { field.value = 'Ålesund' }")
    for group in ("audiences", "needs"):
        page.locator(f"#{group} input").first.evaluate("box => box.click()")
    follow(page.locator(".desk-end .button-main"))
    assert "gjort=utkast" in page.url, page.locator("#feil").all_inner_texts()
    page.goto(NEW)
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate(KEPT) == 0


@pytest.mark.parametrize("button", ["Logg ut", "Logg ut overalt"])
def test_signing_out_takes_it_away(page: Page, asked: list[str], button: str) -> None:
    write(page)
    page.goto("/skrivebord/konto")
    assert page.evaluate(KEPT) == 1
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/logg-inn")
    assert page.evaluate(KEPT) == 0


def test_what_is_offered_again_can_be_thrown_away_and_goes_by_itself_after_half_a_day(
    page: Page, asked: list[str]
) -> None:
    write(page)
    page.goto("/skrivebord/konto")
    page.goto(EDIT)
    page.get_by_role("button", name="Kast det").click()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate(KEPT) == 0
    write(page)
    page.evaluate(
        """() => { for (const [key, text] of Object.entries(localStorage)) if (key.startsWith("varde-form:")) {
        const kept = JSON.parse(text); kept.at -= 13 * 60 * 60 * 1000; localStorage.setItem(key, JSON.stringify(kept)); } }"""
    )
    page.goto("/skrivebord/konto")
    assert page.evaluate(KEPT) == 0


def test_a_form_that_came_back_with_a_fault_is_kept_and_warns_as_well(page: Page, asked: list[str]) -> None:
    page.goto(EDIT)
    page.locator("#name").fill("")
    follow(page.locator(".desk-end .button-main"))
    assert page.locator("#feil").is_visible()
    page.goto("/skrivebord/konto")
    assert (asked, page.evaluate(KEPT)) == (["beforeunload"], 1)
