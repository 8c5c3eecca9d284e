"""Somebody begins to write where they live. The device suggests by itself, and nothing is sent before they press."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.browsing import Site, follow, unfold
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser

ASKED = "/finn?audience=relative&need=alcohol"  # where one lives is still open


@pytest.fixture
def page(known_page: Page) -> Page:
    """One for all tests here: none asks what a browser keeps."""
    return known_page


@pytest.fixture
def field(page: Page, site: Site) -> Locator:
    """The field for a place."""
    page.goto(site.address + ASKED)
    return page.get_by_role("combobox", name="Hvor bor du?")


def suggestions(page: Page) -> list[str]:
    """What is suggested, when something is."""
    page.locator("[role=option]").first.wait_for()
    return page.locator("[role=option]").all_inner_texts()


def test_a_few_letters_suggest_and_the_keyboard_chooses(field: Locator, page: Page) -> None:
    field.fill("åle")
    assert suggestions(page)[0].startswith("Ålesund Møre og Romsdal")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    first = page.locator("[role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Ålesund")
    expect(field).to_have_attribute("aria-expanded", "false")
    follow(page.locator(":focus"), key="Enter")
    page.wait_for_url("**place=alesund*")


def test_the_keys_of_the_pattern(field: Locator, page: Page) -> None:
    field.fill("san")
    count = len(suggestions(page))
    page.keyboard.press("ArrowUp")
    expect(page.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(field).to_have_value("san")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    field.type("san")
    assert len(suggestions(page)) == count
    page.keyboard.press("Tab")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(field).to_have_value("san")


def test_a_shared_name_is_chosen_once_and_not_asked_about_again(field: Locator, page: Page) -> None:
    field.fill("bø")
    options = page.locator("[role=option]", has_text=re.compile("^Bø Nordland"))
    options.first.click()
    expect(field).to_have_value("Bø")
    follow(page.get_by_role("button", name="Bruk dette stedet"))
    page.wait_for_url(re.compile("place=bo$"))


SPELLINGS = {"Aalesund": "Ålesund", "tromso": "Tromsø", "Fræna": "Hustadvika", "Tråante": "Trondheim"}


def test_other_spellings_and_names_find_todays_place(field: Locator, page: Page) -> None:
    for typed, place in SPELLINGS.items():
        field.fill(typed)
        expect(page.locator("[role=option]").first, typed).to_have_text(re.compile(f"^{place}"))


def test_a_places_own_name_comes_before_a_former_name(field: Locator, page: Page) -> None:
    field.fill("sand")
    found = suggestions(page)
    assert found[0].startswith("Sandefjord")
    assert not any(text.startswith("Ålesund") for text in found)


def test_the_list_is_fetched_once_and_only_when_the_field_is_used(new_page: NewPage, site: Site) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(site.address + ASKED, wait_until="networkidle")
    assert not [path for path in asked if path.startswith("/steder/")]
    for typed in ("å", "ål", "åle"):
        page.get_by_role("combobox").fill(typed)
        suggestions(page)
    assert len([path for path in asked if path.startswith("/steder/")]) == 1
    assert len([path for path in asked if "/finn" in path]) == 1


def test_the_list_is_small(page: Page, site: Site) -> None:
    page.goto(site.address + ASKED)
    answer = page.request.get(
        site.address + page.locator("[data-place-list]").get_attribute("data-place-list")
    )
    assert "immutable" in answer.headers["cache-control"]
    assert int(answer.headers["content-length"]) < 25 * 1024


def test_what_nobody_suggests_can_be_sent_all_the_same(field: Locator, page: Page) -> None:
    field.fill("6002 Ålesund")
    follow(page.get_by_role("button", name="Bruk dette stedet"))
    page.wait_for_url("**place=alesund*")


def test_without_the_list_the_field_is_a_plain_field(page: Page, site: Site) -> None:
    page.route("**/steder/*", lambda route: route.abort())
    page.goto(site.address + ASKED)
    page.get_by_role("combobox").fill("Molde")
    follow(page.locator(":focus"), key="Enter")
    page.wait_for_url("**place=molde*")


def test_suggestions_are_large_enough_for_a_thumb_and_count_is_said(field: Locator, page: Page) -> None:
    field.fill("sand")
    count = len(suggestions(page))
    heights = page.locator("[role=option]").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    expect(page.locator("body > [role=status]")).to_have_text(f"{count} steder å velge mellom.")


def test_changing_the_place_keeps_the_rest_of_the_question(page: Page, site: Site) -> None:
    page.goto(site.address + "/finn?audience=relative&need=alcohol&place=alesund&weekday=monday")
    unfold(page.get_by_text("Bytt sted"))
    page.get_by_role("combobox", name="Et annet sted").fill("mold")
    page.locator("[role=option]").first.click()
    expect(page.get_by_role("combobox", name="Et annet sted")).to_have_value("Molde")
    follow(page.get_by_role("button", name="Bruk dette stedet"))
    page.wait_for_url("**/finn?audience=relative&need=alcohol&place=molde&weekday=monday")


def at(context: BrowserContext, site: Site, latitude: float, longitude: float) -> None:
    """Let the device be somewhere, and say so when it is asked."""
    context.grant_permissions(["geolocation"], origin=site.address)
    context.set_geolocation({"latitude": latitude, "longitude": longitude})


def test_her_position_becomes_a_place_on_the_device_and_goes_no_further(page: Page, site: Site) -> None:
    at(page.context, site, 62.4712, 6.1543)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.goto(site.address + ASKED)
    assert page.evaluate("navigator.permissions.query({name: 'geolocation'}).then(p => p.state)") == "granted"
    page.get_by_role("button", name="Bruk posisjonen min").click()
    expect(page.get_by_role("combobox")).to_have_value("Ålesund")
    expect(page.get_by_text("Posisjonen din ble værende på enheten.")).to_be_visible()
    follow(page.get_by_role("button", name="Bruk dette stedet"))
    page.wait_for_url("**place=alesund*")
    assert not [text for text in sent if re.search(r"62\.?47|6\.?15", text)]


def test_a_no_to_the_position_is_met_with_words(page: Page, site: Site) -> None:
    page.goto(site.address + ASKED)
    page.get_by_role("button", name="Bruk posisjonen min").click()
    expect(page.get_by_text("Vi fikk ikke lov til å se hvor du er.")).to_be_visible()


def test_far_from_norway_no_place_is_guessed(page: Page, site: Site) -> None:
    at(page.context, site, 40.4, -3.7)
    page.goto(site.address + ASKED)
    page.get_by_role("button", name="Bruk posisjonen min").click()
    expect(page.get_by_text("Det ser ut som du er langt fra stedene vi kjenner.")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_value("")


def test_without_a_script_there_is_only_what_works(new_page: NewPage, site: Site) -> None:
    page = new_page(javascript=False)
    page.goto(site.address + ASKED)
    expect(page.get_by_text("Bruk posisjonen min")).to_be_hidden()
    page.get_by_label("Hvor bor du?").fill("Molde")
    follow(page.get_by_role("button", name="Bruk dette stedet"))
    page.wait_for_url("**place=molde*")
