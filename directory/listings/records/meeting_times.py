"""When is the next meeting? Recurring times, breaks, single changes and course evenings, on the Norwegian clock.

Nothing here asks a database. What is kept says clocks on a wall, and so do the answers; only order, and whether
something is over, is judged by the moment. On the two nights when the clock is changed this means: a time inside
the missing hour (02:30 on the last Sunday of March) keeps its wall clock and counts as the moment that the clocks
call 03:30; a time inside the hour that comes twice counts as the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from heapq import merge
from itertools import islice, takewhile
from operator import attrgetter

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as which
from holidays.countries.norway import Norway

from directory.listings.records.times_kept import Break, DateChange, Evening, HasTimes, Recurring
from directory.vocabulary import WEEKDAYS
from directory.web.clock import OSLO

_AHEAD = timedelta(days=3 * 365)
_DAY = timedelta(days=1)
_moment = attrgetter("moment")
_CODES = list(WEEKDAYS)
_NUMBERS = {code: number for number, code in enumerate(_CODES)}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: aware datetimes in Europe/Oslo; sorted by when it starts.

    `instead_of` is the date it was moved from, `number` which evening of a course it is. `link` is there only
    where it may be shown. `note` holds the theme of an evening, or what was said of a moved date. `address` is where a
    moved one is held, if not where it always is; whether it may be shown is for the caller to know.
    """

    starts: datetime
    ends: datetime | None = None
    format: str | None = None
    purpose: str = "meeting"
    link: str | None = None
    note: str | None = None
    instead_of: date | None = None
    number: int | None = None
    address: str | None = None

    def __lt__(self, other: "Meeting") -> bool:
        return self.moment < other.moment

    @property
    def moment(self) -> datetime:
        """When it starts, in UTC: two wall clocks of one zone are compared by Python without the clock change."""
        return self.starts.astimezone(UTC)

    @property
    def moved(self) -> bool:
        return self.instead_of is not None

    @property
    def check_first(self) -> bool:
        """It starts on a public holiday, or on Christmas or New Year's Eve, when much is closed."""
        day = self.starts.date()
        return day in quiet_days(day.year)

    @property
    def weekday(self) -> str:
        return _CODES[self.starts.weekday()]

    @property
    def part(self) -> str:
        """`morning` 05–12, `day` 12–17, `evening` 17–05."""
        return part_of_day(self.starts.time())

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended at `at` (aware); without a known end, whether it has begun before."""
        at = at.astimezone(UTC)
        return self.moment < at if self.ends is None else self.ends.astimezone(UTC) <= at


def part_of_day(clock: time) -> str:
    """The part of the day that a local time belongs to; the small hours count as the evening before."""
    if 5 <= clock.hour < 12:
        return "morning"
    return "day" if 12 <= clock.hour < 17 else "evening"


def next_meeting(listing: HasTimes, after: datetime) -> Meeting | None:
    """The first meeting that is not over at `after` (aware); None where none is known."""
    return next(meetings(listing, after), None)


def next_meetings(listing: HasTimes, after: datetime, count: int) -> list[Meeting]:
    """The next `count` meetings in order, one that is going on now included."""
    return list(islice(meetings(listing, after), count))


def meetings(listing: HasTimes, after: datetime) -> Iterator[Meeting]:
    """All meetings that are not over at `after` (aware), in order, at most three years ahead, found as asked for.

    Of two that start at the same moment, the one whose schedule comes first in the listing is first.
    """
    return merge(*streams(listing, after), key=_moment)


def on_day(listing: HasTimes, day: date) -> list[Meeting]:
    """The meetings that start on `day`, in order."""
    found = takewhile(
        lambda each: each.starts.date() <= day, meetings(listing, datetime.combine(day, time.min, OSLO))
    )
    return [each for each in found if each.starts.date() == day]


def streams(listing: HasTimes, after: datetime) -> list[Iterator[Meeting]]:
    """As `meetings`, but apart: one stream for each schedule in turn, or a single one for a course's evenings."""
    begin, end = window(after)
    if listing.course and listing.course.sessions:
        held = [_evenings(listing.course.sessions, listing.pauses, begin, end)]
    else:
        held = [_meetings_of(schedule, listing.pauses, begin, end) for schedule in listing.schedules]
    return [(meeting for meeting in stream if not meeting.is_over(after)) for stream in held]


def open_now(schedules: Iterable[Recurring], pauses: Sequence[Break], at: datetime) -> Meeting | None:
    """The opening hours (purpose `opening`) that `at` (aware) falls in: of several, those that close last."""
    begin, _end = window(at)
    going_on = [
        meeting
        for schedule in schedules
        if schedule.purpose == "opening"
        for meeting in _meetings_of(schedule, pauses, begin, begin + _DAY)
        if meeting.ends and meeting.moment <= at and not meeting.is_over(at)
    ]
    return max(going_on, key=lambda meeting: (meeting.ends or at).astimezone(UTC), default=None)


def window(after: datetime) -> tuple[date, date]:
    """The first and the last day we look at: what began the day before may still be going on past midnight."""
    day_before = after.astimezone(OSLO).date() - _DAY
    return day_before, day_before + _AHEAD


def rule_days(schedule: Recurring, begin: date, end: date) -> Iterator[date]:
    """The days from `begin` to `end` (both included) that the rule alone gives, in order."""
    begin, end = max(begin, schedule.from_date or begin), min(end, schedule.until_date or end)
    number, until = _NUMBERS[schedule.weekday], _midnight(end)
    if schedule.nth:
        rule = rrule(MONTHLY, byweekday=which(number)(schedule.nth), dtstart=_midnight(begin), until=until)
    else:
        first = _counted_week(schedule, begin)
        rule = rrule(
            WEEKLY, interval=schedule.every, wkst=MO, byweekday=number, dtstart=_midnight(first), until=until
        )
    return (moment.date() for moment in rule if moment.date() >= begin)


def is_paused(day: date, pauses: Iterable[Break]) -> bool:
    """Whether `day` lies in a break."""
    return any(
        pause.from_date <= day and (pause.until_date is None or day <= pause.until_date) for pause in pauses
    )


def _counted_week(schedule: Recurring, begin: date) -> date:
    """The Monday of the last week up to that of `begin` that counts, so that no rule is unrolled from long ago."""
    week = _monday(begin)
    weeks = (week - _monday(schedule.from_date or begin)).days // 7
    return week - timedelta(weeks=weeks % schedule.every)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    """Without a zone, as the rules of dateutil count days."""
    return datetime.combine(day, time.min)


def _meetings_of(schedule: Recurring, pauses: Sequence[Break], begin: date, end: date) -> Iterator[Meeting]:
    """The meetings of one schedule that start from `begin` to `end`, in order.

    A change counts only where the rule has its date: one left over from an older rule moves nothing.
    """
    changes = {change.on: change for change in schedule.changed_dates}
    regular = (
        _regular(schedule, day)
        for day in rule_days(schedule, begin, end)
        if day not in changes and not is_paused(day, pauses)
    )
    moved = [
        _move(schedule, change, change.moved_to)
        for change in changes.values()
        if change.moved_to and begin <= change.moved_to <= end and not is_paused(change.moved_to, pauses)
        if any(rule_days(schedule, change.on, change.on))
    ]
    return merge(regular, sorted(moved), key=_moment)


def _evenings(
    sessions: Sequence[Evening], pauses: Sequence[Break], begin: date, end: date
) -> Iterator[Meeting]:
    """The evenings from `begin` to `end`, in order of their dates."""
    evenings = (
        Meeting(
            *_moments(session.on, session.starts, session.ends), note=session.theme, number=session.number
        )
        for session in sessions
        if begin <= session.on <= end and not is_paused(session.on, pauses)
    )
    return iter(sorted(evenings))


def _regular(schedule: Recurring, day: date) -> Meeting:
    starts, ends = _moments(day, schedule.starts, schedule.ends)
    link = schedule.link if schedule.link_public else None
    return Meeting(starts, ends, schedule.format, schedule.purpose, link, schedule.note)


def _move(schedule: Recurring, change: DateChange, day: date) -> Meeting:
    """The meeting of `change.on`, on `day`. Where only a new start is said it lasts as long as it always does."""
    starts, ends = change.starts or schedule.starts, change.ends or schedule.ends
    if change.starts and not change.ends and schedule.ends:
        length = datetime.combine(day, schedule.ends) - datetime.combine(day, schedule.starts)
        ends = (datetime.combine(day, change.starts) + length).time()
    link = schedule.link if schedule.link_public else None
    note = change.note or schedule.note
    return Meeting(
        *_moments(day, starts, ends),
        schedule.format,
        schedule.purpose,
        link,
        note,
        instead_of=change.on,
        address=change.address,
    )


def _moments(day: date, starts: time, ends: time | None) -> tuple[datetime, datetime | None]:
    """Start and end on `day`, the end past midnight where it is not after the start.

    An end that the missing hour in March puts before the start is not known.
    """
    begin = datetime.combine(day, starts, OSLO)
    if ends is None:
        return begin, None
    end = datetime.combine(day + _DAY if ends <= starts else day, ends, OSLO)
    return begin, end if end.astimezone(UTC) > begin.astimezone(UTC) else None


@lru_cache(maxsize=16)
def quiet_days(year: int) -> frozenset[date]:
    """Public holidays, Christmas Eve and New Year's Eve."""
    return frozenset({*Norway(years=year), date(year, 12, 24), date(year, 12, 31)})
