"""Somebody who uses no mouse: from the question to the list and out again, with keys alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, unfold
from tests.journeys.test_leaving import gone

pytestmark = pytest.mark.browser

MOST_STOPS = 120


def tab_to(page: Page, selector: str, words: str = "") -> None:
    """Press Tab until something that fits has the focus; it must be seen, and the focus must show."""
    fits = "([css, words]) => { const e = document.activeElement; return e.matches(css) && e.innerText.includes(words) }"
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(fits, [selector, words]):
            focused = page.locator(":focus")
            expect(focused).to_be_in_viewport()
            assert focused.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
            return
    raise AssertionError(f"no {selector} {words!r} within {MOST_STOPS} stops")


def test_from_the_question_to_the_list_and_out_with_keys_alone(page: Page, site: Site) -> None:
    page.goto(site.address)
    tab_to(page, "a.way", "Noen jeg bryr meg om")
    follow(page.locator(":focus"), key="Enter")
    page.wait_for_url("**/finn?audience=relative")
    tab_to(page, "a.way", "Alkohol")
    follow(page.locator(":focus"), key="Enter")
    page.wait_for_url("**need=alcohol")
    chooses_a_place(page)
    narrows(page)
    name = puts_one_on_the_list(page)
    page.keyboard.press("Control+Home")
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "[data-list]")
    follow(page.locator(":focus"), key="Enter")
    expect(page.locator(".card-name")).to_have_text(name)
    tab_to(page, "[data-leave]")
    page.keyboard.press("Enter")
    gone(page, site)


def chooses_a_place(page: Page) -> None:
    tab_to(page, "input[role=combobox]")
    page.keyboard.type("åles")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_value("Ålesund")
    follow(page.locator(":focus"), key="Enter")
    page.wait_for_url("**place=alesund")


def narrows(page: Page) -> None:
    if not page.locator("main a.part", has_text="Kveld").first.is_visible():
        tab_to(page, "details.narrow summary")
        unfold(page.locator(":focus"), key="Enter")
    tab_to(page, "a.part", "Kveld")
    page.keyboard.press("Enter")
    page.wait_for_url("**part=evening")
    expect(page.locator("main a.part-chosen").first).to_be_focused()


def puts_one_on_the_list(page: Page) -> str:
    tab_to(page, "[data-star]")
    page.keyboard.press("Space")
    expect(page.locator(":focus")).to_contain_text("På lista")
    return page.locator(".card-name").first.inner_text()
