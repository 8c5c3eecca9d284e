"""Do many listings that come in at once stand there as if each had come in by itself, however many they are?"""

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.db.base import Base
from directory.db.counter import change_number
from directory.listings.records.loading import put, put_lines, put_rows
from directory.listings.records.models import Listing
from directory.listings.records.services import Pathway
from directory.listings.starting.demonstration import demonstration_listings
from directory.places.loading import load
from directory.settings import DATA
from tests.houses import NOW

MANY = 1_200  # more than are put in at a time
_OWN_KEYS = ("id", "schedule_id")


@pytest.fixture
def session(house: Flask) -> Iterator[Session]:
    """A session whose changes are never kept."""
    opened: Session = house.extensions["database"]._write()
    yield opened
    opened.rollback()
    opened.close()


@pytest.fixture(params=[5, pytest.param(1, marks=pytest.mark.long)])
def rows(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """The starting data and the demonstration, as they come in: every fifth and what that leads to, or all."""
    lines = (DATA / "listings.jsonl").read_text(encoding="utf-8").splitlines()
    every = [*map(json.loads, lines), *demonstration_listings(NOW.date(), load())]
    chosen, by_id = every[:: request.param], {row["id"]: row for row in every}
    for row in chosen:  # which grows meanwhile
        ways = [by_id[way["to"]] for way in row.get("pathways", ()) if way.get("to")]
        chosen += [other for other in ways if other not in chosen]
    return chosen


def as_it_stands(row: Base) -> dict[str, Any]:
    """All that is kept in a row and in those that hang on it, but the numbers that the database gave them."""
    mapper = row.__mapper__
    own = {each.key: getattr(row, each.key) for each in mapper.column_attrs if each.key not in _OWN_KEYS}
    for name in (each.key for each in mapper.relationships if not each.viewonly):
        held = getattr(row, name)
        rows = held if isinstance(held, list) else [held] if held else []
        own[name] = [as_it_stands(each) for each in rows]
    return own | ({"id": row.id} if isinstance(row, Listing) else {})


def all_listings(session: Session) -> dict[str, dict[str, Any]]:
    """Everything of every listing, read anew."""
    session.flush()
    session.expire_all()
    return {listing.id: as_it_stands(listing) for listing in session.scalars(select(Listing))}


def remove_all(session: Session) -> None:
    """As if no listing had ever come in."""
    for listing in session.scalars(select(Listing)):
        session.delete(listing)
    session.flush()


def numbered(count: int, **more: Any) -> Iterator[str]:
    """Lines of listings that differ in their ids alone."""
    for number in range(count):
        yield json.dumps({"id": f"mange{number}", "name": "Treff (eksempel)", **more}) + "\n"


@pytest.mark.both_databases
def test_many_at_once_give_the_rows_that_one_by_one_give(
    session: Session, rows: list[dict[str, Any]]
) -> None:
    remove_all(session)
    put_rows(session, rows, load())
    at_once = all_listings(session)
    remove_all(session)
    for row in rows:
        put(session, row | {"pathways": []}, load())
    for row in rows:
        put(session, row, load())
    one_by_one = all_listings(session)
    assert len(at_once) == len(rows)
    assert at_once == one_by_one


@pytest.mark.both_databases
def test_what_stands_there_is_replaced_by_the_same_rows(session: Session, rows: list[dict[str, Any]]) -> None:
    remove_all(session)
    put_rows(
        session, [row | {"name": "Et annet navn", "meetings": [], "pathways": []} for row in rows], load()
    )
    put_rows(session, rows, load())
    again = all_listings(session)
    remove_all(session)
    put_rows(session, rows, load())
    assert again == all_listings(session)


def test_a_later_line_of_the_same_listing_replaces_the_earlier_one(session: Session) -> None:
    way = {"path": "after", "text": "Ring oss"}
    last = {"id": "mange1", "name": "Sist (eksempel)", "pathways": [way]}
    for between in (0, MANY):  # in one part of the file, and parts apart
        first = json.dumps({"id": "mange1", "name": "Først (eksempel)", "pathways": [way, way]})
        put_lines(session, [first, *list(numbered(between))[2:], json.dumps(last)], load())
        listing = session.get_one(Listing, "mange1", populate_existing=True)
        assert (listing.name, [each.text for each in listing.pathways]) == ("Sist (eksempel)", ["Ring oss"])
        session.rollback()


def test_a_way_may_lead_to_any_later_line(session: Session) -> None:
    first = json.dumps(
        {"id": "ny1", "name": "Ny (eksempel)", "pathways": [{"path": "after", "to": f"mange{MANY - 1}"}]}
    )
    assert put_lines(session, [first, *numbered(MANY)], load()) == MANY + 1
    assert session.scalars(select(Pathway.to_id).where(Pathway.listing_id == "ny1")).all() == [
        f"mange{MANY - 1}"
    ]


def test_a_way_that_leads_nowhere_is_told_by_its_line(session: Session) -> None:
    last = json.dumps({"name": "Ny (eksempel)", "pathways": [{"path": "after", "to": "ingen"}]})
    with pytest.raises(ValueError, match=rf"^line {MANY + 1}: pathways 1: to is not the id of a listing$"):
        put_lines(session, [*numbered(MANY), last], load())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"name": }', "is not JSON: column 10"),
        (b'{"name": "\xff"}', "is not text in UTF-8"),
        ('{"name": "Ny", "kind": "party"}', "kind must be one of"),
        ('{"name": "Ny", "municipality": "Atlantis"}', "municipality must be"),
    ],
)
def test_a_fault_after_many_lines_is_told_by_line_and_place_and_nothing_is_kept(
    fresh_house: Flask, line: str | bytes, told: str
) -> None:
    base = fresh_house.extensions["database"]
    count = select(func.count()).select_from(Listing)
    with base.reading() as session:
        before = session.scalar(count), change_number(session)
    with (
        pytest.raises(ValueError, match=rf"^line {MANY + 1}: {told}"),
        base.writing() as session,
    ):
        put_lines(session, [*numbered(MANY), line], load())
    with base.reading() as session:
        assert (session.scalar(count), change_number(session)) == before


def test_a_file_counts_as_one_change(session: Session) -> None:
    before = change_number(session)
    put_lines(session, numbered(MANY, meetings=[{"weekday": "friday", "starts": "18:00"}]), load())
    assert change_number(session) == before + 1


def test_memory_does_not_grow_with_the_file(session: Session) -> None:
    put_lines(session, numbered(MANY), load())  # what is held for good is held now
    peaks = []
    for times in (1, 4):
        session.rollback()
        tracemalloc.start()
        put_lines(session, numbered(times * MANY, pathways=[{"path": "after", "to": "mange0"}]), load())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
