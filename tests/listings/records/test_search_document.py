"""Does the index know only what is public?"""

import re

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db.counter import change_number
from directory.listings.records.loading import put
from directory.listings.records.models import Listing, Organisation
from directory.listings.records.schedules import Schedule
from directory.listings.records.search_document import document, searchable
from directory.places.loading import load
from directory.vocabulary import PUBLIC_STATUSES, STATUSES
from search_index.schema import Document
from tests.houses import run

SECRETS = {"phone": "987 65 432", "email": "gruppa@varde.example", "address": "Hemmeligveien 7"}
PRIVATE = {"source_note": "Notat fra samtale", "go_live_note": "Ring først", "confirmed_by": "desken"}


def words_of(found: Document) -> str:
    """Everything in a document."""
    facets = " ".join(value for values in found.facets.values() for value in values)
    return f"{found.name} {found.text} {facets}"


def test_a_document_holds_no_phone_no_mail_no_hidden_address_and_no_note(house: Flask) -> None:
    row = {"name": "Gruppa", "municipality": "1508", "area_only": True, **SECRETS, **PRIVATE}
    session: Session = house.extensions["database"]._write()
    listing = put(session, row, load())
    words = words_of(document(listing))
    session.close()
    assert [value for value in (*SECRETS.values(), *PRIVATE.values()) if value in words] == []


def test_no_document_of_the_house_holds_a_number_or_an_address_to_write_to(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        documents = list(searchable(session))
    held = [
        found.id
        for found in documents
        if re.search(r"\d{2} \d{2} \d{2}|\d{8}|@", f"{found.name} {found.text}")
    ]
    assert held == []


def test_only_what_is_public_can_be_searched(fresh_house: Flask) -> None:
    base = fresh_house.extensions["database"]
    for status in STATUSES:
        with base.writing() as session:
            session.get(Listing, "demo001").status = status
        with base.reading() as session:
            ids = {found.id for found in list(searchable(session))}
        assert ("demo001" in ids) is (status in PUBLIC_STATUSES)


def test_a_hidden_listing_is_gone_at_once_from_search_page_and_interface(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    asked = {"needs": ["alcohol"], "place": "alesund"}
    assert "demo001" in client.post("/api/v1/match", json=asked).text
    with fresh_house.extensions["database"].writing() as session:
        session.get(Listing, "demo001").status = "hidden"
    assert "demo001" not in client.post("/api/v1/match", json=asked).text
    assert "demo001" not in client.get("/finn?need=alcohol&place=alesund").text
    assert client.get("/tilbud/demo001").status_code == 404
    assert client.get("/healthz").get_json()["status"] == "ok"


def test_every_change_of_something_searchable_is_counted(fresh_house: Flask) -> None:
    base = fresh_house.extensions["database"]

    def number() -> int:
        with base.reading() as session:
            return change_number(session)

    def changed(verb: object) -> bool:
        before = number()
        with base.writing() as session:
            verb(session)  # type: ignore[operator]
        return number() > before

    assert changed(lambda session: setattr(session.get(Listing, "demo001"), "name", "Nytt navn"))
    assert changed(lambda session: setattr(session.get(Listing, "demo001"), "schedules", []))
    assert changed(lambda session: setattr(session.get(Organisation, "aa"), "name", "Nytt navn"))
    assert changed(lambda session: session.delete(session.scalars(select(Schedule)).first()))
    assert changed(lambda session: session.delete(session.get(Listing, "demo002")))
    assert not changed(lambda session: session.get(Listing, "demo003"))


def test_every_listing_is_found_by_its_name_and_by_its_municipality(house: Flask) -> None:
    index = house.extensions["matching"].index
    with house.extensions["database"].reading() as session:
        listings = session.scalars(select(Listing).where(Listing.status.in_(PUBLIC_STATUSES))).all()
    snapshot = index.snapshot()
    columns = snapshot.columns
    assert len(listings) == len(columns)
    for listing in listings:
        named = snapshot.text.search(listing.name.split(), "name").tolist()
        assert listing.id in [columns.ids[row] for row in named], listing.name
        if listing.municipality_number:
            mask = columns.having("municipality", [listing.municipality_number])
            assert listing.id in [id_ for id_, kept in zip(columns.ids, mask.flags(), strict=True) if kept]


def test_an_upgrade_of_the_data_leaves_the_index_whole(fresh_house: Flask) -> None:
    run(fresh_house, "init", "--demo")
    assert fresh_house.extensions["matching"].index.check() == []
