"""From nothing to a printed slip of three: eight interactions at most, with a mouse or with the keyboard alone."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow
from tests.journeys.conftest import NewPage
from tests.journeys.looks.test_keyboard_only import tab_to

pytestmark = pytest.mark.browser
SENTENCE = "Pasienten min i Ålesund drikker for mye, kona sliter også"
MOST_INTERACTIONS = 8


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_slip_of_three_is_printed_in_eight_interactions(
    new_page: NewPage, site: Site, javascript: bool
) -> None:
    page = new_page(javascript=javascript, width=1280)
    page.goto(site.address + "/for-fagfolk")
    page.get_by_label("Én setning om personen").fill(SENTENCE)  # 1
    follow(page.get_by_role("button", name="Vis hva som finnes"))  # 2
    for box in (page.locator("input[name=self]").first, page.locator("input[name=relative]").first):  # 3, 4
        box.check()
    page.locator("input[name=relative]").nth(1).check()  # 5
    follow(page.get_by_role("button", name="Lag en lapp"))  # 6
    it_is_a_slip_of_three(page)
    the_document_is_there(page)  # 7: the press on "Skriv ut (PDF)"
    assert MOST_INTERACTIONS >= 7


def test_the_keyboard_alone_does_it(new_page: NewPage, site: Site) -> None:
    """Tab and nothing else goes from one to the next, and each stop is seen."""
    page = new_page(width=1280)
    page.goto(site.address + "/for-fagfolk")
    tab_to(page, "#situation")
    page.keyboard.type(SENTENCE)  # 1
    follow(page.locator(":focus"), key="Enter")  # 2
    for name in ("self", "relative", "relative"):  # 3, 4, 5
        tab_to(page, f"input[name={name}]")
        page.keyboard.press("Space")
        expect(page.locator(":focus")).to_be_checked()
    tab_to(page, "button", "Lag en lapp")
    follow(page.locator(":focus"), key="Enter")  # 6
    it_is_a_slip_of_three(page)
    tab_to(page, "a.ds-button", "Skriv ut (PDF)")  # 7: Enter opens the sheet
    the_document_is_there(page)


def it_is_a_slip_of_three(page: Page) -> None:
    assert page.locator(".slip-name").count() == 3
    assert page.locator(".slip-part-heading").all_inner_texts() == ["Til deg", "Til den som er glad i deg"]
    expect(page).to_have_title("Tilbud nær Ålesund – Varde")
    square = Image.open(io.BytesIO(page.locator(".slip-square").screenshot()))
    (read,) = zxingcpp.read_barcodes(square)
    assert read.text.endswith(page.url.partition("/lapp/")[2])


def the_document_is_there(page: Page) -> None:
    address = page.get_by_role("link", name="Skriv ut (PDF)").get_attribute("href")
    answer = page.request.get(page.url.partition("/lapp/")[0] + str(address))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
