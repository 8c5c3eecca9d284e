"""When is the next meeting? As a calendar says that is read day by day, across clock changes and past midnight."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.meeting_times import Meeting, next_meeting, next_meetings, part_of_day
from directory.vocabulary import WEEKDAYS
from directory.web.clock import OSLO

DAYS = list(WEEKDAYS)
CLOCK = st.builds(time, st.sampled_from([0, 1, 2, 2, 3, 9, 14, 19, 23]), st.sampled_from([0, 15, 30, 45]))
SPRING, AUTUMN = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Weekly:
    """One weekly time."""

    weekday: str
    starts: time
    ends: time | None


TIMES = st.lists(
    st.builds(Weekly, st.sampled_from(DAYS), CLOCK, st.none() | CLOCK), min_size=1, max_size=4, unique=True
)
MOMENTS = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC)),
    st.sampled_from([SPRING, AUTUMN]).flatmap(
        lambda change: st.integers(-8 * 24 * 4, 24 * 4).map(
            lambda quarters: change + timedelta(minutes=15 * quarters)
        )
    ),
)


def calendar(times: list[Weekly], after: datetime, days: int = 40) -> list[tuple[datetime, datetime]]:
    """Every meeting that has not ended at `after`, day by day: (start, end) in UTC, in order."""
    first = after.astimezone(OSLO).date() - timedelta(days=9)
    everything = (on(weekly, first + timedelta(days=number)) for number in range(days) for weekly in times)
    return sorted(meeting for found in everything for meeting in found if meeting[1] > after)


def on(weekly: Weekly, day: date) -> Iterator[tuple[datetime, datetime]]:
    """The meeting of a weekly time on a day, if it falls on it."""
    if DAYS[day.weekday()] != weekly.weekday:
        return
    starts = datetime.combine(day, weekly.starts, OSLO).astimezone(UTC)
    if weekly.ends is None:
        yield starts, starts
        return
    last = day if weekly.ends > weekly.starts else day + timedelta(days=1)
    yield starts, datetime.combine(last, weekly.ends, OSLO).astimezone(UTC)


def plain(meeting: Meeting) -> tuple[datetime, datetime]:
    """A meeting as the calendar tells it."""
    return meeting.starts.astimezone(UTC), (meeting.ends or meeting.starts).astimezone(UTC)


@settings(max_examples=400, deadline=None)
@given(TIMES, MOMENTS)
def test_the_next_meeting_is_the_first_in_the_calendar(times: list[Weekly], after: datetime) -> None:
    found = next_meeting(times, after)
    assert found
    assert plain(found)[0] == calendar(times, after)[0][0]


@settings(max_examples=200, deadline=None)
@given(TIMES, MOMENTS, st.integers(1, 5))
def test_the_next_few_meetings_are_those_of_the_calendar(
    times: list[Weekly], after: datetime, count: int
) -> None:
    assert sorted(map(plain, next_meetings(times, after, count))) == calendar(times, after, 60)[:count]


@given(TIMES, MOMENTS)
def test_a_meeting_keeps_its_time_on_the_wall_through_the_year(times: list[Weekly], after: datetime) -> None:
    wanted = {(weekly.weekday, weekly.starts) for weekly in times}
    for meeting in next_meetings(times, after, 6):
        assert (meeting.weekday, meeting.starts.time()) in wanted


def test_without_a_time_there_is_no_next_meeting() -> None:
    assert next_meeting([], SPRING) is None


def test_a_meeting_past_midnight_is_still_going_on_after_midnight() -> None:
    night = [Weekly("saturday", time(22), time(1))]
    after_midnight = datetime(2026, 11, 22, 0, 30, tzinfo=OSLO)
    found = next_meeting(night, after_midnight)
    assert found
    assert (found.starts, found.ends) == (
        datetime(2026, 11, 21, 22, tzinfo=OSLO),
        datetime(2026, 11, 22, 1, tzinfo=OSLO),
    )


def test_two_meetings_that_start_together_stand_in_order_whether_or_not_their_end_is_known() -> None:
    times = [Weekly("monday", time(19), time(20)), Weekly("monday", time(19), None)]
    assert len(next_meetings(times, datetime(2026, 11, 22, 12, tzinfo=OSLO), 2)) == 2


def test_in_the_hour_that_comes_twice_a_meeting_ends_once() -> None:
    found = next_meeting([Weekly("sunday", time(1), time(2, 30))], AUTUMN + timedelta(minutes=15))
    assert found
    assert found.starts.date() == date(2026, 11, 1)


PARTS = [("05:00", "morning"), ("11:59", "morning"), ("12:00", "day"), ("16:59", "day"), ("17:00", "evening")]
SMALL_HOURS = [("23:59", "evening"), ("00:30", "evening"), ("04:59", "evening")]


@pytest.mark.parametrize(("clock", "part"), [*PARTS, *SMALL_HOURS])
def test_the_parts_of_the_day_are_those_of_the_contract(clock: str, part: str) -> None:
    assert part_of_day(time.fromisoformat(clock)) == part
