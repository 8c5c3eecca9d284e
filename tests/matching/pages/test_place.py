"""A place's page: what there is, who answers, and the way on where there is nothing."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.inspecting import Visitor

GAZETTEER = load()
TOWNS = [place.slug for place in GAZETTEER.all if place.kind in ("town", "district")]


def test_a_place_says_what_there_is_by_kind_and_when_the_next_is(visit: Visitor) -> None:
    page = visit.get("/sted/alesund")
    assert page.heading == "Tilbud nær Ålesund"
    assert page.title == "Tilbud nær Ålesund – Varde"
    assert any(heading.endswith("grupper") for heading in page.texts("h2"))
    assert page.select("mark.next")
    assert "Kontaktpunktet i Ålesund" in page.one("aside.people").text


def test_the_number_of_things_is_the_sum_of_the_kinds(visit: Visitor) -> None:
    page = visit.get("/sted/alesund")
    headings = {
        id_: page.one(f"h2#{id_}").text
        for id_ in ("group", "course", "meeting_place", "service")
        if page.select(f"h2#{id_}")
    }
    counts = [1 if text.split()[0] in ("Én", "Ett") else int(text.split()[0]) for text in headings.values()]
    assert f"Vi fant {sum(counts)} tilbud" in page.one("p.answer").text


def test_every_need_of_the_row_leads_to_the_results_there(visit: Visitor) -> None:
    links = [link["href"] for link in visit.get("/sted/alesund").select("a.part")]
    assert "/finn?need=alcohol&place=alesund" in links
    assert not any("violence" in link for link in links)


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("1508", "alesund"),
        ("15", "more-og-romsdal"),
        ("fraena", "hustadvika"),
        ("Ålesund", "alesund"),
        ("TROMSØ", "tromso"),
    ],
)
def test_numbers_former_names_and_other_spellings_lead_to_todays_page(
    visit: Visitor, written: str, today: str
) -> None:
    assert visit.get(f"/sted/{written}", expect=301).location == f"/sted/{today}"


def test_the_way_to_todays_page_keeps_the_language(visit: Visitor) -> None:
    assert visit.get("/nn/sted/1508", expect=301).location == "/nn/sted/alesund"


def test_a_shared_name_asks_which(visit: Visitor) -> None:
    asked = visit.get("/sted/heroy", expect=302).location
    options = [link["href"] for link in visit.get(asked).select("a.option")]
    assert options == ["/finn?place=heroy-more-og-romsdal", "/finn?place=heroy-nordland"]


def test_a_place_that_nobody_knows_is_not_found_and_not_repeated(visit: Visitor) -> None:
    assert "kanariby" not in visit.get("/sted/kanariby", expect=404).body


def test_nothing_near_leads_on_to_the_net_to_what_is_nearest_to_neighbours_and_to_people(
    fresh_house: Flask,
) -> None:
    with fresh_house.extensions["database"].writing() as session:
        for listing in session.scalars(select(Listing).where(Listing.municipality_number != "1103")):
            listing.status = "hidden"  # all but Stavanger's, which are 70 km away from Utsira
    page = Visitor(fresh_house).get("/sted/utsira")
    assert "Vi vet ikke om noe i nærheten av Utsira" in page.text
    headings = page.texts("h2")
    assert headings.index("På nett og telefon") < headings.index("Lenger unna")
    assert [link["href"] for link in page.select("ul.rows a")] == ["/sted/stavanger"]
    assert "Utsira kommune" in page.one("aside.people").text


def test_a_county_shows_its_own_municipalities(visit: Visitor) -> None:
    page = visit.get("/sted/vestland")
    assert page.heading == "Tilbud i Vestland"
    slugs = [link["href"].removeprefix("/sted/") for link in page.select("ul.rows a[href^=/sted/]")]
    places = [place for slug in slugs if (place := GAZETTEER.by_slug(slug))]
    assert places
    assert {place.county for place in places} == {"Vestland"}


def test_another_place_can_be_written_on_the_page(visit: Visitor) -> None:
    form = visit.get("/sted/utsira").one("form.small-form")
    assert (
        visit.post(form["action"], data={"place": "Haugesund"}, expect=303).location
        == "/finn?place=haugesund"
    )


@pytest.mark.parametrize("county", [place.slug for place in GAZETTEER.counties])
def test_every_county_has_a_page_with_somebody_to_call(visit: Visitor, county: str) -> None:
    assert visit.get(f"/sted/{county}").select("aside.people a")


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("town", TOWNS[::250])
def test_a_town_has_a_page_in_every_language(visit: Visitor, prefix: str, town: str) -> None:
    visit.get(f"{prefix}/sted/{town}")


def test_municipalities_all_over_the_country_have_pages(house: Flask) -> None:
    client = house.test_client()
    slugs = [place.slug for place in GAZETTEER.municipalities[::12]]
    statuses = {slug: client.get(f"/sted/{slug}").status_code for slug in slugs}
    assert {slug: status for slug, status in statuses.items() if status != 200} == {}


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("page", ["/sted/alesund", "/sted/more-og-romsdal", "/organisasjon/al-anon"])
def test_all_its_times_go_into_ones_own_calendar(
    house: Flask, visit: Visitor, prefix: str, page: str
) -> None:
    (link,) = [a for a in visit.get(prefix + page).select("main a[href]") if a["href"].endswith(".ics")]
    for word in ("avtale", "alkohol", "Al-Anon"):
        assert word.lower() not in link.text.lower()
    answer = house.test_client().get(link["href"])
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert b"BEGIN:VEVENT" in answer.data


def test_a_place_where_nobody_meets_leads_to_no_empty_calendar(visit: Visitor) -> None:
    assert not [a for a in visit.get("/sted/traena").select("main a[href]") if a["href"].endswith(".ics")]
