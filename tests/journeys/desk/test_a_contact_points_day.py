"""A contact point's day: a link by mail, eleven groups confirmed, one moved, one paused, the autumn's course, and out."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from directory.accounts.sessions import COOKIE
from directory.web.clock import OSLO
from tests.accounts.test_sign_in import link_in
from tests.desks import add_person, letters, signed_in
from tests.houses import Builder
from tests.journeys.browsing import follow, new_context, serving
from tests.journeys.looking import Faults, Screen, on_screens, too_wide, violations

pytestmark = pytest.mark.browser

SPRING = datetime(2027, 6, 10, 9, 0, tzinfo=OSLO)  # a Thursday: everything waits for an answer
LIST = "/skrivebord/oppforinger"
MOST_KEYS = 40
HAMAR = ("contact_point", "demopointhamar")


@pytest.fixture
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """A furnished house in spring."""
    app = sqlite_builder.furnished()
    app.config["NOW"] = SPRING
    yield app
    sqlite_builder.close(app)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where its pages are."""
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Browsers that are closed at the end."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def page(browser: Browser, contexts: list[BrowserContext]) -> Page:
    """A telephone with JavaScript; the first day (`test_a_first_day.py`) has none."""
    contexts.append(new_context(browser))
    return contexts[-1].new_page()


def admitted(app: Flask, address: str, context: BrowserContext) -> Page:
    """A page of somebody who is signed in already."""
    cookie = signed_in(app, add_person(app, *HAMAR)).client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])
    return context.new_page()


def press(page: Page, name: str, role: str = "button") -> None:
    follow(page.get_by_role(role, name=name, exact=True).last)  # type: ignore[arg-type]


def opens(page: Page, address: str, name: str) -> None:
    """One of the listings, on whichever page of the list it stands."""
    link = page.get_by_role("link", name=name, exact=True)
    for number in (1, 2):
        page.goto(f"{address}{LIST}?side={number}")
        if link.count():
            break
    follow(link.last)


def told(page: Page) -> str:
    return page.inner_text("main").replace("\u00a0", " ")


def test_a_contact_points_day(app: Flask, address: str, page: Page) -> None:
    email = add_person(app, *HAMAR)
    letters(app)
    comes_in_by_the_link(app, address, page, email)
    sees_what_waits_and_confirms_it_all(page)
    moves_one_to_a_new_room_from_next_month(page, address)
    holds_one_date_on_another_day(page, address)
    pauses_one_for_july(page, address)
    enters_the_autumns_course(page)
    signs_out(page, address)


def comes_in_by_the_link(app: Flask, address: str, page: Page, email: str) -> None:
    page.goto(address + "/logg-inn")
    page.get_by_label("E-postadressen din").fill(email)
    press(page, "Send meg en lenke")
    mine = [letter for letter in letters(app) if letter["To"] == email]
    page.goto(address + link_in(mine[-1]))
    press(page, "Logg inn")


def sees_what_waits_and_confirms_it_all(page: Page) -> None:
    follow(page.get_by_role("link", name=re.compile("^11 tilbud trenger svar")).first)
    assert page.locator(".desk-row").count() == 10  # a page; the last one moves up
    for _each in range(11):
        follow(page.get_by_role("button", name=re.compile("^Stemmer fortsatt")).first)
    assert "Nå er det ingenting igjen å bekrefte." in told(page)


def moves_one_to_a_new_room_from_next_month(page: Page, address: str) -> None:
    opens(page, address, "AA på Hamar, tirsdag (eksempel)")
    press(page, "Flytt til et nytt sted eller en ny tid fra en dato", role="link")
    page.get_by_label("Fra og med").fill("2027-07-01")
    page.get_by_label("Adresse", exact=True).fill("Biblioteket, Eksempelgata 1")
    press(page, "Lagre")
    assert "Fra 1. juli: nytt sted, Biblioteket, Eksempelgata 1, Hamar." in told(page)
    press(page, "Se siden som alle ser", role="link")
    assert "Fra 1. juli: nytt sted, Biblioteket, Eksempelgata 1, Hamar." in told(page)
    page.goto(address + LIST)


def holds_one_date_on_another_day(page: Page, address: str) -> None:
    opens(page, address, "AA på Hamar, tirsdag (eksempel)")
    follow(page.get_by_role("link", name=re.compile(r"^Flytt Tirsdag 22")))
    page.get_by_label("Ny dag").fill("2027-06-23")
    press(page, "Flytt denne gangen")
    press(page, "Se siden som alle ser", role="link")
    assert "Ikke tirsdag 22. juni; denne gangen onsdag 23. juni kl. " in told(page)
    page.goto(address + LIST)


def pauses_one_for_july(page: Page, address: str) -> None:
    opens(page, address, "Al-Anon på Hamar, fredag (eksempel)")
    press(page, "Ta en pause", role="link")
    page.get_by_label("Første dag i pausen").fill("2027-07-01")
    page.get_by_label("Siste dag i pausen").fill("2027-07-31")
    press(page, "Lagre pausen")
    assert "Pause fra 1. juli til og med 31. juli" in told(page)
    page.goto(address + LIST)


def enters_the_autumns_course(page: Page) -> None:
    press(page, "Legg til et tilbud", role="link")
    press(page, "TA TAK", role="link")
    page.get_by_label("Navn").fill("TA TAK på Hamar, høsten 2027 (eksempel)")
    page.get_by_label("Første kveld").fill("2027-09-07")
    page.locator("#evening_starts").fill("18")
    page.locator("#evening_ends").fill("20.30")
    press(page, "Fyll ut kveldene")
    assert page.locator("#sessions-3-theme").input_value() == "Pårørendeorganisasjoner og selvhjelp"
    page.get_by_label("Kommune eller sted").fill("Hamar")
    page.get_by_label("Alkohol", exact=True).check()
    page.locator("#address").fill("Biblioteket, Eksempelgata 1")
    press(page, "Se hvordan det blir")
    assert "Ingenting er lagret ennå." in told(page)
    press(page, "Lagre")
    press(page, "Vis det for alle")
    assert "Tilbudet vises for alle nå." in told(page)
    assert "6 kvelder, tirsdag 7. september til tirsdag 12. oktober" in told(page)


def signs_out(page: Page, address: str) -> None:
    press(page, "Logg ut")
    assert page.url == address + "/logg-inn"
    assert page.context.cookies(address + "/skrivebord/") == []


def test_ten_listings_are_confirmed_one_by_one_by_keyboard_alone(
    app: Flask, address: str, browser: Browser, contexts: list[BrowserContext]
) -> None:
    contexts.append(new_context(browser, width=1280, javascript=False))
    page = admitted(app, address, contexts[-1])
    page.goto(address + LIST)
    keys = 0
    while "Stemmer fortsatt" not in focused(page):
        page.keyboard.press("Tab")
        keys += 1
    for left in range(10, 0, -1):
        assert page.locator("button[id^=bekreft]").count() == left + 1
        follow(page.locator("button[id^=bekreft]:focus"), key="Enter")
        keys += 1
    assert page.locator("button[id^=bekreft]").count() == 1
    assert keys <= MOST_KEYS


def focused(page: Page) -> str:
    """What a screen reader would say of the element that the keyboard is at."""
    said = page.locator(":focus")
    return (said.get_attribute("aria-label") or said.inner_text()) if said.count() else ""


def test_no_page_of_my_listings_has_a_fault_that_a_program_can_find(
    app: Flask, address: str, browser: Browser, contexts: list[BrowserContext], screens: Sequence[Screen]
) -> None:
    contexts.append(new_context(browser))
    page = admitted(app, address, contexts[-1])
    page.goto(address + LIST)
    found = {"mine": on_screens(page, screens, faults)}
    opens(page, address, "AA på Hamar (eksempel)")
    here = page.url.removeprefix(address)
    for path in ("", "/endre", "/flytt", "/pause", "/legg-ned", "/historikk"):
        page.goto(f"{address}{here}{path}")
        found[path] = on_screens(page, screens, faults)
    page.goto(address + str(here))
    follow(page.locator(".desk-date a").first)
    found["one date"] = on_screens(page, screens, faults)
    page.get_by_label("Ny dag").fill("")
    press(page, "Flytt denne gangen")
    found["one date, error"] = on_screens(page, screens, faults)
    for kind in ("", "/group", "/course?program=ta-tak", "/meeting_place", "/service"):
        page.goto(f"{address}{LIST}/ny{kind}")
        found[kind] = on_screens(page, screens, faults)
    page.goto(f"{address}{here}/endre")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    press(page, "Legg til en vei videre")
    page.locator("#pathways-0-path").select_option("after")
    page.locator("#pathways-0-to").fill("Hamar")
    press(page, "Lagre")
    found["which one comes after"] = on_screens(page, screens, faults)
    page.goto(f"{address}{here}/endre")
    page.get_by_label("Navn", exact=True).fill("")
    press(page, "Lagre")
    found["error"] = on_screens(page, screens, faults)
    page.get_by_label("Navn", exact=True).fill("AA på Hamar (eksempel)")
    press(page, "Se hvordan det blir")
    found["preview"] = on_screens(page, screens, faults)
    assert {name: faults for name, faults in found.items() if faults} == {}


def faults(page: Page) -> Faults:
    """What a program finds with everything folded out; what is too wide, and what is too small for a thumb."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    small = page.evaluate(
        "[...document.querySelectorAll('main .ds-button, main .way, main .more, main .choice-row')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => ['too small', e.innerText])"
    )
    return violations(page) + too_wide(page) + [tuple(each) for each in small]
