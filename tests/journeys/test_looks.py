"""Can everybody use every page? No fault that a program can find, in light and dark, on narrow and wide screens."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browsing import Site, write
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
    page.locator(".card-name a").first.click()


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
    "about": at("/om"),
    "privacy": at("/personvern"),
    "accessibility": at("/tilgjengelighet"),
    "not found": at("/finnes-ikke"),
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
    for name, go in PAGES.items():
        go(page, site)
        found[name] = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found[name].append(("wider than the screen", page.url))
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_planted_fault_is_seen(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.evaluate("document.querySelector('label').remove()")
    assert violations(page)


def test_text_twice_as_large_still_fits(new_page: NewPage, site: Site) -> None:
    page = new_page(width=360)
    page.goto(site.address + RESULTS)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_what_can_be_pressed_is_large_enough(new_page: NewPage, site: Site) -> None:
    page = new_page(width=360)
    for path in ("/", RESULTS):
        page.goto(site.address + path)
        sizes = page.evaluate(
            "[...document.querySelectorAll('button, a.way, a.bar-item, a.part, a.option')]"
            ".map(e => [e.innerText, e.getBoundingClientRect()]).map(([t, r]) => [t, r.width, r.height])"
        )
        assert [size for size in sizes if size[1] < 24 or size[2] < 24] == []
