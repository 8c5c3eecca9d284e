"""When is the next meeting? As a calendar says that is read day by day, with changes, breaks and evenings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from statistics import median
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.meeting_times import (
    Meeting,
    meetings,
    next_meeting,
    next_meetings,
    open_now,
    part_of_day,
)
from directory.listings.records.models import Listing
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.web.clock import OSLO
from tests.listings.records.timetables import (
    MOMENTS,
    OFFERS,
    Changed,
    Course,
    Found,
    Off,
    Offer,
    Session,
    Time,
    by_hand,
    schedules,
)

EVENING = (time(19), time(20, 30))
NOVEMBER = datetime(2026, 11, 1, tzinfo=OSLO)


def plain(meeting: Meeting) -> Found:
    """A meeting as the slow calendar tells it."""
    ends = meeting.ends
    return Found(
        meeting.starts.replace(tzinfo=None),
        ends.replace(tzinfo=None) if ends else None,
        meeting.starts.astimezone(UTC),
        ends.astimezone(UTC) if ends else None,
        meeting.instead_of,
    )


def days_of(offer: Offer, after: datetime, count: int) -> list[date]:
    return [meeting.starts.date() for meeting in next_meetings(offer, after, count)]


def found_as_by_hand(offer: Offer, after: datetime, days: int) -> None:
    """Every meeting of the next `days` days, in order; of those that start together, the earlier schedule first."""
    last = after.date() + (days - 1) * timedelta(days=1)
    found = takewhile(lambda meeting: meeting.starts.date() <= last, meetings(offer, after))
    expected = by_hand(offer, after, days)
    by_order = [plain(meeting) for meeting in found]
    assert [one.begins_at for one in by_order] == [one.begins_at for one in expected]
    assert sorted(by_order, key=repr) == sorted(expected, key=repr)


@settings(max_examples=400, deadline=None)
@given(OFFERS, MOMENTS)
def test_the_meetings_are_those_of_a_calendar_read_day_by_day(offer: Offer, after: datetime) -> None:
    found_as_by_hand(offer, after, 150)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(OFFERS, MOMENTS)
def test_the_meetings_of_two_years_are_those_of_the_calendar(offer: Offer, after: datetime) -> None:
    found_as_by_hand(offer, after, 730)


@settings(max_examples=300, deadline=None)
@given(OFFERS, MOMENTS, st.integers(1, 5))
def test_the_next_few_are_the_first_of_all(offer: Offer, after: datetime, count: int) -> None:
    everything = list(meetings(offer, after))
    assert next_meetings(offer, after, count) == everything[:count]
    assert next_meeting(offer, after) == next(iter(everything), None)


@settings(max_examples=200, deadline=None)
@given(st.lists(schedules(("opening", "opening", "meeting")), max_size=4), MOMENTS)
def test_it_is_open_when_the_calendar_says_so(times: list[Time], at: datetime) -> None:
    opening = Offer([schedule for schedule in times if schedule.purpose == "opening"])
    going_on = [one for one in by_hand(opening, at, 2) if one.ends_at and one.begins_at <= at < one.ends_at]
    found = open_now(times, [], at)
    assert (found is not None) == bool(going_on)
    if found:
        assert plain(found).ends_at == max(one.ends_at for one in going_on if one.ends_at)


SECOND_TUESDAY = Time("tuesday", *EVENING, nth=2)
LAST_FRIDAY = Time("friday", *EVENING, nth=-1)
FIFTH_FRIDAY = Time("friday", *EVENING, nth=5)
OTHER_THURSDAY = Time("thursday", *EVENING, every=2, from_date=date(2026, 11, 5))
MONDAY = Time("monday", *EVENING)
CHRISTMAS = Off(date(2026, 12, 21), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("offer", "after", "days"),
    [
        (Offer([SECOND_TUESDAY]), "2026-12-20", ["2027-01-12", "2027-02-09", "2027-03-09"]),
        (Offer([SECOND_TUESDAY]), "2027-01-12T20:00", ["2027-01-12", "2027-02-09"]),
        (Offer([SECOND_TUESDAY]), "2027-01-12T20:30", ["2027-02-09"]),
        (Offer([LAST_FRIDAY]), "2027-01-30", ["2027-02-26", "2027-03-26", "2027-04-30"]),
        (Offer([FIFTH_FRIDAY]), "2027-01-01", ["2027-01-29", "2027-04-30", "2027-07-30"]),
        (Offer([OTHER_THURSDAY]), "2026-11-06", ["2026-11-19", "2026-12-03", "2026-12-17", "2026-12-31"]),
        (Offer([OTHER_THURSDAY]), "2029-02-01", ["2029-02-08", "2029-02-22"]),
        (
            Offer([Time("monday", *EVENING, every=2, from_date=date(2026, 11, 4))]),
            "2026-11-01",
            ["2026-11-16"],
        ),
        (
            Offer([Time("sunday", *EVENING, every=2, from_date=date(2026, 11, 4))]),
            "2026-11-01",
            ["2026-11-08"],
        ),
        (Offer([MONDAY], [CHRISTMAS]), "2026-12-08", ["2026-12-14", "2027-01-04", "2027-01-11"]),
    ],
)
def test_cases_checked_against_a_printed_calendar(offer: Offer, after: str, days: list[str]) -> None:
    found = days_of(offer, datetime.fromisoformat(after).replace(tzinfo=OSLO), 5)
    assert [day.isoformat() for day in found[: len(days)]] == days


def test_after_its_last_day_or_a_break_without_an_end_there_is_no_meeting() -> None:
    until = Time("monday", *EVENING, until_date=date(2026, 11, 9))
    for offer in (Offer([until]), Offer([MONDAY], [Off(date(2026, 11, 10))])):
        assert days_of(offer, NOVEMBER, 5) == [date(2026, 11, 2), date(2026, 11, 9)]


def test_a_cancelled_date_is_left_out_and_a_moved_one_stands_where_it_was_moved_to() -> None:
    changes = [
        Changed(date(2026, 11, 9)),
        Changed(date(2026, 11, 16), moved_to=date(2026, 11, 17), starts=time(18), note="I kjelleren"),
    ]
    offer = Offer([Time("monday", *EVENING, note="Kaffe", changed_dates=changes)])
    first, moved, after = next_meetings(offer, NOVEMBER, 3)
    assert (first.starts.day, first.moved, first.note) == (2, False, "Kaffe")
    assert (moved.starts, moved.ends) == (
        datetime(2026, 11, 17, 18, tzinfo=OSLO),
        datetime(2026, 11, 17, 19, 30, tzinfo=OSLO),
    )
    assert (moved.moved, moved.instead_of, moved.note) == (True, date(2026, 11, 16), "I kjelleren")
    assert after.starts.day == 23


def test_a_meeting_moved_to_the_day_of_another_leaves_both() -> None:
    change = Changed(date(2026, 11, 2), moved_to=date(2026, 11, 9))
    offer = Offer([Time("monday", *EVENING, changed_dates=[change])])
    assert days_of(offer, NOVEMBER, 3) == [date(2026, 11, 9), date(2026, 11, 9), date(2026, 11, 16)]


def test_a_moved_meeting_is_judged_by_its_new_date_when_there_is_a_break() -> None:
    out_of = Changed(date(2026, 12, 21), moved_to=date(2026, 12, 18))
    into = Changed(date(2027, 1, 4), moved_to=date(2027, 1, 3))
    offer = Offer([Time("monday", *EVENING, changed_dates=[out_of, into])], [CHRISTMAS])
    found = days_of(offer, datetime(2026, 12, 15, tzinfo=OSLO), 2)
    assert found == [date(2026, 12, 18), date(2027, 1, 11)]


def test_a_change_left_over_from_an_older_weekday_moves_nothing() -> None:
    change = Changed(date(2026, 11, 3), moved_to=date(2026, 11, 4))
    assert days_of(Offer([Time("monday", *EVENING, changed_dates=[change])]), NOVEMBER, 1) == [
        date(2026, 11, 2)
    ]


def test_the_evenings_of_a_course_count_and_its_schedule_does_not() -> None:
    evenings = [Session(number, date(2026, 11, 3 + number), *EVENING, f"Tema {number}") for number in (1, 2)]
    found = next_meetings(Offer([MONDAY], [], Course(evenings)), NOVEMBER, 5)
    assert [(one.starts.day, one.number, one.note) for one in found] == [(4, 1, "Tema 1"), (5, 2, "Tema 2")]


def test_a_course_without_evenings_meets_by_its_schedule() -> None:
    assert days_of(Offer([MONDAY], [], Course([])), NOVEMBER, 1) == [date(2026, 11, 2)]


def test_two_that_start_together_stand_in_the_order_of_the_listing() -> None:
    times = [
        Time("monday", time(19), time(21), format="in_person"),
        Time("monday", time(19), None, format="online"),
        Time("monday", time(19), time(20), format="phone"),
    ]
    found = next_meetings(Offer(times), NOVEMBER, 6)
    assert [one.format for one in found] == ["in_person", "online", "phone"] * 2


def test_a_link_is_shown_only_where_the_group_allows_it() -> None:
    room = "https://rom.example/1"
    times = [Time("monday", *EVENING, link=room, link_public=allowed) for allowed in (True, False)]
    assert [one.link for one in next_meetings(Offer(times), NOVEMBER, 2)] == [room, None]


def test_without_a_time_there_is_no_next_meeting() -> None:
    assert next_meeting(Offer(), NOVEMBER) is None


def test_nobody_looks_further_than_three_years_ahead() -> None:
    far = Offer([Time("monday", *EVENING, from_date=date(2030, 1, 1))])
    assert next_meeting(far, NOVEMBER) is None
    assert max(one.starts.year for one in meetings(Offer([MONDAY]), NOVEMBER)) == 2029


def test_a_meeting_without_a_known_end_is_there_until_it_begins() -> None:
    offer = Offer([Time("monday", time(19))])
    assert days_of(offer, datetime(2026, 11, 2, 19, tzinfo=OSLO), 1) == [date(2026, 11, 2)]
    assert days_of(offer, datetime(2026, 11, 2, 19, 1, tzinfo=OSLO), 1) == [date(2026, 11, 9)]


@pytest.mark.parametrize(
    ("day", "asks"),
    [
        ("2027-01-01", True),
        ("2027-01-02", False),
        ("2027-03-25", True),  # Maundy Thursday
        ("2027-03-29", True),  # Easter Monday
        ("2027-05-01", True),
        ("2027-05-06", True),  # Ascension Day
        ("2027-05-17", True),
        ("2027-06-24", False),
        ("2026-12-23", False),
        ("2026-12-24", True),
        ("2026-12-26", True),
        ("2026-12-31", True),
    ],
)
def test_on_a_public_holiday_one_should_check_first(day: str, asks: bool) -> None:
    assert Meeting(datetime.fromisoformat(f"{day}T19:00").replace(tzinfo=OSLO)).check_first is asks


def open_days() -> Iterator[Time]:
    yield from (Time(day, time(10), time(15), purpose="opening") for day in ("monday", "tuesday"))
    yield Time("tuesday", time(14), time(18), purpose="opening")


@pytest.mark.parametrize(
    ("at", "closes"),
    [
        ("2026-11-02T09:59", None),
        ("2026-11-02T10:00", 15),
        ("2026-11-02T15:00", None),
        ("2026-11-03T14:30", 18),
    ],
)
def test_opening_hours_say_until_when_it_is_open(at: str, closes: int | None) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=OSLO)
    found = open_now(list(open_days()), [], now)
    assert (found and found.ends and found.ends.hour) == closes
    assert open_now(list(open_days()), [Off(date(2026, 11, 1))], now) is None


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("05:00", "morning"),
        ("11:59", "morning"),
        ("12:00", "day"),
        ("16:59", "day"),
        ("17:00", "evening"),
        ("23:59", "evening"),
        ("00:30", "evening"),
        ("04:59", "evening"),
    ],
)
def test_the_parts_of_the_day_are_those_of_the_contract(clock: str, part: str) -> None:
    assert part_of_day(time.fromisoformat(clock)) == part


def test_a_listing_as_it_is_kept_can_be_asked() -> None:
    change = ChangedDate(on=date(2026, 11, 9))
    monday = Schedule(weekday="monday", starts=time(19), every=1, purpose="meeting", changed_dates=[change])
    kept = Listing(schedules=[monday], pauses=[Pause(from_date=date(2026, 11, 16))])
    assert [one.starts.day for one in next_meetings(kept, NOVEMBER, 3)] == [2]
    kept.course = CourseRun(sessions=[CourseSession(number=1, on=date(2026, 11, 4), starts=time(18))])
    assert [one.starts.day for one in next_meetings(kept, NOVEMBER, 3)] == [4]


def test_the_next_meeting_is_found_in_less_than_a_thousandth_of_a_second() -> None:
    weekly = Offer([Time("tuesday", *EVENING, every=2, from_date=date(2019, 1, 1))])
    seconds = []
    for _ in range(200):
        begun = thread_time()
        next_meeting(weekly, NOVEMBER)
        seconds.append(thread_time() - begun)
    assert median(seconds) < 0.001
