"""Does every change say what it touched, whatever wrote it, and does whoever follows see exactly that?"""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint
from directory.db import change_feed
from directory.db.base import Base
from directory.db.change_feed import ALL, FeedEntry, begin_anew, note, noted_together, touched_since
from directory.db.counter import State, read_counters, state_of
from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.models import Listing, ListingContact, Organisation
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.listings.records.services import Pathway
from tests.feed_guard import SHOWN, Unnoted
from tests.houses import NOW

# Tables of which no page for the public is made, or only one that nobody may keep (the sums of the field). A new table stands here, or
# says `shown_with`.
UNSHOWN = {
    "asked_month",
    "asked_no_more",
    "asked_reader",
    "attempt",
    "change_counter",
    "change_feed",
    "claim",
    "course_step",
    "course_work",
    "daily_key",
    "desk_session",
    "field_month",
    "go_live_tick",
    "held_reach",
    "host_experience",
    "letter",
    "listing_change",
    "one_time_code",
    "passed_turn",
    "passkey",
    "person",
    "question_round",
    "register_entry",
    "reminder",
    "report",
    "role_grant",
    "round_answer",
    "sign_in_link",
    "source",
    "source_entry",
    "source_upload",
    "wish",
    "wish_invitation",
    "wish_reading",
    "year_report",
}
TODAY = NOW.date()


def since(app: Flask, act: Callable[[Session], object]) -> set[str] | None:
    """The listings that a writer touched; None where everything must be read anew."""
    base = app.extensions["database"]
    before = base.state()
    with base.writing() as session:
        act(session)
    with base.engine.connect() as connection:
        told = touched_since(connection, before)
    assert base.state() != before
    return None if told is None else told[1]


def first(session: Session, listing_id: str = "demo001") -> Listing:
    listing = session.get(Listing, listing_id)
    assert listing is not None
    session.info.setdefault("held", []).append(listing)
    return listing


def _move_a_date(session: Session) -> None:
    schedule = first(session).schedules[0]
    schedule.changed_dates.append(ChangedDate(on=TODAY, moved_to=None))


def _forget_the_dates(session: Session) -> None:
    first(session).schedules[0].changed_dates.clear()


def _change_an_evening(session: Session) -> None:
    first(session, "demo007").course.sessions[0].theme = "Et nytt tema"  # type: ignore[union-attr]


WRITERS: dict[str, tuple[Callable[[Session], object], set[str]]] = {
    "a field": (lambda session: setattr(first(session), "summary", "Ny"), {"demo001"}),
    "a time": (lambda session: setattr(first(session).schedules[0], "note", "Ny"), {"demo001"}),
    "a date": (_move_a_date, {"demo001"}),
    "an evening": (_change_an_evening, {"demo007"}),
    "a pause": (lambda session: first(session).pauses.append(Pause(from_date=TODAY)), {"demo001"}),
    "a way": (
        lambda session: first(session).pathways.append(Pathway(path="onward", text="Videre")),
        {"demo001"},
    ),
    "a contact": (
        lambda session: session.add(ListingContact(listing_id="demo002", role="Vert")),
        {"demo002"},
    ),
    "a listing that goes": (lambda session: session.delete(first(session)), {"demo001"}),
    "many at once": (
        lambda session: session.execute(
            update(Listing).where(Listing.id.in_(["demo001", "demo002"])).values(status="hidden")
        ),
        {"demo001", "demo002"},
    ),
    "many parts at once": (
        lambda session: session.execute(delete(Schedule).where(Schedule.listing_id == "demo001")),
        {"demo001"},
    ),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("name", WRITERS)
def test_what_was_written_is_what_was_touched(fresh_house: Flask, name: str) -> None:
    act, touched = WRITERS[name]
    assert since(fresh_house, act) >= touched  # type: ignore[operator]
    assert (
        len(since(fresh_house, lambda session: setattr(first(session, "demo003"), "summary", "x")) or ()) == 1
    )


def test_many_writers_one_after_the_other_can_be_one_change(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_feed, "_MOST_NOTED", 2)
    ids = ["demo001", "demo002", "demo003"]

    def change(session: Session) -> None:
        with noted_together(session):
            for listing_id in ids:
                first(session, listing_id).summary = "Ny"
                session.flush()

    before = fresh_house.extensions["database"].state().number
    assert since(fresh_house, change) == set(ids)
    assert fresh_house.extensions["database"].state().number == before + 2


def test_dates_that_go_touch_their_listing(fresh_house: Flask) -> None:
    since(fresh_house, _move_a_date)
    assert since(fresh_house, _forget_the_dates) == {"demo001"}


def test_rows_that_come_in_bulk_leave_nobody_in_doubt(fresh_house: Flask) -> None:
    rows = [{"listing_id": "demo007", "number": 99, "on": TODAY, "starts": NOW.time()}]
    assert since(fresh_house, lambda session: session.execute(insert(CourseSession), rows)) is None


def test_a_small_table_is_read_anew_when_it_has_changed_and_not_before(fresh_house: Flask) -> None:
    base = fresh_house.extensions["database"]

    def counters() -> dict[str, State]:
        with base.engine.connect() as connection:
            return read_counters(connection)

    before = counters()
    assert since(fresh_house, lambda session: setattr(first(session), "summary", "Ny")) == {"demo001"}
    between = counters()
    assert {name for name in before if before[name] != between[name]} == {"listings"}
    contact = select(ContactPoint).limit(1)
    assert since(fresh_house, lambda session: setattr(session.scalars(contact).one(), "name", "Ny")) == set()
    assert {name for name in before if between[name] != counters()[name]} == {"listings", "contact_point"}
    since(fresh_house, lambda session: setattr(session.get(Organisation, "aa"), "about", "Ny"))
    assert counters()["organisation"] != before["organisation"]


def test_what_is_written_past_the_session_is_seen_by_the_tests(fresh_house: Flask) -> None:
    with pytest.raises(Unnoted), fresh_house.extensions["database"].writing() as session:
        session.connection().execute(update(Listing).values(summary="x"))
    with pytest.raises(Unnoted), fresh_house.extensions["database"].writing() as session:
        session.connection().execute(insert(CourseRun.__table__), [{"listing_id": "demo001"}])


def test_every_table_says_what_its_rows_belong_to() -> None:
    tables = {mapper.local_table.name for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    assert tables - SHOWN == UNSHOWN


def test_a_gap_another_past_and_what_was_trimmed_are_read_anew(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = fresh_house.extensions["database"]
    past = base.state()
    for number in range(3):
        since(fresh_house, lambda session, number=number: setattr(first(session), "summary", str(number)))
    with base.engine.connect() as connection:
        now = state_of(connection)
        assert touched_since(connection, past) == (now, {"demo001"})
        assert touched_since(connection, State(past.number, "another")) is None
        assert touched_since(connection, State(now.number + 5, past.mark)) is None
    with base.writing() as session:
        session.execute(delete(FeedEntry).where(FeedEntry.number == past.number + 2))
    with base.engine.connect() as connection:
        assert touched_since(connection, past) is None
    monkeypatch.setattr(change_feed, "_TRIM_EVERY", 1)
    monkeypatch.setattr(change_feed, "_REACH", 2)
    late = base.state()
    for number in range(4):
        since(fresh_house, lambda session, number=number: setattr(first(session), "summary", f"{number}!"))
    with base.engine.connect() as connection:
        assert touched_since(connection, late) is None
        assert len(connection.execute(select(FeedEntry.number).distinct()).all()) == 2


def test_a_change_too_large_to_say_is_said_to_be_everything(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert since(fresh_house, lambda session: note(session, [(ALL, "")])) is None
    monkeypatch.setattr(change_feed, "_MOST_NOTED", 2)
    assert (
        since(fresh_house, lambda session: note(session, [("listing", str(each)) for each in range(3)]))
        is None
    )


def test_after_everything_was_replaced_nobody_goes_on_from_before(fresh_house: Flask) -> None:
    base = fresh_house.extensions["database"]
    before = base.state()
    with base.engine.execution_options(writing=True).begin() as connection:
        begin_anew(connection, before.number)
        assert touched_since(connection, before) is None
        assert {state.number for state in read_counters(connection).values()} == {before.number + 1}
        assert connection.execute(text("SELECT kind FROM change_feed")).scalars().all() == [ALL]
