"""Which dates lie ahead, and which were taken out? For cancelling one, and for putting it back."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from directory.listings.records.meeting_times import next_meetings
from directory.listings.records.models import Listing
from directory.listings.wording.date_words import cancelled_in_words, changed_in_words
from directory.web.formatting import date_in_words, day_in_words, meeting_in_words, sentence

_AHEAD = 6


@dataclass(frozen=True, slots=True)
class DeskDate:
    """One date, as text."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class DatesAhead:
    """The next dates; single ones that were taken out or moved; the breaks that have not ended."""

    next: list[DeskDate]
    taken_out: list[DeskDate]
    breaks: list[DeskDate]


def dates_ahead(listing: Listing, now: datetime) -> DatesAhead:
    """What lies ahead of a listing, as of `now`."""
    today = now.date()
    meetings = {meeting.starts.date(): meeting for meeting in reversed(next_meetings(listing, now, _AHEAD))}
    coming = [
        DeskDate(on, sentence(meeting_in_words(each.starts, now))) for on, each in sorted(meetings.items())
    ]
    return DatesAhead(coming, _removed_dates(listing, today), _breaks(listing, today))


def _removed_dates(listing: Listing, today: date) -> list[DeskDate]:
    found = {
        each.on: changed_in_words(schedule, each, today)
        for schedule in listing.schedules
        for each in schedule.changed_dates
        if each.on >= today
    }
    found |= {
        each.from_date: cancelled_in_words(day_in_words(each.from_date, today), each.reason)
        for each in listing.pauses
        if _is_one_day(each.from_date, each.until_date) and each.from_date >= today
    }
    return [DeskDate(on, found[on]) for on in sorted(found)]


def _breaks(listing: Listing, today: date) -> list[DeskDate]:
    return [
        DeskDate(max(each.from_date, today), _span(each.from_date, each.until_date, today))
        for each in listing.pauses
        if not _is_one_day(each.from_date, each.until_date)
        and (each.until_date is None or each.until_date >= today)
    ]


def _span(first: date, last: date | None, today: date) -> str:
    if last is None:
        return _("Pause fra %(first)s, til dere sier fra", first=date_in_words(first, today))
    return _(
        "Pause fra %(first)s til og med %(last)s",
        first=date_in_words(first, today),
        last=date_in_words(last, today),
    )


def _is_one_day(first: date, last: date | None) -> bool:
    return first == last
