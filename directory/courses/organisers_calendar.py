"""How does the organisers' calendar look in their own? Meetings and evenings, without a word of what the course is about."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _
from icalendar import Event

from directory.courses.course_steps import PlannedStep, step_in_words
from directory.listings.records.courses import CourseSession
from directory.listings.records.models import Listing
from directory.listings.wording.calendar import around_events
from directory.web.clock import OSLO


def organisers_calendar(
    listing: Listing, steps: Iterable[PlannedStep], *, url: str, host: str, now: datetime
) -> bytes:
    """The whole run as one iCalendar file: its evenings, and what has a time of its own on the calendar."""
    begin, end = around_events(host)
    entries = sorted([*_of_evenings(listing), *_of_steps(steps)], key=lambda entry: entry[2])
    events = (_event(f"{listing.id}-{entry[0]}@{host}", entry, url, now).to_ical() for entry in entries)
    return begin + b"".join(events) + end


_Entry = tuple[str, str, datetime, datetime]  # code, words, from, to


def _of_evenings(listing: Listing) -> Iterator[_Entry]:
    for evening in listing.course.sessions if listing.course else []:
        yield f"e{evening.number}", _("Kveld %(number)s", number=evening.number), *_span(evening)


def _span(evening: CourseSession) -> tuple[datetime, datetime]:
    begins = datetime.combine(evening.on, evening.starts, OSLO)
    ends = datetime.combine(evening.on, evening.ends or evening.starts, OSLO)
    return begins, ends if ends >= begins else ends + timedelta(days=1)


def _of_steps(steps: Iterable[PlannedStep]) -> Iterator[_Entry]:
    for step in steps:
        if step.lasts:
            yield step.code, step_in_words(step), step.begins, step.begins + step.lasts


def _event(uid: str, entry: _Entry, url: str, now: datetime) -> Event:
    event = Event()
    for name, value in (
        ("uid", uid),
        ("dtstamp", now.astimezone(UTC)),
        ("summary", entry[1]),
        ("class", "PRIVATE"),
        ("dtstart", entry[2]),
        ("dtend", entry[3]),
        ("url", url),
    ):
        event.add(name, value)
    return event
