"""Somebody writes four digits and nothing else. Everything there is, and what to ask for next."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, write
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_postcode_alone_leads_to_a_place_a_need_and_a_listing(
    new_page: NewPage, site: Site, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    write(page, site, "6002")
    he_sees_the_place_and_nothing_of_the_digits(page)
    he_says_what_it_is_about(page)
    he_opens_what_fits(page)
    he_goes_back_and_reloads(page)


def he_sees_the_place_and_nothing_of_the_digits(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Treff nær Ålesund")
    assert "6002" not in page.url
    expect(page.locator("aside.people")).to_contain_text("Kontaktpunktet i Ålesund")


def he_says_what_it_is_about(page: Page) -> None:
    follow(page.locator("a.way", has_text="Spill"))
    page.wait_for_url("**/finn?need=gambling&place=alesund")
    expect(page.locator("main .answer")).to_contain_text("Ålesund")


def he_opens_what_fits(page: Page) -> None:
    name = page.locator(".card-name").first.inner_text()
    follow(page.locator(".card-name a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def he_goes_back_and_reloads(page: Page) -> None:
    page.go_back()
    shown = page.locator(".card-name").all_inner_texts()
    page.reload()
    assert page.locator(".card-name").all_inner_texts() == shown
    page.go_back()
    page.wait_for_url("**/finn?place=alesund")
    expect(page.get_by_role("heading", name="Hva gjelder det?")).to_be_visible()
