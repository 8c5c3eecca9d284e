"""What comes out of the printer? One sheet with all that matters: who, when, where, whom to call; nothing to press."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import Site
from tests.journeys.conftest import NewPage
from tests.journeys.pages import PAGES

pytestmark = pytest.mark.browser

_ONE_SHEET = {
    "results": "/finn?audience=relative&relation=partner&need=alcohol&place=alesund",
    "results in a large town": "/finn?need=alcohol&place=oslo",
    "nothing near": "/finn?need=anxiety&place=utsira",
    "a group": "/tilbud/demo001-al-anon-alesund",
    "a course": "/tilbud/demo007",
    "a place": "/sted/alesund",
    "a slip": "/lapp/demo007-demo001--demo005-b0a322",
    "a place and a need": "/sted/alesund/alcohol",
    "map": "/kart",
    "map of a county": "/kart?place=more-og-romsdal",
    "contact point": "/kontaktpunkt/demopointaalesund",
}


def sheets(page: Page) -> int:
    """How many A4 sheets the page is."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))


def test_it_fits_on_one_sheet(known_page: Page, site: Site) -> None:
    needed = {}
    for name, path in _ONE_SHEET.items():
        known_page.goto(site.address + path)
        needed[name] = sheets(known_page)
    assert needed == dict.fromkeys(_ONE_SHEET, 1)


def test_what_is_folded_on_the_screen_is_open_on_paper(known_page: Page, site: Site) -> None:
    page = known_page
    page.goto(site.address + "/tilbud/demo001-al-anon-alesund")
    later = page.locator(".later li").first
    assert not later.is_visible()
    page.emulate_media(media="print")
    assert later.bounding_box()["height"] > 0  # type: ignore[index]


def test_paper_has_nothing_to_press_and_no_dark_ground(new_page: NewPage, site: Site) -> None:
    page = new_page(scheme="dark")
    PAGES["results"](page, site)
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".bar", ".pills", ".foot", "summary", ".ds-button"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for kept in ("h1", ".card-name", ".card-when", ".number"):
        assert page.locator(kept).first.is_visible(), kept
