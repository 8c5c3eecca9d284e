"""Is there a human being behind every listing? And who asks to keep one is heard."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.listings.records.models import Listing, Organisation
from directory.listings.upkeep.claims import ListingClaim
from directory.vocabulary import PUBLIC_STATUSES
from tests.desks import colleague, later, letters, text_of
from tests.houses import run
from tests.inspecting import Visitor
from tests.listings.editors import office_that_keeps


def public_ids(app: Flask) -> list[str]:
    with app.app_context(), db.of_app().reading() as session:
        wanted = select(Listing.id).where(Listing.status.in_(PUBLIC_STATUSES)).order_by(Listing.id)
        return list(session.scalars(wanted))


def test_every_listing_shows_somebody_to_call_or_write_to(house: Flask) -> None:
    """A number, an address or a site under "Ta kontakt"; of the made-up ones every tenth."""
    ids = public_ids(house)
    visitor, without = Visitor(house), []
    for listing_id in [*ids[::10], *(each for each in ids if not each.startswith("demo"))]:
        page = visitor.get(f"/tilbud/{listing_id}", expect=301)
        page = visitor.get(page.location)
        part = page.one("section[aria-labelledby=kontakt]")
        if not (part.select(".number, a[href^=mailto]") or "Nettsted:" in part.text):
            without.append(listing_id)
    assert without == []


def test_who_runs_it_comes_before_who_answers_for_the_place(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        listing = office.listing("demo005")
        listing.contacts, listing.url = [], None
        code = listing.organisations[0]
    page = contact_part(fresh_house, "demo005")
    assert "Kontaktpunktet i Ålesund" in page
    with office_that_keeps(fresh_house) as office:
        office.session.get_one(Organisation, code).phone = "70 16 18 00"
    page = contact_part(fresh_house, "demo005")
    assert "Spør organisasjonen." in page and "70 16 18 00" in page
    assert "Kontaktpunktet i Ålesund" not in page


def contact_part(app: Flask, listing_id: str) -> str:
    visitor = Visitor(app)
    page = visitor.get(visitor.get(f"/tilbud/{listing_id}", expect=301).location)
    return page.one("section[aria-labelledby=kontakt]").text


def test_nobody_can_just_join_what_has_no_link(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        listing = office.listing("demo005")
        listing.formats, listing.openness, listing.contacts, listing.url = ["online"], "open", [], None
        for each in listing.schedules:
            each.link = None
    visitor = Visitor(fresh_house)
    page = visitor.get(visitor.get("/tilbud/demo005", expect=301).location).text
    assert "Be om lenken til møtet" in page
    assert "Du kan bare" not in page


def test_a_document_is_no_confirmation(house: Flask) -> None:
    visitor = Visitor(house)
    page = visitor.get(visitor.get("/tilbud/lwnwee5n", expect=301).location)
    assert "Fra et dokument fra februar 2018" in page.text
    assert [each for each in page.select("a[href]") if each["href"].endswith("/kilde")]
    assert visitor.get("/tilbud/lwnwee5n/kilde", expect=303).location.startswith("https://www.napha.no/")


def test_what_is_written_for_the_desk_is_not_given_out(house: Flask) -> None:
    client = house.test_client()
    assert "go_live_note" not in client.get("/api/v1/listings/lwnwee5n").get_data(as_text=True)
    assert "go_live_note" not in client.get("/api/v1/openapi.json").get_data(as_text=True)


CLAIM = "/tilbud/demo005/hold-oppdatert"


def ask(app: Flask, email: str, expect: int = 303) -> None:
    visitor = Visitor(app)
    opened = visitor.get(CLAIM).one("input[name=opened]")["value"]
    later(app, seconds=5)
    visitor.post(CLAIM, {"opened": opened, "email": email, "homepage": ""}, expect=expect)


@pytest.mark.parametrize("said", ["ja", "nei"])
def test_a_groups_contact_asks_and_the_contact_point_decides(fresh_house: Flask, said: str) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    other = colleague(fresh_house, "contact_point", "demopointbergen")
    ask(fresh_house, "gruppa@eksempel.no")
    ask(fresh_house, "gruppa@eksempel.no")  # asked twice is asked once
    later(fresh_house, hours=1)
    assert [each["To"] for each in letters(fresh_house) if "du kan svare på" in each["Subject"]] == [
        point.email
    ]
    other.post("/skrivebord/onsker/1/ja", expect=404)
    assert "gruppa@eksempel.no" in point.get("/skrivebord/onsker").text
    point.post(f"/skrivebord/onsker/1/{said}")
    assert "gruppa@eksempel.no" not in point.get("/skrivebord/onsker").text
    (letter,) = [each for each in letters(fresh_house) if each["To"] == "gruppa@eksempel.no"]
    assert ("svar på spørsmålet" in letter["Subject"]) == (said == "nei")
    for words in ("LMS", "Ivareta", "Ålesund", "rus"):
        assert words not in letter["Subject"] and words not in text_of(letter)


def test_an_address_that_nobody_decided_about_is_forgotten(fresh_house: Flask) -> None:
    def kept() -> int:
        run(fresh_house, "remind")
        with fresh_house.app_context(), db.of_app().reading() as session:
            return len(session.scalars(select(ListingClaim)).all())

    ask(fresh_house, "gruppa@eksempel.no")
    later(fresh_house, days=89)
    assert kept() == 1
    later(fresh_house, days=2)
    assert kept() == 0


def test_what_is_no_address_comes_back(fresh_house: Flask) -> None:
    ask(fresh_house, "ikke en adresse", expect=422)


@pytest.mark.parametrize(
    ("listing", "title"),
    [
        ("demo005", "Ålesund, mandag kl. 18.30"),
        ("demo007", "Sula, kurs"),
        ("q7r77w34", "Trondheim, tjeneste"),
    ],
)
def test_a_tab_says_where_and_when_and_not_what_it_is_about(visit: Visitor, listing: str, title: str) -> None:
    page = visit.get(visit.get(f"/tilbud/{listing}", expect=301).location)
    assert page.title == f"{title} – Varde"
