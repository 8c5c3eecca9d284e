"""Can everybody use every page? No fault that a program can find, in light and dark, on narrow and wide screens."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, put_on_the_list, write
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"


def at(path: str) -> Callable[[Page, Site], None]:
    """A page by its address."""
    return lambda page, site: page.goto(site.address + path) and None


def saying(sentence: str) -> Callable[[Page, Site], None]:
    """The page that a sentence leads to."""
    return lambda page, site: write(page, site, sentence)


def first_listing(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    follow(page.locator(".card-name a").first)


PAGES: dict[str, Callable[[Page, Site], None]] = {
    "home": at("/"),
    "home in English": at("/en/"),
    "home in nynorsk": at("/nn/"),
    "results": at(RESULTS),
    "results in English": at("/en" + RESULTS),
    "results of nothing": at("/finn"),
    "listing": first_listing,
    "course": at("/tilbud/demo007"),
    "place": at("/sted/alesund"),
    "organisation": at("/organisasjon/al-anon"),
    "contact point": at("/kontaktpunkt/demopointaalesund"),
    "what self-help is": at("/hva-er-selvhjelp"),
    "the first time": at("/forste-gang"),
    "hosting": at("/for-arrangorer"),
    "worried": at("/bekymret"),
    "something is wrong": at("/tilbud/demo005/si-fra"),
    "thanks": at("/tilbud/demo005/si-fra/takk"),
    "something is missing": at("/meld-fra"),
    "what is taken in": at("/retningslinjer"),
    "confirmed": at("/bekreft/takk"),
    "second page": at("/finn?need=alcohol&place=oslo&page=2"),
    "which place": at("/finn?need=alcohol&place=heroy-nordland&place=heroy-more-og-romsdal"),
    "which organisation": saying("LMS Steinkjer"),
    "nothing near": saying("Angst, Utsira"),
    "urgent": saying("Jeg orker ikke leve lenger. Jeg bor i Ålesund."),
    "violence": saying("Mannen min slår meg"),
    "error at the field": saying(" "),
    "list": at("/liste?listing=demo005,demo007,demo001"),
    "empty list": at("/liste"),
    "list of what is gone": at("/liste?listing=demo005,finnesikke"),
    "results with a list": at(RESULTS + "&kept=demo005,demo007"),
    "on the phone": at("/pa-telefonen"),
    "without network": at("/uten-nett"),
    "map": at("/kart"),
    "place and need": at("/sted/alesund/alcohol"),
    "where one lives": at("/finn?audience=relative&need=alcohol"),
    "about": at("/om"),
    "privacy": at("/personvern"),
    "accessibility": at("/tilgjengelighet"),
    "not found": at("/finnes-ikke"),
}


def suggesting(page: Page, site: Site) -> None:
    page.goto(site.address + "/finn?audience=relative&need=alcohol")
    page.get_by_role("combobox").fill("sand")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def everything_open(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def chosen(page: Page, site: Site) -> None:
    everything_open(page, site)
    page.locator("main a.part", has_text="Tirsdag").first.click()
    page.wait_for_url("**weekday=tuesday")


def starred(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    if "På lista" not in page.locator("[data-star]").first.inner_text():
        put_on_the_list(page.locator("[data-star]").first)


def remembered(page: Page, site: Site) -> None:
    starred(page, site)
    follow(page.locator("[data-list]"))
    page.get_by_role("button", name="Husk lista på denne enheten").click()
    expect(page.get_by_role("button", name="Ikke husk lista lenger")).to_be_visible()


# States that a page has only with a script.
STATES: dict[str, Callable[[Page, Site], None]] = {
    "places suggested": suggesting,
    "everything open": everything_open,
    "chosen in place": chosen,
    "on the list": starred,
    "list remembered": remembered,
}


def violations(page: Page) -> list[tuple[str, str]]:
    """What the checker finds, by rule and element."""
    found: dict[str, Any] = Axe().run(page).response
    return [(rule["id"], node["html"][:120]) for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_has_a_fault_that_a_program_can_find(
    new_page: NewPage, site: Site, width: int, scheme: str
) -> None:
    page = new_page(width=width, scheme=scheme)
    found = {}
    for name, go in (PAGES | STATES).items():
        go(page, site)
        found[name] = violations(page) + too_wide(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_nor_has_it_without_javascript(new_page: NewPage, site: Site, width: int, scheme: str) -> None:
    page = new_page(width=width, scheme=scheme, scripts=False)
    found = {}
    for name, go in PAGES.items():
        go(page, site)
        assert page.evaluate("window.varde === undefined")
        found[name] = violations(page) + too_wide(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


def too_wide(page: Page) -> list[tuple[str, str]]:
    """That the page must be moved sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [("wider than the screen", page.url)] if wide else []


def test_a_planted_fault_is_seen(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.evaluate("document.querySelector('label').remove()")
    assert violations(page)


def test_text_twice_as_large_still_fits(new_page: NewPage, site: Site) -> None:
    page = new_page(width=360)
    found = {}
    for name, go in (PAGES | STATES).items():
        go(page, site)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[name] = too_wide(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_nothing_moves_for_those_who_want_stillness(new_page: NewPage, site: Site) -> None:
    page = new_page()
    moving = """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
      return (s.transitionDuration + ',' + s.animationDuration).split(',').some(t => parseFloat(t) > 0) })
      .map(e => e.outerHTML.slice(0, 100))"""
    for name, go in (PAGES | STATES).items():
        go(page, site)
        assert page.evaluate(moving) == [], name
        assert page.evaluate("document.getAnimations().length") == 0, name


MOST_REQUESTS = 8


def test_a_first_visit_asks_for_few_files(new_page: NewPage, site: Site) -> None:
    for name, go in PAGES.items():
        page = new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(urlsplit(request.url).path))
        go(page, site)
        page.wait_for_load_state("networkidle")
        last = len(asked) - 1 - asked[::-1].index(urlsplit(page.url).path)
        assert len(asked[last:]) <= MOST_REQUESTS, (name, asked)
        page.close()


def test_what_can_be_pressed_is_large_enough(new_page: NewPage, site: Site) -> None:
    page = new_page(width=360)
    for path in ("/", RESULTS):
        page.goto(site.address + path)
        sizes = page.evaluate(
            "[...document.querySelectorAll('button, a.way, a.bar-item, a.part, a.option')]"
            ".map(e => [e.innerText, e.getBoundingClientRect()]).map(([t, r]) => [t, r.width, r.height])"
        )
        assert [size for size in sizes if size[1] < 24 or size[2] < 24] == []
