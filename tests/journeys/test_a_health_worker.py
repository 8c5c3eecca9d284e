"""Between two patients: somebody at a doctor's office chooses by pressing, puts three on the list and hands it on."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, put_on_the_list, unfold
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_three_presses_a_place_and_three_on_the_list(new_page: NewPage, site: Site, javascript: bool) -> None:
    page = new_page(javascript=javascript, width=1280)
    she_chooses_whom_and_what(page, site)
    she_says_where(page)
    she_narrows_to_the_evening(page)
    chosen = she_puts_three_on_the_list(page)
    she_sees_them_in_order(page, chosen)
    her_colleague_opens_the_address(new_page(javascript=javascript), page.url, chosen)
    the_bookmark_still_opens(page, chosen)


def she_chooses_whom_and_what(page: Page, site: Site) -> None:
    page.goto(site.address)
    follow(page.get_by_role("link", name="Noen jeg møter i jobben"))
    follow(page.locator("a.way", has_text="Alkohol"))
    page.wait_for_url("**/finn?audience=professional&need=alcohol")


def she_says_where(page: Page) -> None:
    page.get_by_label("Hvor bor du?").fill("Ålesund")
    follow(page.get_by_role("button", name="Bruk dette stedet"))
    page.wait_for_url("**place=alesund")


def she_narrows_to_the_evening(page: Page) -> None:
    choice = page.locator("main a.part", has_text="Kveld").first
    if not choice.is_visible():
        unfold(page.locator("details.narrow summary").first)
    choice.click()
    page.wait_for_url("**part=evening")
    expect(page.locator("main a.part-chosen").first).to_contain_text("Kveld")


def she_puts_three_on_the_list(page: Page) -> list[str]:
    for number in range(3):
        put_on_the_list(page.locator("[data-star]").nth(number))
        expect(page.locator("[data-list]")).to_contain_text(f"({number + 1})")
    return page.locator(".card-name").all_inner_texts()[:3]


def she_sees_them_in_order(page: Page, chosen: list[str]) -> None:
    follow(page.locator("[data-list]"))
    assert page.locator(".card-name").all_inner_texts() == chosen
    expect(page).to_have_title("Lista – Varde")


def her_colleague_opens_the_address(page: Page, address: str, chosen: list[str]) -> None:
    page.goto(address)
    assert page.locator(".card-name").all_inner_texts() == chosen
    follow(page.locator(".card-name a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen[0])


def the_bookmark_still_opens(page: Page, chosen: list[str]) -> None:
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".card-name").all_inner_texts() == chosen
