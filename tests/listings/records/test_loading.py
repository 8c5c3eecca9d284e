"""Do listings come in as they were written, and is a fault in a file told by its line and field?"""

import json
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from directory.listings.records.loading import put, put_lines
from directory.listings.records.models import Listing
from directory.places.loading import load

GOOD: dict[str, Any] = {
    "id": "ny1",
    "name": "Onsdagsgruppa",
    "kind": "group",
    "class": "self_help",
    "municipality": "Ålesund",
    "needs": ["alcohol", "grief"],
    "audiences": ["relative"],
    "formats": ["in_person", "online"],
    "organisation": "al-anon",
    "meetings": [{"weekday": "wednesday", "starts": "19:00", "ends": "20:30"}],
    "phone": "22 40 00 40",
    "email": "post@varde.example",
    "source": "Gruppas egen melding",
    "source_date": "2026-10-01",
    "last_confirmed_on": "2026-11-01",
}


@pytest.fixture
def session(house: Flask) -> Iterator[Session]:
    """A session whose changes are never kept."""
    opened: Session = house.extensions["database"]._write()
    yield opened
    opened.rollback()
    opened.close()


def refused(session: Session, row: Any) -> str:
    """What is told about a file whose second line is `row`."""
    lines = [json.dumps(GOOD), row if isinstance(row, str) else json.dumps(row)]
    with pytest.raises(ValueError, match=r"^line 2: ") as told:
        put_lines(session, lines, load())
    return str(told.value).removeprefix("line 2: ")


@pytest.mark.both_databases
def test_a_listing_comes_in_as_it_was_written(session: Session) -> None:
    listing = put(session, GOOD, load())
    session.flush()
    session.refresh(listing)
    assert (listing.id, listing.name, listing.kind, listing.class_) == (
        "ny1",
        "Onsdagsgruppa",
        "group",
        "self_help",
    )
    assert (listing.needs, listing.audiences) == (["alcohol", "grief"], ["relative"])
    assert (listing.municipality_number, listing.organisations, listing.status) == (
        "1508",
        ["al-anon"],
        "active",
    )
    assert [(m.weekday, m.starts, m.ends) for m in listing.schedules] == [
        ("wednesday", time(19), time(20, 30))
    ]
    assert (listing.source_date, listing.last_confirmed_on) == (date(2026, 10, 1), date(2026, 11, 1))


def test_what_is_not_said_is_not_guessed(session: Session) -> None:
    listing = put(session, {"name": "Bare et navn"}, load())
    assert (listing.openness, listing.for_whom, listing.class_, listing.contacts) == (None, None, None, [])
    assert (listing.latitude, listing.last_confirmed_on, listing.schedules, listing.demo) == (
        None,
        None,
        [],
        False,
    )


def test_a_place_without_a_point_stands_at_the_municipality_and_says_so(session: Session) -> None:
    listing = put(session, GOOD, load())
    place = load().by_id("1508")
    assert place
    assert (listing.latitude, listing.longitude, listing.approximate) == (
        place.latitude,
        place.longitude,
        True,
    )
    exact = put(session, GOOD | {"latitude": 62.5, "longitude": 6.2}, load())
    assert (exact.latitude, exact.longitude, exact.approximate) == (62.5, 6.2, False)


def test_an_area_alone_is_always_approximate(session: Session) -> None:
    listing = put(session, GOOD | {"area_only": True, "latitude": 62.5, "longitude": 6.2}, load())
    assert listing.approximate


def test_a_twelve_step_fellowship_makes_its_groups_twelve_step(session: Session) -> None:
    assert put(session, GOOD, load()).twelve_step
    assert not put(session, GOOD | {"organisation": None}, load()).twelve_step


@pytest.mark.both_databases
def test_loading_the_same_twice_replaces_and_never_doubles(session: Session) -> None:
    for row in (GOOD, GOOD | {"name": "Nytt navn", "meetings": []}):
        put_lines(session, [json.dumps(row)], load())
        session.flush()
    listing = session.get(Listing, "ny1")
    assert listing
    assert (listing.name, listing.schedules, listing.organisations) == ("Nytt navn", [], ["al-anon"])


def test_a_listing_without_an_id_gets_the_same_one_every_time(session: Session) -> None:
    row = {name: value for name, value in GOOD.items() if name != "id"}
    first, second = put(session, row, load()), put(session, dict(reversed(row.items())), load())
    assert first.id == second.id
    assert first.id.isalnum()


def test_empty_lines_are_passed_over(session: Session) -> None:
    assert put_lines(session, ["", json.dumps(GOOD), "  "], load()) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "party", "kind must be one of: group, course, meeting_place, service"),
        ("class", "lecture", "class must be one of: self_help"),
        ("status", "gone", "status must be one of: planned"),
        ("openness", "ajar", "openness must be one of: open, closed"),
        ("for", "cats", "for must be one of: women, men"),
        ("language", "de", "language must be one of: nb, nn, en"),
        ("name", None, "name is missing"),
        ("name", "  ", "name is missing"),
        ("name", 7, "name must be text"),
        ("name", "a\x00b", "name "),
        ("summary", "a\ud800b", "summary "),
        ("id", "æ/..", "id must be letters and digits, at most 40"),
        ("id", "x" * 41, "id must be letters and digits, at most 40"),
        ("needs", ["alcohol", "beer"], "needs must be from: alcohol"),
        ("needs", "alcohol", "needs must be a list of texts"),
        ("audiences", [7], "audiences must be a list of texts"),
        ("formats", ["fax"], "formats must be from: in_person, online, phone"),
        ("municipality", "Herøy", "municipality must be the number or the name of one municipality"),
        ("municipality", "Atlantis", "municipality must be the number or the name of one municipality"),
        ("place", "9999-x", "place is not a place id"),
        ("latitude", 100, "latitude must be a number of degrees from -90 to 90"),
        ("latitude", "62", "latitude must be a number of degrees"),
        ("longitude", True, "longitude must be a number of degrees"),
        ("longitude", 1e400, "longitude must be a number of degrees"),
        ("source_date", "24.11.2026", "source_date must be a date such as 2026-11-24"),
        ("last_confirmed_on", "i går", "last_confirmed_on must be a date such as 2026-11-24"),
        ("organisations", ["ukjent"], "organisation is not a code"),
        ("meetings", ["friday"], "meetings 1: must be a JSON object"),
        ("meetings", 5, "meetings must be a list of objects"),
        ("meetings", [{"starts": "18:00"}], "meetings 1: weekday is missing"),
        (
            "meetings",
            [{"weekday": "fredag", "starts": "18:00"}],
            "meetings 1: weekday must be one of: monday",
        ),
        (
            "meetings",
            [{"weekday": "friday", "starts": "kl 18"}],
            "meetings 1: starts",
        ),
        ("meetings", [{"weekday": "friday"}], "meetings 1: starts"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(session: Session, field: str, value: Any, words: str) -> None:
    assert refused(session, GOOD | {field: value}).startswith(words)


@pytest.mark.parametrize("line", ["[]", "7", "null", '"text"'])
def test_a_line_that_is_no_object_is_named(session: Session, line: str) -> None:
    assert refused(session, line) == "must be a JSON object"


def test_a_line_that_is_no_json_is_named(session: Session) -> None:
    assert refused(session, "{ikke json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from([*GOOD, "place", "for", "young", "catchment", "latitude", "source_date"]),
    value=JSON,
)
def test_whatever_a_field_holds_it_comes_in_or_is_refused_in_words(
    session: Session, field: str, value: Any
) -> None:
    said = field
    try:
        put(session, GOOD | {field: value}, load())
        session.flush()
    except ValueError as refused:
        said = str(refused)
    session.rollback()
    assert field in said


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("meetings", [{"weekday": "friday", "starts": "18:00", "every": 2}], "meetings 1: every needs from"),
        ("meetings", [{"weekday": "friday", "starts": "18:00", "nth": 0}], "meetings 1: nth must be 1 to 5"),
        (
            "meetings",
            [
                {"weekday": "friday", "starts": "18:00"},
                {
                    "weekday": "friday",
                    "starts": "18:00",
                    "changed_dates": [{"on": "2026-12-04", "moved_to": "x"}],
                },
            ],
            "meetings 2: changed_dates 1: moved_to must be a date such as 2026-11-24",
        ),
        ("course", 5, "course: must be a JSON object"),
        ("course", {"sessions": [{"starts": "18:00"}]}, "course: sessions 1: on is missing"),
        ("course", {"seats": -1}, "course: seats must be a whole number from 0 to 10000"),
        ("course", {"programme": "ukjent"}, "course: programme is not known"),
        ("steps", [{"number": 4, "text": "Ring"}], "steps 1: number must be a whole number from 1 to 3"),
        ("pathways", [{"path": "after"}], "pathways 1: either to or text is needed"),
        ("pathways", [{"path": "after", "to": "ukjent"}], "pathways 1: to is not the id of a listing"),
        ("pauses", [{"until": "2026-12-04"}], "pauses 1: from is missing"),
        ("contacts", [{"phone": "22 40 00 40"}], "contacts 1: role is missing"),
        ("catchment", ["9999"], "catchment must be numbers of municipalities"),
        ("young", "ja", "young must be true, false or null"),
        ("age_from", 1.5, "age_from must be a whole number from 0 to 120"),
        ("summary", "x" * 4001, "summary must be at most 4000 letters"),
    ],
)
def test_a_fault_in_a_part_is_named_by_where_it_stands(
    session: Session, field: str, value: Any, words: str
) -> None:
    assert refused(session, GOOD | {field: value}).startswith(words)


@pytest.mark.parametrize("field", [*GOOD, "course", "pathways", "young", "latitude", "nobody"])
def test_a_fault_never_repeats_what_was_written(session: Session, field: str) -> None:
    with pytest.raises(ValueError, match=r"must|is missing") as told:
        put(session, GOOD | {"openness": "hemmelig", field: [{"hemmelig": "hemmelig"}]}, load())
    assert "hemmelig" not in str(told.value)


def test_what_is_blank_was_not_said(session: Session) -> None:
    blank = {"language": "", "formats": [], "course": None, "openness": " ", "source": "", "summary": "  "}
    listing = put(session, GOOD | blank, load())
    assert (listing.language, listing.formats, listing.source) == ("nb", ["in_person"], "init --listings")
    assert (listing.course, listing.openness, listing.summary) == (None, None, None)
