"""The link of a letter about many shows each with all that is confirmed, and confirms it by one press, without signing in."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from directory.accounts import links, roles
from directory.listings.records.models import Listing
from tests.desks import add_person, later
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.listings.editors import AALESUND, office_that_keeps

EMAIL = "punkt@eksempel.no"


@pytest.fixture
def link(fresh_house: Flask) -> str:
    """A link of Ålesund's contact point, where all but one listing were confirmed long ago."""
    add_person(fresh_house, "contact_point", AALESUND, EMAIL)
    with office_that_keeps(fresh_house) as office:
        old = NOW.date() - timedelta(days=200)
        office.session.execute(update(Listing).values(last_confirmed_on=old))
        office.listing("demo002").last_confirmed_on = NOW.date()
        person = roles.find(office.session, EMAIL)
        assert person
        return "/bekreft-hver/" + links.make(office.session, "confirm", person.id, NOW)


@pytest.fixture
def reader(fresh_house: Flask) -> Visitor:
    """Somebody with a link."""
    return Visitor(fresh_house, links=False)


def confirmed(app: Flask, listing_id: str) -> str:
    with office_that_keeps(app) as office:
        listing = office.session.get_one(Listing, listing_id)
        return f"{listing.last_confirmed_on} {listing.confirmed_by}"


def test_each_that_waits_is_shown_with_time_place_telephone_and_link(
    fresh_house: Flask, reader: Visitor, link: str
) -> None:
    with office_that_keeps(fresh_house) as office:
        office.listing("demo005").url = "https://eksempel.example/gruppa"
        office.listing("demo005").contacts[0].phone = "00 00 00 00"
    page = reader.get(link)
    (row,) = [part for part in page.select("main section") if "Ivareta" in part.text]
    text = row.text.replace("\u00a0", " ")
    for words in ("Hver mandag kl. 18.30", "Ålesund", "00 00 00 00", "eksempel.example/gruppa"):
        assert words in text
    assert "AA i Ålesund, åpent møte" not in page.text


def test_one_press_confirms_one_and_the_others_stay(fresh_house: Flask, reader: Visitor, link: str) -> None:
    before = len(reader.get(link).select("main form"))
    answer = reader.post(f"{link}/demo005?side=1", expect=303)
    page = reader.get(answer.location.partition("#")[0])
    assert "Takk, det er bekreftet." in page.one("#fortalt").text
    assert len(page.select("main form")) == before - 1
    assert confirmed(fresh_house, "demo005") == "2026-11-22 contact_point"
    assert confirmed(fresh_house, "demo001").startswith("2026-05")


def test_it_reaches_what_its_reader_reaches_and_no_more(
    fresh_house: Flask, reader: Visitor, link: str
) -> None:
    reader.post(f"{link}/lwnwee5n", expect=404)  # in Trondheim
    with office_that_keeps(fresh_house) as office:
        person = roles.find(office.session, EMAIL)
        assert person
        roles.end(office.session, person.current_grants[0], NOW)
    reader.get(link, expect=410)
    reader.post(f"{link}/demo005", expect=410)
    assert confirmed(fresh_house, "demo005").startswith("2026-05")


def test_it_works_for_fourteen_days_and_no_other_link_opens_it(
    fresh_house: Flask, reader: Visitor, link: str
) -> None:
    reader.get("/bekreft-hver/" + "x" * 43, expect=410)
    reader.get(link.replace("-hver", ""), expect=410)
    reader.post(link.replace("-hver", ""), expect=410)
    later(fresh_house, days=13.9)
    reader.get(link)
    later(fresh_house, days=0.2)
    reader.get(link, expect=410)
