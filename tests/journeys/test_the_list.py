"""Somebody puts what fits on a list: to think it over, to show it to somebody, to take it along. What stays behind?"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, comes, follow, put_on_the_list
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"
KEPT = "[...Object.keys(sessionStorage), ...Object.keys(localStorage)]"


@pytest.fixture
def page(known_page: Page) -> Page:
    """One for all that do not ask what a browser keeps."""
    return known_page


_IDS = ["with-script", "without-script"]
both = pytest.mark.parametrize("javascript", [True, False], ids=_IDS)
either = pytest.mark.parametrize("known_page", [True, False], ids=_IDS, indirect=True)


def star(page: Page, number: int) -> None:
    """Press the star of one of the cards, the first of which is 0."""
    put_on_the_list(page.locator("[data-star]").nth(number))


def listed(page: Page) -> list[str]:
    """The names on the list's page, in order."""
    return page.locator(".listed .card-name").all_inner_texts()


def open_list(page: Page) -> None:
    follow(page.locator("[data-list]"))


def names(page: Page) -> list[str]:
    return page.locator(".card-name").all_inner_texts()


@either
def test_a_star_puts_it_on_the_list_and_she_stays_where_she_was(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    there = names(page)
    star(page, 1)
    assert names(page) == there
    expect(page.locator("[data-star]").nth(1)).to_contain_text("På lista")
    expect(page.locator("[data-star]").nth(0)).to_contain_text("Til lista")
    expect(page.locator("[data-list]")).to_contain_text("(1)")
    expect(page.locator(".card").nth(1)).to_be_in_viewport()


@either
def test_the_list_goes_along_through_listing_place_and_a_new_question(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    first, second = names(page)[:2]
    star(page, 0)
    follow(page.locator(".card-name a").nth(1))
    star(page, 0)
    follow(page.locator("a.brand"))
    page.locator("textarea").fill("Spill, Oslo")
    follow(page.get_by_role("button", name="Finn hjelp"))
    third = names(page)[0]
    star(page, 0)
    open_list(page)
    assert listed(page) == [first, second, third]


@both
def test_what_is_on_the_list_can_be_moved_and_taken_off(
    new_page: NewPage, site: Site, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    page.goto(site.address + RESULTS)
    one, two, three = names(page)[:3]
    for number in range(3):
        star(page, number)
    open_list(page)
    follow(page.get_by_role("link", name=f"Flytt opp {three}"))
    assert listed(page) == [one, three, two]
    follow(page.locator(".listed [data-star]").first)
    assert listed(page) == [three, two]
    page.get_by_role("link", name="Tøm lista").click()
    page.wait_for_url(site.address + "/liste")
    expect(page.get_by_text("Det står ikke noe på lista.")).to_be_visible()
    page.goto(site.address + RESULTS)
    expect(page.locator("[data-list]")).not_to_contain_text("(")
    if javascript:
        comes(page, KEPT, [])


@both
def test_whoever_gets_the_address_sees_the_same_list(new_page: NewPage, site: Site, javascript: bool) -> None:
    page, friends = new_page(javascript=javascript), new_page(javascript=javascript)
    page.goto(site.address + RESULTS)
    star(page, 0)
    star(page, 2)
    open_list(page)
    friends.goto(page.url)
    assert listed(friends) == listed(page)
    expect(friends).to_have_title("Lista – Varde")
    friends.reload()
    assert listed(friends) == listed(page)
    if javascript:
        assert friends.evaluate(KEPT) == []


def test_a_list_from_a_friend_becomes_hers_only_when_she_says_so(page: Page, site: Site) -> None:
    page.goto(site.address + "/liste?listing=demo005,demo007")
    follow(page.locator("a.brand"))
    expect(page.locator("[data-list]")).not_to_contain_text("(")
    page.go_back()
    follow(page.get_by_role("button", name="Legg disse på lista mi"))
    expect(page.locator("[data-list]")).to_contain_text("(2)")
    follow(page.locator("a.brand"))
    expect(page.locator("[data-list]")).to_contain_text("(2)")


def test_nothing_is_kept_before_a_star_is_pressed_and_nothing_outlives_the_tab(
    new_page: NewPage, site: Site
) -> None:
    page = new_page()
    for path in ("/", RESULTS, "/tilbud/demo005", "/sted/alesund", "/liste?listing=demo005", "/pa-telefonen"):
        page.goto(site.address + path)
        assert page.evaluate(KEPT) == [], path
    page.wait_for_load_state("networkidle")  # what one of them keeps late lies there still
    assert page.evaluate(KEPT) == []
    assert page.evaluate("caches.keys()") == []
    page.goto(site.address + RESULTS)
    star(page, 0)
    assert page.evaluate(KEPT) == ["varde-list"]
    other = page.context.new_page()
    other.goto(site.address + RESULTS)
    assert other.evaluate(KEPT) == []


def test_kept_longer_only_when_she_chooses_it_and_then_every_tab_has_it(
    new_page: NewPage, site: Site
) -> None:
    page = new_page()
    page.goto(site.address + RESULTS)
    star(page, 0)
    open_list(page)
    expect(page.get_by_text("Det er et spor")).to_be_visible()
    page.get_by_role("button", name="Husk lista på denne enheten").click()
    expect(page.get_by_role("button", name="Ikke husk lista lenger")).to_be_visible()
    other = page.context.new_page()
    other.goto(site.address)
    expect(other.locator("[data-list]")).to_contain_text("(1)")
    page.get_by_role("button", name="Ikke husk lista lenger").click()
    expect(page.get_by_role("button", name="Husk lista på denne enheten")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_two_tabs_have_two_lists(new_page: NewPage, site: Site) -> None:
    page = new_page()
    page.goto(site.address + RESULTS)
    other = page.context.new_page()
    other.goto(site.address + RESULTS)
    star(page, 0)
    star(other, 1)
    star(other, 2)
    page.reload()
    other.reload()
    expect(page.locator("[data-list]")).to_contain_text("(1)")
    expect(other.locator("[data-list]")).to_contain_text("(2)")


def test_the_star_is_said_and_works_from_the_keyboard(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    name = names(page)[0]
    first = page.get_by_role("button", name=f"Til lista {name}")
    first.focus()
    taken = page.get_by_role("button", name=f"På lista {name}")
    page.keyboard.press("Space")
    expect(taken).to_be_focused()
    expect(page.locator("[role=status]").last).to_have_text(f"{name} er lagt på lista.")
    page.keyboard.press("Enter")
    expect(page.locator("[data-list]")).not_to_contain_text("(")


def test_what_a_slow_script_put_into_the_address_is_not_lost(page: Page, site: Site) -> None:
    page.goto(f"{site.address}{RESULTS}&kept=demo005")
    expect(page.locator("[data-list]")).to_contain_text("(1)")
    assert page.evaluate(KEPT) == []
    page.locator("[data-star]:not([data-star=demo005])").first.click()
    expect(page.locator("[data-list]")).to_contain_text("(2)")
    expect(page).not_to_have_url(re.compile("kept="))
    assert page.locator("a[href*='kept=']").count() == 0


def test_a_full_list_says_so(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    ids = ",".join(f"demo{number:03}" for number in range(100, 120))
    page.evaluate("ids => sessionStorage.setItem('varde-list', ids)", ids)
    page.reload()
    page.locator("[data-star]").first.click()
    expect(page.locator("[role=status]").last).to_have_text("Lista er full. Ta bort noe først.")
    expect(page.locator("[data-list]")).to_contain_text("(20)")


def test_printed_it_is_names_and_times_without_buttons(page: Page, site: Site) -> None:
    page.goto(site.address + "/liste?listing=demo005,demo007")
    page.emulate_media(media="print")
    expect(page.locator(".card-name").first).to_be_visible()
    for selector in ("[data-star]", ".moves", ".not-printed", ".bar"):
        expect(page.locator(selector).first).to_be_hidden()
