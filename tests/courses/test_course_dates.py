"""The next run is held on the same weekday and in the same rhythm, and never where most are away."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from holidays.countries.norway import Norway

from directory.courses.course_dates import evenings_from, first_evening, is_time_off
from directory.courses.course_steps import calendar_steps
from directory.listings.records.courses import CourseSession

WEEK = timedelta(days=7)
SIX = [date(2026, 9, 16) + number * WEEK for number in range(6)]  # Wednesdays


@pytest.mark.parametrize("first", ["2026-09-17", "2026-12-03", "2027-03-01", "2026-09-16"])
def test_two_rounds_of_seven_stay_on_their_weekday_and_off_every_holiday(first: str) -> None:
    """Thursdays and Mondays, of which many are holidays at Easter and Christmas; and Wednesdays."""
    evenings, began = [date.fromisoformat(first) + number * WEEK for number in range(6)], []
    weekday = evenings[0].weekday()
    for _turn in range(14):
        begins = first_evening(evenings, 18)
        began.append((begins - evenings[0]).days)
        evenings = evenings_from(begins, evenings)
        assert len(evenings) == 6
        assert {day.weekday() for day in evenings} == {weekday}
        assert [day for day in evenings if day in Norway(years=day.year)] == []
        steps = {(after - before).days % 7 for before, after in pairwise(evenings)}
        assert steps == {0}
    assert all(abs(days - 548) <= 40 for days in began), began


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("2026-12-02", "2.12 9.12 16.12 13.1 20.1 27.1"),  # over Christmas
        ("2027-03-03", "3.3 10.3 17.3 31.3 7.4 14.4"),  # the Wednesday before Easter is left out
        ("2027-04-29", "29.4 13.5 20.5 27.5 3.6 10.6"),  # Ascension Day
    ],
)
def test_holidays_are_skipped(first: str, said: str) -> None:
    held = evenings_from(date.fromisoformat(first), SIX)
    assert " ".join(f"{day.day}.{day.month}" for day in held) == said


def test_what_was_left_out_then_is_not_left_out_now() -> None:
    before = evenings_from(date(2026, 12, 2), SIX)  # with four weeks of Christmas
    assert evenings_from(date(2028, 9, 6), before) == [
        date(2028, 9, 6) + number * WEEK for number in range(6)
    ]


def test_an_evening_that_was_moved_once_moves_nothing() -> None:
    moved = [SIX[0] + timedelta(days=1), *SIX[1:]]
    assert first_evening(moved, 18) == date(2028, 3, 15)
    assert first_evening(moved, 18).weekday() == 2


def test_a_course_in_a_rhythm_of_its_own_keeps_it() -> None:
    weekend = [date(2026, 9, 5), date(2026, 9, 6), date(2026, 9, 19)]
    assert evenings_from(date(2027, 9, 4), weekend) == [date(2027, 9, 4), date(2027, 9, 5), date(2027, 9, 18)]
    assert evenings_from(date(2027, 9, 4), weekend[:1]) == [date(2027, 9, 4)]


@pytest.mark.parametrize(
    "day", ["2026-12-24", "2026-12-31", "2027-01-01", "2027-03-24", "2027-03-29", "2027-05-17", "2027-07-14"]
)
def test_days_on_which_most_are_away(day: str) -> None:
    assert is_time_off(date.fromisoformat(day))


def test_other_days_are_days_like_any() -> None:
    assert not any(is_time_off(date.fromisoformat(day)) for day in ("2026-11-22", "2027-03-30", "2027-08-02"))


def test_the_three_planning_meetings_are_on_three_days_and_none_where_most_are_away() -> None:
    for after in range(365):
        first = date(2026, 1, 7) + timedelta(days=after)
        evenings = [
            CourseSession(number=number, on=first + number * WEEK, starts=time(18)) for number in range(6)
        ]
        days = [each.on for each in calendar_steps(evenings, {}) if each.code.startswith("planning")]
        assert len(set(days)) == 3, first
        assert not [day for day in days if is_time_off(day) or day >= first]
