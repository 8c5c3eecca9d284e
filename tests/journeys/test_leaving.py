"""Somebody comes into the room. The page must go, at once, and not come back."""

from collections.abc import Iterator
from time import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import (
    SENTENCE,
    Site,
    comes,
    follow,
    found_browser,
    new_context,
    put_on_the_list,
    remembering,
    screen,
    write,
)
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser


_SHIFT = {"key": "Shift", "code": "ShiftLeft", "windowsVirtualKeyCode": 16}


def shift(page: Page, times: int) -> None:
    """Press Shift so often, a tenth of a second apart on the keyboard's own clock, however busy the machine is."""
    keyboard, began = page.context.new_cdp_session(page), time()
    for number in range(times):
        at = began + number / 10
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": at, **_SHIFT})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "timestamp": at + 0.05, **_SHIFT})


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


def test_ordinary_writing_does_not_leave(page: Page, site: Site) -> None:
    for keys in (["Shift", "Shift"], ["Shift", "a", "Shift", "Shift"], ["Control"] * 3):
        page.goto(site.address)
        page.locator("textarea").focus()
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator("main"), str(keys)).to_be_visible()  # a way out begins by hiding it
        expect(page.locator("textarea")).to_be_focused()
        assert page.url == f"{site.address}/", keys


@pytest.mark.parametrize("javascript", [True, False])
def test_the_way_out_is_on_the_screen_and_one_press_away(
    new_page: NewPage, site: Site, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    for width in (320, 1280):
        page.set_viewport_size(screen(width))
        page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
        way_out = page.locator("a[data-leave]")
        expect(way_out, f"{width} wide").to_be_in_viewport()
        way_out.click()
        gone(page, site)


def test_the_way_out_stays_on_the_screen_while_reading(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
    page.keyboard.press("End")
    expect(page.locator("a[data-leave]")).to_be_in_viewport()


_LEFT_BEHIND = "caches.keys().then(k => [sessionStorage.length, localStorage.length, k.length])"


def test_leaving_takes_with_it_what_lies_on_the_device(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
    put_on_the_list(page.locator("[data-star]").first)
    page.evaluate("localStorage.setItem('varde-list', 'demo005')")
    page.evaluate("caches.open('varde-list').then(() => null)")
    shift(page, 3)
    gone(page, site)
    page.goto(site.address)
    comes(page, _LEFT_BEHIND, [0, 0, 0])


def test_the_tab_has_no_entry_more_than_before(page: Page, site: Site) -> None:
    page.goto(site.address + "/om")
    write(page, site, SENTENCE)
    before = page.evaluate("history.length")
    page.locator("a[data-leave]").click()
    gone(page, site)
    assert page.evaluate("history.length") == before


def test_the_page_is_blank_from_the_press_on_and_stays_so(page: Page, site: Site) -> None:
    page.route("**/forlat", lambda route: route.abort())
    write(page, site, SENTENCE)
    with page.expect_event("requestfailed"):
        shift(page, 3)
    expect(page.locator("main")).to_be_hidden()
    assert "Ålesund" not in page.title()
    page.unroute("**/forlat")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    gone(page, site)


def test_leaving_after_a_choice_in_place_replaces_that_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
    page.locator("main a.part", has_text="Alkohol").first.click()
    page.wait_for_url("**/finn?place=alesund")
    shift(page, 3)
    gone(page, site)


@pytest.fixture
def remembered(browser: Browser) -> Iterator[Page]:
    """A page in a browser that keeps pages in memory."""
    with remembering(browser, found_browser() or "") as other:
        context = new_context(other)
        context.add_init_script("addEventListener('pageshow', e => { window.fromMemory = e.persisted })")
        yield context.new_page()


def test_what_was_typed_does_not_come_back_from_memory(remembered: Page, site: Site) -> None:
    page = remembered
    write(page, site, SENTENCE)
    page.evaluate("() => { setTimeout(() => history.back()) }")
    page.wait_for_function("window.fromMemory === true")
    assert page.evaluate("document.querySelector('textarea').value") == ""


def test_after_leaving_no_earlier_page_comes_back_from_memory(remembered: Page, site: Site) -> None:
    page = remembered
    page.goto(f"{site.address}/finn?need=alcohol&place=alesund")
    page.evaluate("window.mark = true")
    follow(page.locator(".card-name a").first)
    page.wait_for_url("**/tilbud/**")
    shift(page, 3)
    page.wait_for_url(site.neighbour)
    page.evaluate("() => { setTimeout(() => history.back()) }")
    page.wait_for_function("location.pathname === '/finn'")
    assert page.evaluate("window.mark") is None
    assert page.evaluate("sessionStorage.length") == 0
