"""When is the next meeting? Weekly times on the Norwegian clock, across both clock changes and past midnight."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from directory.vocabulary import WEEKDAYS
from directory.web.clock import OSLO

_DAY_NUMBER = {code: number for number, code in enumerate(WEEKDAYS)}


class Weekly(Protocol):
    """A weekday code, a start, and an end or None; an end before the start is past midnight."""

    @property
    def weekday(self) -> str: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time | None: ...


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: aware datetimes in Europe/Oslo."""

    starts: datetime
    ends: datetime | None = None

    @property
    def weekday(self) -> str:
        return list(WEEKDAYS)[self.starts.weekday()]

    @property
    def part(self) -> str:
        """`morning` 05–12, `day` 12–17, `evening` 17–05."""
        return part_of_day(self.starts.time())


def part_of_day(clock: time) -> str:
    """The part of the day that a local time belongs to; the small hours count as the evening before."""
    if 5 <= clock.hour < 12:
        return "morning"
    return "day" if 12 <= clock.hour < 17 else "evening"


def next_meeting(times: Iterable[Weekly], after: datetime) -> Meeting | None:
    """The first meeting that has not ended at `after` (aware); None where no time is known."""
    return next(iter(next_meetings(times, after, 1)), None)


def next_meetings(times: Iterable[Weekly], after: datetime, count: int) -> list[Meeting]:
    """The next `count` meetings in order, one that is going on now included."""
    local = after.astimezone(OSLO)
    weeks = count + 1
    found = [
        meeting
        for weekly in times
        for meeting in (_on(weekly, local.date(), week) for week in range(-1, weeks + 1))
        if (meeting.ends or meeting.starts).astimezone(UTC) > after
    ]
    # Two clocks of one zone are compared by Python without the clock change, so moments are compared in UTC.
    return sorted(found, key=lambda meeting: meeting.starts.astimezone(UTC))[:count]


def _on(weekly: Weekly, around: date, week: int) -> Meeting:
    """The meeting of `weekly` in the week that is `week` weeks after that of `around`."""
    monday = around - timedelta(days=around.weekday())
    day = monday + timedelta(days=_DAY_NUMBER[weekly.weekday], weeks=week)
    starts = datetime.combine(day, weekly.starts, OSLO)
    if weekly.ends is None:
        return Meeting(starts)
    ends = datetime.combine(day + timedelta(days=weekly.ends <= weekly.starts), weekly.ends, OSLO)
    return Meeting(starts, ends)
