"""Does a page ask the database as often for many rows as for few? Each is counted, then all that is listed is doubled."""

from typing import Any

import pytest
from flask import Blueprint, Flask
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from directory import db
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.listings.records.services import Pathway
from tests.desks import colleague
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.query_limits import most_queries

AALESUND = "1508"
PUBLIC = (
    "/finn?need=alcohol&place=alesund",
    "/sted/alesund",
    "/organisasjon/aa",
    "/tilbud/demo007-kurs-sula-more-og-romsdal",
    "/kart",
    "/",
)
DESK = (
    "/skrivebord/oppforinger",
    "/skrivebord/ventende",
    "/skrivebord/oversikt",
    "/skrivebord/bekreft-forst",
    "/skrivebord/ubekreftet?fylke=15",
)
OTHERS_AT_THE_DESK = (
    *(f"/skrivebord/{name}" for name in ("", "ventende?side=99", "oppforinger?side=99", "folk", "meldinger")),
    *(
        f"/skrivebord/{name}"
        for name in ("mangler", "kontakter/demopointaalesund", "organisasjoner/lms", "numre")
    ),
    *(
        f"/skrivebord/{name}"
        for name in ("klar", "endringer", "lister", "kilder", "registeret", "brev", "kurs")
    ),
)


def copied(row: Any, **values: object) -> Any:
    """A new row with the columns of `row`, its own number aside."""
    mapper = inspect(type(row))
    kept = {each.key: getattr(row, each.key) for each in mapper.column_attrs if each.key != "id"}
    return type(row)(**(kept | values))


def twice(session: Session) -> None:
    """Everything in Ålesund once more, with its times, who runs it, and changes that wait; and every way onward."""
    for listing in session.scalars(select(Listing).where(Listing.municipality_number == AALESUND)).all():
        copy = copied(listing, id=f"{listing.id}twin")
        copy.schedules = [copied(each, listing_id=copy.id) for each in listing.schedules]
        copy.run_by = [copied(each, listing_id=copy.id) for each in listing.run_by]
        session.add(copy)
        session.flush()
        for state in ("scheduled", "held"):
            session.add(_waiting(copy.id, state))
    for way in session.scalars(select(Pathway)).all():
        session.add(copied(way, to_id=way.to_id and "demo001"))


def _waiting(listing_id: str, state: str) -> Change:
    return Change(
        listing_id=listing_id,
        fields={"name": {"before": "Håp", "after": "Varde"}},
        made_as="contact",
        made_at=NOW,
        state=state,
        starts_on=NOW.date().replace(month=12),
        held_for=["reach"],
    )


@pytest.fixture
def alesund(fresh_house: Flask) -> Flask:
    """A house where each list has a row with everything that a row may have."""
    with fresh_house.app_context(), db.of_app().writing() as session:
        for state in ("scheduled", "held"):
            session.add(_waiting("demo001", state))
    return fresh_house


def double(house: Flask) -> None:
    with house.app_context(), db.of_app().writing() as session:
        twice(session)


def test_a_page_for_everybody_asks_as_often_for_twice_as_many(alesund: Flask) -> None:
    visitor = Visitor(alesund, links=False)
    before = {path: visitor.count_queries(path) for path in PUBLIC}
    double(alesund)
    assert {path: visitor.count_queries(path) for path in PUBLIC} == before


def test_a_page_of_the_desk_asks_as_often_for_twice_as_many(alesund: Flask) -> None:
    somebody = colleague(alesund, "national_editor")
    point = colleague(alesund, "contact_point", "demopointaalesund")
    before = [somebody.count_queries(path) for path in DESK], point.count_queries(DESK[0])
    double(alesund)
    assert ([somebody.count_queries(path) for path in DESK], point.count_queries(DESK[0])) == before


def test_no_other_page_of_the_desk_asks_more_than_it_may(alesund: Flask) -> None:
    double(alesund)
    somebody = colleague(alesund, "national_editor")
    put = {path: somebody.count_queries(path) for path in OTHERS_AT_THE_DESK}
    assert {path: number for path, number in put.items() if number > most_queries("", at_the_desk=True)} == {}


@pytest.fixture
def careless(fresh_house: Flask) -> Flask:
    """A house with a page that asks once for each row."""
    pages = Blueprint("planted", __name__)

    @pages.get("/plantet")
    def one_by_one() -> str:
        session = db.read_session()
        ids = session.scalars(select(Listing.id).where(Listing.municipality_number.startswith("15"))).all()
        names = [session.scalar(select(Listing.name).where(Listing.id == id_)) for id_ in ids]
        return f"<!doctype html><title>Varde</title><p>{len(names)}"

    fresh_house.register_blueprint(pages)
    return fresh_house


def test_a_page_that_asks_once_for_each_row_is_seen(careless: Flask) -> None:
    visitor = Visitor(careless, links=False)
    before = visitor.count_queries("/plantet")
    double(careless)
    put = visitor.count_queries("/plantet")
    assert put > before + 5
    assert put > most_queries("planted.one_by_one")
    fault = visitor._puts_too_many("/plantet", put)
    assert (
        fault == f"{put} queries, more than the {most_queries('planted.one_by_one')} of tests/query_limits.py"
    )
