"""An organisation's page: what it is, and everything that it has."""

import csv

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.listings.public.organisation_texts import WORDS
from directory.listings.records.models import Listing, ListingOrganisation, Organisation
from directory.settings import DATA
from directory.vocabulary import PUBLIC_STATUSES
from tests.inspecting import Visitor


def codes() -> list[str]:
    with (DATA / "organisations.csv").open(encoding="utf-8", newline="") as lines:
        return [row["code"] for row in csv.DictReader(lines)]


def test_every_organisation_is_described_and_none_that_is_gone() -> None:
    assert set(WORDS) == set(codes())


@pytest.mark.parametrize("code", codes())
def test_every_organisation_has_a_page_with_a_title_that_tells_nothing(visit: Visitor, code: str) -> None:
    page = visit.get(f"/organisasjon/{code}")
    assert page.title == "Organisasjon – Varde"
    assert page.select("p.answer")


def test_everything_it_has_is_there_once_online_first_and_counted_by_county(
    visit: Visitor, house: Flask
) -> None:
    page = visit.get("/organisasjon/al-anon")
    links = [link["href"] for link in page.select("ul.rows a")]
    with house.extensions["database"].reading() as session:
        count = session.scalar(
            select(func.count())
            .select_from(Listing)
            .join(ListingOrganisation)
            .where(ListingOrganisation.organisation_code == "al-anon", Listing.status.in_(PUBLIC_STATUSES))
        )
    assert len(links) == len(set(links)) == count
    assert page.texts("h2").index("På nett og telefon") < page.texts("h2").index("Der folk møtes")
    counted = [int(text.strip("()")) for text in page.texts("span.fold-count")]
    assert sum(counted) == len(page.select("details li.row"))


def test_twelve_steps_are_explained_where_they_are_followed(visit: Visitor) -> None:
    assert "Tolv trinn" in visit.get("/organisasjon/aa").texts("h2")
    assert "Tolv trinn" not in visit.get("/organisasjon/mental-helse").texts("h2")
    assert "Kristent grunnlag" in visit.get("/organisasjon/blaa-kors").texts("h2")


def test_a_former_name_is_told(visit: Visitor) -> None:
    assert "Landsforbundet mot stoffmisbruk" in visit.get("/organisasjon/lms").text


def test_the_code_in_capitals_leads_to_the_page(visit: Visitor) -> None:
    assert visit.get("/organisasjon/AA", expect=301).location == "/organisasjon/aa"


def test_a_hidden_listing_is_gone_at_once(fresh_house: Flask) -> None:
    visit = Visitor(fresh_house)
    first = visit.get("/organisasjon/al-anon").select("ul.rows a")[0]["href"]
    with fresh_house.extensions["database"].writing() as session:
        session.get(Listing, first.split("/")[-1].split("-")[0]).status = "hidden"
    assert first not in [link["href"] for link in visit.get("/organisasjon/al-anon").select("ul.rows a")]


def test_an_organisation_with_nothing_still_leads_on(fresh_house: Flask) -> None:
    with fresh_house.extensions["database"].writing() as session:
        values = {"audiences": [], "needs": [], "other_names": [], "twelve_step": False, "faith_based": False}
        session.add(Organisation(code="ny", name="En ny en", about="", confidence="likely", **values))
    page = Visitor(fresh_house).get("/organisasjon/ny")
    assert "Vi vet ikke om noen grupper" in page.text
    assert "/" in [link["href"] for link in page.select("main a.ds-button")]


def test_how_to_reach_it_stands_right_under_its_name(fresh_house: Flask) -> None:
    with fresh_house.extensions["database"].writing() as session:
        found = session.get_one(Organisation, "al-anon")
        found.url, found.phone, found.email = "https://eksempel.no/grupper", "00 00 00 00", "post@eksempel.no"
    page = Visitor(fresh_house).get("/organisasjon/al-anon")
    main = page.one("main").text
    parts = [
        "eksempel.no/grupper",
        "00 00 00 00",
        "post@eksempel.no",
        page.one("p.answer").text,
    ]
    places = [main.index(each) for each in (page.heading, *parts)]
    assert places == sorted(places)
    assert not page.select("details[open]")
