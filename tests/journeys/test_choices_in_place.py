"""Somebody narrows the answer. The page changes in place, the back button works, and a failing script is not noticed."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, put_on_the_list, unfold
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"


@pytest.fixture
def results(known_page: Page, site: Site) -> Page:
    """The answer, in a page that remembers that it was not loaded anew."""
    known_page.goto(site.address + RESULTS)
    known_page.evaluate("window.same = true")
    return known_page


def choose(page: Page, words: str) -> None:
    """Press a choice, wherever it is folded away."""
    choice = page.locator("main a.part", has_text=words).first
    if not choice.is_visible():
        unfold(page.locator("details.narrow summary").first)
    choice.click()
    settled(page)


def settled(page: Page) -> None:
    """What was asked for stands on the page."""
    expect(page.locator("main[aria-busy]")).to_have_count(0)


def same_page(page: Page) -> bool:
    """Whether the page was changed in place."""
    return bool(page.evaluate("window.same === true"))


def test_a_choice_changes_the_page_in_place(results: Page, site: Site) -> None:
    choose(results, "Tirsdag")
    results.wait_for_url(site.address + RESULTS + "&weekday=tuesday")
    expect(results.locator("main a.part-chosen").first).to_contain_text("Tirsdag")
    assert same_page(results)
    expect(results.locator("main a.part-chosen").first).to_be_focused()
    expect(results.locator("main a.part-chosen").first).to_be_visible()
    said = results.locator("main .answer").inner_text()
    expect(results.locator("body > [role=status]")).to_have_text(said)


def test_the_same_as_a_page_loaded_anew(results: Page, site: Site, new_page: NewPage) -> None:
    choose(results, "Tirsdag")
    results.wait_for_url("**weekday=tuesday")
    plain = new_page(javascript=False)
    plain.goto(results.url)
    assert results.locator(".card-name").all_inner_texts() == plain.locator(".card-name").all_inner_texts()
    assert results.title() == plain.title()
    links = "#sprak a"
    assert [a.get_attribute("href") for a in results.locator(links).all()] == [
        a.get_attribute("href") for a in plain.locator(links).all()
    ]


def test_back_and_forward_go_through_the_choices(results: Page, site: Site) -> None:
    first = results.locator(".card-name").all_inner_texts()
    choose(results, "Tirsdag")
    results.wait_for_url("**weekday=tuesday")
    results.go_back()
    settled(results)
    expect(results.locator("main a.part-chosen")).to_have_count(0)
    assert results.url == site.address + RESULTS
    assert results.locator(".card-name").all_inner_texts() == first
    results.go_forward()
    expect(results.locator("main a.part-chosen").first).to_contain_text("Tirsdag")
    assert same_page(results)


def test_reloading_and_coming_back_from_a_listing_keep_the_choice(results: Page, site: Site) -> None:
    choose(results, "Tirsdag")
    results.wait_for_url("**weekday=tuesday")
    shown = results.locator(".card-name").all_inner_texts()
    follow(results.locator(".card-name a").first)
    results.wait_for_url("**/tilbud/**")
    results.go_back()
    results.wait_for_url("**weekday=tuesday")
    assert results.locator(".card-name").all_inner_texts() == shown
    results.reload()
    assert results.locator(".card-name").all_inner_texts() == shown


def test_taking_away_a_part_works_in_place_too(results: Page, site: Site) -> None:
    choose(results, "Ålesund")
    results.wait_for_url(site.address + "/finn?audience=relative&need=alcohol")
    assert same_page(results)
    expect(results.get_by_role("combobox", name="Hvor bor du?")).to_be_visible()
    results.get_by_role("combobox").fill("mold")
    expect(results.locator("[role=option]").first).to_contain_text("Molde")


def test_stars_stay_as_they_were(results: Page) -> None:
    put_on_the_list(results.locator("[data-star]").first)
    name = results.locator(".card-name").first.inner_text()
    choose(results, "Innen 50 km")
    results.wait_for_url("**radius=50")
    card = results.locator(".card", has_text=name).first
    expect(card.locator("[data-star]")).to_contain_text("På lista")
    expect(results.locator("[data-list]")).to_contain_text("(1)")


@pytest.mark.parametrize("status", [500, 204, None])
def test_where_fetching_fails_the_plain_link_leads_on(results: Page, site: Site, status: int | None) -> None:
    def spoil(route) -> None:  # type: ignore[no-untyped-def]
        if route.request.resource_type != "fetch":
            route.continue_()
        elif status is None:
            route.abort()
        else:
            route.fulfill(status=status, body="")

    results.route("**/finn?*", spoil)
    choose(results, "Tirsdag")
    results.wait_for_url("**weekday=tuesday")
    expect(results.locator("main a.part-chosen").first).to_contain_text("Tirsdag")
    assert not same_page(results)


def test_a_choice_opened_in_a_new_tab_is_a_page_of_its_own(results: Page) -> None:
    choice = results.locator("main a.part", has_text="Tirsdag")
    if not choice.is_visible():
        unfold(results.locator("details.narrow summary").first)
    with results.context.expect_page() as opened:
        choice.click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator("main a.part-chosen").first).to_contain_text("Tirsdag")
    expect(results.locator("main a.part-chosen")).to_have_count(0)


def test_nothing_was_refused_by_the_pages_own_rules(page: Page, site: Site) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site.address + RESULTS)
    choose(page, "Tirsdag")
    page.wait_for_url("**weekday=tuesday")
    put_on_the_list(page.locator("[data-star]").first)
    unfold(page.get_by_text("Bytt sted"))
    page.get_by_role("combobox").fill("å")
    page.locator("[role=option]").first.wait_for()
    assert said == []
