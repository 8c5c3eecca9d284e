"""What does a calendar say that is read day by day? Listings with random times, and their meetings found the slow way.

Nothing here knows how the house finds a meeting: weeks are counted one by one, weekdays of a month are looked up in
a printed month, and the Norwegian clock is the law's own rule, not a table of time zones.
"""

from calendar import monthcalendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from hypothesis import strategies as st

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Changed:
    """One date that is cancelled or moved."""

    on: date
    moved_to: date | None = None
    starts: time | None = None
    ends: time | None = None
    note: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Time:
    """One recurring time."""

    weekday: str
    starts: time
    ends: time | None = None
    every: int = 1
    nth: int | None = None
    from_date: date | None = None
    until_date: date | None = None
    format: str | None = None
    purpose: str = "meeting"
    link: str | None = None
    link_public: bool = False
    note: str | None = None
    changed_dates: list[Changed] = field(default_factory=list)


@dataclass(frozen=True)
class Off:
    """A break."""

    from_date: date
    until_date: date | None = None


@dataclass(frozen=True)
class Session:
    """One evening of a course."""

    number: int
    on: date
    starts: time
    ends: time | None = None
    theme: str | None = None


@dataclass(frozen=True)
class Course:
    """Its evenings."""

    sessions: list[Session]


@dataclass(frozen=True)
class Offer:
    """A listing, as far as its times go."""

    schedules: list[Time] = field(default_factory=list)
    pauses: list[Off] = field(default_factory=list)
    course: Course | None = None
    id: str = "tilbud1"
    area_only: bool = False


@dataclass(frozen=True)
class Found:
    """A meeting of the slow calendar: clocks on the wall, the two moments in UTC, and the date it was moved from."""

    starts: datetime
    ends: datetime | None
    begins_at: datetime
    ends_at: datetime | None
    instead_of: date | None = None


def moment(wall: datetime) -> datetime:
    """A Norwegian wall clock in UTC: summer time from the last Sunday of March to the last of October.

    In the missing hour it is still winter time, in the hour that comes twice it is still summer time.
    """
    begins, ends = (datetime.combine(last_sunday(wall.year, month), time(3)) for month in (3, 10))
    return (wall - HOUR * (2 if begins <= wall < ends else 1)).replace(tzinfo=UTC)


@cache
def last_sunday(year: int, month: int) -> date:
    return max(date(year, month, week[6]) for week in monthcalendar(year, month) if week[6])


def by_hand(offer: Offer, after: datetime, days: int) -> list[Found]:
    """All meetings not over at `after` (UTC) that start less than `days` days after its date, day by day."""
    first = after.date() - 3 * DAY
    calendar = [first + number * DAY for number in range(days + 3)]
    found = sorted(everything(offer, calendar), key=lambda meeting: meeting.begins_at)
    return [meeting for meeting in found if not over(meeting, after)]


def everything(offer: Offer, calendar: list[date]) -> Iterator[Found]:
    """Every meeting on the days of the calendar."""
    for day in calendar:
        if any(off.from_date <= day <= (off.until_date or date.max) for off in offer.pauses):
            continue
        if offer.course and offer.course.sessions:
            evenings = [evening for evening in offer.course.sessions if evening.on == day]
            yield from (meeting(day, evening.starts, evening.ends) for evening in evenings)
            continue
        for schedule in offer.schedules:
            yield from on(schedule, day)


def on(schedule: Time, day: date) -> Iterator[Found]:
    """What one recurring time gives on a day: its own meeting, and those that are moved here."""
    if falls_on(schedule, day) and day not in [change.on for change in schedule.changed_dates]:
        yield meeting(day, schedule.starts, schedule.ends)
    for change in schedule.changed_dates:
        if change.moved_to == day and falls_on(schedule, change.on):
            yield meeting(day, *new_clocks(schedule, change), instead_of=change.on)


def new_clocks(schedule: Time, change: Changed) -> tuple[time, time | None]:
    """The clocks of a moved meeting: with a new start alone it lasts as many minutes as before."""
    if change.starts is None or change.ends is not None or schedule.ends is None:
        return change.starts or schedule.starts, change.ends or schedule.ends
    old, new, end = (
        clock.hour * 60 + clock.minute for clock in (schedule.starts, change.starts, schedule.ends)
    )
    ends = (new + end - old) % (24 * 60)
    return change.starts, time(ends // 60, ends % 60)


def falls_on(schedule: Time, day: date) -> bool:
    """Whether the rule alone has this day."""
    if DAYS[day.weekday()] != schedule.weekday:
        return False
    if day < (schedule.from_date or date.min) or day > (schedule.until_date or date.max):
        return False
    if schedule.nth:
        same = [week[day.weekday()] for week in monthcalendar(day.year, day.month) if week[day.weekday()]]
        wanted = same[-1:] if schedule.nth == -1 else same[schedule.nth - 1 : schedule.nth]
        return day.day in wanted
    if schedule.every == 1 or schedule.from_date is None:
        return True
    counted = schedule.from_date - schedule.from_date.weekday() * DAY
    while counted + 7 * DAY <= day:
        counted += schedule.every * 7 * DAY
    return counted <= day


def meeting(day: date, starts: time, ends: time | None, instead_of: date | None = None) -> Found:
    """A meeting on a day; an end that is not after the start is past midnight."""
    begin = datetime.combine(day, starts)
    if ends is None:
        return Found(begin, None, moment(begin), None, instead_of)
    end = datetime.combine(day, ends)
    end = end if end > begin else end + DAY
    if moment(end) <= moment(begin):  # the missing hour swallows it
        return Found(begin, None, moment(begin), None, instead_of)
    return Found(begin, end, moment(begin), moment(end), instead_of)


def over(found: Found, at: datetime) -> bool:
    return found.begins_at < at if found.ends_at is None else found.ends_at <= at


BASE = date(2026, 6, 1)
"""A Monday; the random times lie around it and up to two years after."""

_DAYS_AROUND = [BASE + number * DAY for number in range(-200, 600)]
_CLOCKS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)] + [
    time(2, 30),
    time(0),
] * 8
_RULES = (
    [(1, None)] * 4
    + [(every, None) for every in (2, 2, 3, 5, 52)]
    + [(1, nth) for nth in (1, 2, 3, 4, 5, -1)]
)
"""(every, nth): a third of the times are weekly."""

DATES = st.sampled_from(_DAYS_AROUND)
CLOCK = st.sampled_from(_CLOCKS)
MAYBE_DATE = st.sampled_from([None] * 1200 + _DAYS_AROUND)
MAYBE_CLOCK = st.sampled_from([None] * 30 + _CLOCKS)
RULE = st.sampled_from(_RULES)
WEEKDAY = st.sampled_from([*range(7), 5, 6])
_NIGHTS = [datetime(2026, 10, 25, 1), datetime(2027, 3, 28, 1), datetime(2027, 10, 31, 1)]
MOMENTS = st.one_of(
    st.builds(lambda day, clock: datetime.combine(day, clock, UTC), DATES, CLOCK),
    st.builds(
        lambda night, quarters: night.replace(tzinfo=UTC) + quarters * HOUR / 4,
        st.sampled_from(_NIGHTS),
        st.integers(-200, 100),
    ),
)


def changes(weekday: int) -> st.SearchStrategy[list[Changed]]:
    """Up to five cancelled or moved dates, most of them on the weekday, one of each date."""
    own = [day for day in _DAYS_AROUND if day.weekday() == weekday]
    on = st.sampled_from(own * 20 + _DAYS_AROUND)
    away = st.sampled_from([None, None, None, *range(-20, 21), 7, 14])
    one = st.builds(
        lambda day, days, starts, ends: Changed(
            day, None if days is None else day + days * DAY, starts, ends
        ),
        *(on, away, MAYBE_CLOCK, MAYBE_CLOCK),
    )
    return st.lists(one, max_size=5, unique_by=lambda change: change.on)


CHANGES = [changes(weekday) for weekday in range(7)]


@st.composite
def schedules(draw: st.DrawFn, purposes: tuple[str, ...] = ("meeting",)) -> Time:
    """Any recurring time, with its changes."""
    (every, nth), weekday = draw(RULE), draw(WEEKDAY)
    return Time(
        DAYS[weekday],
        draw(CLOCK),
        draw(MAYBE_CLOCK),
        every=every,
        nth=nth,
        from_date=draw(DATES if every > 1 else MAYBE_DATE),
        until_date=draw(MAYBE_DATE),
        purpose=draw(st.sampled_from(purposes)),
        changed_dates=draw(CHANGES[weekday]),
    )


PAUSES = st.lists(
    st.builds(
        lambda day, length: Off(day, None if length is None else day + length * DAY),
        DATES,
        st.sampled_from([None, None, *range(60)]),
    ),
    max_size=3,
)
SESSIONS = st.lists(
    st.builds(Session, st.just(0), DATES, CLOCK, MAYBE_CLOCK), max_size=8, unique_by=lambda one: one.on
).map(lambda found: [Session(n, one.on, one.starts, one.ends) for n, one in enumerate(found, start=1)])
OFFERS = st.one_of(
    st.builds(Offer, st.lists(schedules(), min_size=1, max_size=3), PAUSES),
    st.builds(Offer, st.lists(schedules(), min_size=1, max_size=3)),
    st.builds(Offer, st.lists(schedules(), max_size=1), PAUSES, st.builds(Course, SESSIONS)),
)
