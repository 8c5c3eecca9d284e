"""Somebody comes into the room. The page must go, at once, and not come back."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import SENTENCE, Site, write
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser


def shift(page: Page, times: int) -> None:
    for _time in range(times):
        page.keyboard.press("Shift")


def gone(page: Page, site: Site) -> None:
    expect(page).to_have_url(site.neighbour)
    expect(page).to_have_title("Været")


def test_three_shifts_lead_to_the_weather_in_the_same_tab(page: Page, site: Site) -> None:
    write(page, site, SENTENCE)
    shift(page, 3)
    gone(page, site)
    assert len(page.context.pages) == 1


def test_the_page_that_was_left_is_not_behind_the_back_button(page: Page, site: Site) -> None:
    write(page, site, SENTENCE)
    shift(page, 3)
    gone(page, site)
    page.go_back()
    expect(page).not_to_have_title("Treff nær Ålesund – Varde")
    expect(page.locator(".card")).to_have_count(0)


def test_three_shifts_work_while_writing(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.locator("textarea").fill("Mannen min")
    shift(page, 3)
    gone(page, site)


@pytest.mark.parametrize("keys", [["Shift", "Shift"], ["Shift", "a", "Shift", "Shift"], ["Control"] * 3])
def test_ordinary_writing_does_not_leave(page: Page, site: Site, keys: list[str]) -> None:
    page.goto(site.address)
    page.locator("textarea").focus()
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("textarea")).to_be_focused()
    assert page.url == f"{site.address}/"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_way_out_is_on_the_screen_and_one_press_away(
    new_page: NewPage, site: Site, javascript: bool, width: int
) -> None:
    page = new_page(javascript=javascript, width=width)
    page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
    way_out = page.locator("a[data-leave]")
    expect(way_out).to_be_in_viewport()
    way_out.click()
    gone(page, site)


def test_the_way_out_stays_on_the_screen_while_reading(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
    page.keyboard.press("End")
    expect(page.locator("a[data-leave]")).to_be_in_viewport()
