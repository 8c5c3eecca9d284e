"""Somebody whose husband drinks opens the site late in the evening, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import SENTENCE, Site, follow, write
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser


@pytest.fixture
def page(known_page: Page) -> Page:
    """One for all tests here: none asks what a browser keeps."""
    return known_page


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_she_writes_one_sentence_and_sees_what_fits(new_page: NewPage, site: Site, javascript: bool) -> None:
    page = new_page(javascript=javascript)
    she_opens_the_site(page, site)
    she_writes_and_sends(page)
    she_sees_what_fits_and_why(page)
    she_sees_whom_to_call(page)
    she_opens_the_first_one(page)
    she_goes_back_and_finds_everything_as_it_was(page)
    she_reloads_and_it_is_the_same(page)
    her_sister_opens_the_same_address(new_page(javascript=javascript), page)


def she_opens_the_site(page: Page, site: Site) -> None:
    page.goto(site.address)
    expect(page).to_have_title("Varde – noen å møte, nær deg")
    expect(page.get_by_label("Hva trenger du hjelp med, og hvor bor du?")).to_be_visible()
    expect(page.get_by_text("Du er anonym.")).to_be_in_viewport()


def she_writes_and_sends(page: Page) -> None:
    page.get_by_label("Hva trenger du hjelp med, og hvor bor du?").fill(SENTENCE)
    follow(page.get_by_role("button", name="Finn hjelp"))


def she_sees_what_fits_and_why(page: Page) -> None:
    expect(page).to_have_title("Ålesund – Varde")
    assert page.url.endswith("/finn?audience=relative&relation=partner&need=alcohol&place=alesund")
    card = page.locator(".card", has_text="Al-Anon i Ålesund").first
    for words in ("Tirsdag 24. november kl. 19", "km unna", "pårørende", "Bekreftet"):
        expect(card).to_contain_text(re.compile(words.replace(" ", r"\s")))


def she_sees_whom_to_call(page: Page) -> None:
    people = page.locator("aside.people")
    expect(people).to_contain_text("Kontaktpunktet i Ålesund")
    expect(people.locator("a[href='tel:116123']")).to_be_visible()


def she_opens_the_first_one(page: Page) -> None:
    name = page.locator(".card-name a").first.inner_text()
    follow(page.locator(".card-name a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", name="Slik er første gang")).to_be_visible()


def she_goes_back_and_finds_everything_as_it_was(page: Page) -> None:
    page.go_back()
    expect(page).to_have_title("Ålesund – Varde")
    expect(page.locator(".card").first).to_be_visible()


def she_reloads_and_it_is_the_same(page: Page) -> None:
    shown = page.locator(".card-name").all_inner_texts()
    page.reload()
    assert page.locator(".card-name").all_inner_texts() == shown


def her_sister_opens_the_same_address(sisters: Page, page: Page) -> None:
    sisters.goto(page.url)
    assert sisters.locator(".card-name").all_inner_texts() == page.locator(".card-name").all_inner_texts()


def test_the_next_person_at_the_machine_finds_an_empty_field(page: Page, site: Site) -> None:
    write(page, site, SENTENCE)
    page.go_back()
    expect(page.locator("textarea")).to_have_value("")


def test_she_takes_away_what_was_misunderstood(page: Page, site: Site) -> None:
    write(page, site, SENTENCE)
    page.locator("a.part", has_text="Ålesund").click()
    page.wait_for_url("**/finn?audience=relative&relation=partner&need=alcohol")


def test_she_chooses_instead_of_writing(page: Page, site: Site) -> None:
    page.goto(site.address)
    follow(page.locator("a.way").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("a[href='tel:116123']").first).to_be_attached()


def test_everything_works_without_javascript(new_page: NewPage, site: Site) -> None:
    page = new_page(javascript=False)
    write(page, site, SENTENCE)
    assert page.title() == "Ålesund – Varde"
    follow(page.locator(".card-name a").first)
    assert page.locator("h1").count() == 1
    follow(page.locator("a[data-leave]"))
    assert page.url == site.neighbour


def test_she_finds_her_way_by_keyboard_alone(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.keyboard.press("Tab")
    skip = page.locator("a.ds-skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Tab")
    follow(page.locator(":focus"), key="Enter")
    expect(page).to_have_title("Ålesund – Varde")


def test_she_reads_the_same_page_in_her_own_language(page: Page, site: Site) -> None:
    write(page, site, "My husband drinks too much. I live in Ålesund.", "/en/")
    assert "/en/finn?" in page.url
    expect(page.locator("html")).to_have_attribute("lang", "en")
    follow(page.locator("#sprak a[lang=nn]"))
    assert "/nn/finn?" in page.url
    assert "place=alesund" in page.url


def test_an_empty_question_is_told_at_the_field(page: Page, site: Site) -> None:
    write(page, site, "   ")
    field = page.locator("textarea")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.locator(".errors a").click()
    expect(field).to_be_focused()


def test_a_name_of_several_places_is_asked_about_once(page: Page, site: Site) -> None:
    write(page, site, "Broren min ruser seg. Jeg bor i Herøy.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Herøy")
    follow(page.locator("a.option", has_text="Nordland"))
    assert "place=heroy-nordland" in page.url
    expect(page.locator("aside.people")).to_be_attached()


def test_far_from_everything_somebody_still_answers(page: Page, site: Site) -> None:
    write(page, site, "Angst, Utsira")
    people = page.locator("aside.people")
    expect(people).to_contain_text("Utsira kommune")
    expect(people.locator("a[href^='tel:']").first).to_be_visible()
