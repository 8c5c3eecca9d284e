"""Does the house take in every row, and give each out as it was told?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint
from directory.db.base import Base
from directory.listings.records.courses import Rota
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.records.rota import next_host
from directory.listings.starting.demonstration import demonstration_contacts, demonstration_listings
from directory.listings.starting.starting_data import (
    put_demonstration,
    put_starting_data,
    remove_demonstration,
)
from directory.places.loading import load
from tests.data.tables import lines

SUNDAY = date(2026, 11, 22)
REAL = lines("listings.jsonl")
MADE_UP = demonstration_listings(SUNDAY, load())


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        put_starting_data(session, load())
        put_demonstration(session, load(), SUNDAY)
        session.flush()
        session.expire_all()
        yield session
    engine.dispose()


def told(row: Any, given: Any) -> bool:
    """Whether `given` says all that `row` does, and in lists nothing more."""
    if isinstance(row, dict):
        return isinstance(given, dict) and all(told(value, given.get(key)) for key, value in row.items())
    if isinstance(row, list):
        return len(row) == len(given) and all(map(told, row, given))
    return bool(row == given)


def _public(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what is told to nobody: private contacts, links that a group keeps back, and our own note."""
    contacts = [contact for contact in row.get("contacts", []) if not contact.get("private")]
    meetings = [
        {name: value for name, value in meeting.items() if name != "link" or meeting["link_public"]}
        for meeting in row.get("meetings", [])
    ]
    return {**row, "contacts": contacts, "meetings": meetings, "go_live_note": None}


@pytest.mark.both_databases
def test_every_listing_is_given_out_as_it_was_told(session: Session) -> None:
    rows = {row["id"]: row for row in (*REAL, *MADE_UP)}
    forms = {listing.id: document_of(listing, load()) for listing in session.scalars(select(Listing))}
    assert set(forms) == set(rows)
    assert [id_ for id_, row in rows.items() if not told(_public(row), forms[id_])] == []


def test_a_difference_would_be_seen() -> None:
    row = {"name": "A", "meetings": [{"weekday": "monday"}]}
    assert told(row, {**row, "more": 1})
    assert not told(row, {**row, "name": "B"})
    assert not told(row, {**row, "meetings": [{"weekday": "tuesday"}]})
    assert not told(row, {**row, "meetings": []})


def test_every_contact_is_there(session: Session) -> None:
    ids = {contact["id"] for contact in (*lines("contacts.jsonl"), *demonstration_contacts(load()))}
    assert set(session.scalars(select(ContactPoint.id))) == ids


def test_the_next_host_on_soere_sunnmoere_is_hareid_in_the_spring(session: Session) -> None:
    rota = session.get(Rota, "demosoresunnmore")
    assert rota is not None
    host = next_host(session, rota, SUNDAY)
    assert host is not None and host.around is not None
    assert (host.municipality_number, host.around.year, host.around.month) == ("1517", 2027, 3)


def test_nothing_made_up_is_left_when_it_is_taken_away(session: Session) -> None:
    with session.begin_nested() as nested:
        assert remove_demonstration(session) > len(MADE_UP)
        assert set(session.scalars(select(Listing.id))) == {row["id"] for row in REAL}
        assert session.scalars(select(Rota)).all() == []
        nested.rollback()
