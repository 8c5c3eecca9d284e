"""Somebody looks at the map: with the eyes, with the keyboard, with a screen reader, and without JavaScript."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, unfold
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser

_LISTEN = (
    "window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective))"
)


def test_without_javascript_the_way_from_the_country_to_a_page_is_three_presses(
    new_page: NewPage, site: Site
) -> None:
    page = new_page(width=1280, javascript=False)
    page.goto(site.address + "/kart")
    unfold(page.get_by_text("Velg hva kartet skal vise"))
    page.get_by_label("Hva gjelder det?").select_option("alcohol")
    follow(page.get_by_role("button", name="Vis på kartet"))
    follow(page.locator("svg").get_by_role("link", name="Møre og Romsdal"))
    follow(page.locator("svg").get_by_role("link", name="Ålesund"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Alkohol: tilbud nær Ålesund")


def test_every_mark_is_reached_and_pressed_with_the_keyboard(new_page: NewPage, site: Site) -> None:
    page = new_page(width=1280)
    page.goto(site.address + "/kart")
    heard = _heard(page)
    assert len([name for name in heard if ": " in name]) == page.locator("a.map-mark").count() == 15
    follow(page.locator("a.map-mark", has_text="Nordland"), key="Enter")
    page.wait_for_url("**/kart?place=nordland")


def _heard(page: Page) -> list[str]:
    """What has the focus, from the first stop of the map to the last."""
    page.locator(".map-remote").focus()
    names = []
    for _stop in range(20):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.querySelector('title')?.textContent ?? ''"))
    return names


def test_a_data_block_is_allowed_by_the_pages_own_rules(new_page: NewPage, site: Site) -> None:
    page = new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(_LISTEN)
    page.goto(site.address + "/tilbud/demo007")
    assert page.locator("script[type='application/ld+json']").count() == 1
    assert page.evaluate("refused") == [] and said == []


def test_the_map_asks_for_no_file_of_its_own(new_page: NewPage, site: Site) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    page.goto(site.address + "/kart", wait_until="networkidle")
    assert [address for address in asked if "/static/" not in address] == [site.address + "/kart"]
