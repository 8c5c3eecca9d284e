"""On which days is the next run held? On the same weekday and in the same rhythm, and never where most are away."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from directory.listings.records.meeting_times import quiet_days

WEEK = timedelta(days=7)
_BEFORE_EASTER = timedelta(days=7)


def is_time_off(day: date) -> bool:
    """A public holiday, Christmas as schools have it, the week before Easter, or July."""
    christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)
    before_easter = timedelta(0) <= easter(day.year) - day <= _BEFORE_EASTER
    return christmas or before_easter or day.month == 7 or day in quiet_days(day.year)


def first_evening(evenings: Sequence[date], months: int) -> date:
    """The first evening of a run that begins `months` after one with these `evenings`: the same weekday, as near as can be."""
    around = evenings[0] + relativedelta(months=months)
    weekday, _times = Counter(day.weekday() for day in evenings).most_common(1)[0]
    return work_day(around + timedelta(days=(weekday - around.weekday() + 3) % 7 - 3))


def work_day(day: date, step: timedelta = WEEK) -> date:
    """`day`, or so many weeks later (or earlier) that most are there."""
    while is_time_off(day):
        day += step
    return day


def evenings_from(first: date, evenings: Sequence[date]) -> list[date]:
    """As many evenings as these, from `first` on. What was moved or left out for a holiday then, is not left out now."""
    days = [first]
    for step in _rhythm(evenings):
        days.append(work_day(days[-1] + step))
    return days


def _rhythm(evenings: Sequence[date]) -> list[timedelta]:
    """How long it is from each evening to the next: always as it mostly is, where that is whole weeks."""
    steps = [after - before for before, after in pairwise(evenings)]
    usual = Counter(steps).most_common(1)[0][0] if steps else WEEK
    return [usual] * len(steps) if usual and usual % WEEK == timedelta(0) else steps
