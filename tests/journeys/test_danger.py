"""Somebody in danger writes what is happening. The numbers come first, and nothing is left behind."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, write

pytestmark = pytest.mark.browser


@pytest.fixture
def page(known_page: Page) -> Page:
    """One for all tests here: none asks what a browser keeps."""
    return known_page


NUMBERS = {
    "Jeg orker ikke leve lenger": "tel:113",
    "Mannen min slår meg": "tel:112",
    "Faren min slår meg, jeg er 14": "tel:116111",
}


def test_the_numbers_are_on_the_first_screen_and_not_in_the_address(page: Page, site: Site) -> None:
    for sentence, number in NUMBERS.items():
        write(page, site, sentence)
        assert page.url == f"{site.address}/finn", sentence
        expect(page.locator(f".urgent a[href='{number}']").first, sentence).to_be_in_viewport()
        expect(page, sentence).to_have_title("Noen å ringe – Varde")


def test_the_address_of_an_answer_to_danger_tells_nothing(page: Page, site: Site) -> None:
    write(page, site, "Mannen min slår meg. Jeg bor i Ålesund.")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".urgent")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Ålesund")
