"""What does a sheet of paper say of a listing? What, when, where, how to get in, whom to call and how the first time is; a date always
with its weekday, since nobody knows on which day it is read. A private person is never on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from directory.contact_points.presenting import ContactEntry
from directory.listings.records.meeting_times import Meeting, next_meetings
from directory.listings.records.models import Listing
from directory.listings.wording.course_words import catchment_in_words, is_over, seats_in_words
from directory.listings.wording.presenting import (
    contacts_of,
    place_in_words,
    regular_times,
    when,
    whereabouts,
)
from directory.matching.results.reasons import coming, waiting
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _
from directory.web.catalogues import ngettext
from directory.web.formatting import NBSP, clock_alone, clock_in_words, day_in_words, sentence


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One thing that is to be known: a short word for it, and what it is."""

    term: str
    text: str


def sheet_lines(listing: Listing, gazetteer: Gazetteer, now: datetime) -> list[SheetLine]:
    """All that a sheet says of `listing`, in the order in which somebody who wants to go needs it."""
    parts = (
        _times(listing, gazetteer, now),
        _place(listing, gazetteer),
        _calls(listing, now),
        _first(listing),
    )
    return [line for part in parts for line in part if line.text]


def next_on_paper(listing: Listing, now: datetime) -> str:
    """`tirsdag 24. november kl. 19–20.30`; empty where no time is known."""
    meeting = next(iter(next_meetings(listing, now, 1)), None)
    return at_on_paper(meeting, now) if meeting else ""


def at_on_paper(meeting: Meeting, now: datetime) -> str:
    """The weekday, the date and the time: whoever reads it later knows no "tonight"."""
    clock = clock_in_words(meeting.starts)
    if meeting.ends:
        clock += f"–{clock_alone(meeting.ends.time())}"
    said = _("%(day)s %(clock)s", day=day_in_words(meeting.starts.date(), now.date()), clock=clock)
    return _("%(when)s. Helligdag: sjekk først", when=said) if meeting.check_first else said


def _times(listing: Listing, gazetteer: Gazetteer, now: datetime) -> Iterator[SheetLine]:
    term, today = _("Når"), now.date()
    if listing.course and listing.course.sessions:
        yield SheetLine(term, _course_times(listing, now))
        signing = " ".join(
            filter(
                None,
                (
                    seats_in_words(listing.course, listing.status, today, dated=True),
                    catchment_in_words(listing, gazetteer),
                ),
            )
        )
        yield SheetLine(_("Påmelding"), "" if is_over(listing, today) else signing)
        return
    soon, usual = next_on_paper(listing, now), ". ".join(regular_times(listing, today))
    following = _("Neste gang: %(when)s", when=soon) if soon else ""
    told = [usual, following] if soon else [when(listing, None, now)[0]]
    yield SheetLine(term, _sentences(*told))
    if listing.waiting_days:
        yield SheetLine(_("Ventetid"), waiting(listing))


def _course_times(listing: Listing, now: datetime) -> str:
    evenings = listing.course.sessions if listing.course else []
    meeting = next(iter(next_meetings(listing, now, 1)), None)
    if meeting is None:
        return _sentences(when(listing, None, now)[0])
    first = evenings[0].on >= now.date()
    said = _("Starter %(when)s", when=at_on_paper(meeting, now)) if first else _("Kurset er i gang")
    following = "" if first else _("Neste gang: %(when)s", when=at_on_paper(meeting, now))
    number = ngettext("Én samling", "%(num)s samlinger", len(evenings)).replace(" ", NBSP)
    return _sentences(said, following, number)


def _place(listing: Listing, gazetteer: Gazetteer) -> Iterator[SheetLine]:
    term = _("Hvor")
    if "in_person" not in listing.formats:
        yield SheetLine(term, _sentences(whereabouts(listing, gazetteer)))
    elif listing.area_only:
        shown = place_in_words(listing, gazetteer)
        yield SheetLine(term, _sentences(shown, _("Du får adressen når du tar kontakt")))
    else:
        yield SheetLine(term, _sentences(whereabouts(listing, gazetteer)))
        yield SheetLine(_("Inngang"), _sentences(listing.way_in or ""))
    for link in dict.fromkeys(each.link for each in listing.schedules if each.link and each.link_public):
        yield SheetLine(_("Lenken"), link.removeprefix("https://"))


def _calls(listing: Listing, now: datetime) -> Iterator[SheetLine]:
    for each in contacts_of(listing, now.date(), private=False):
        yield SheetLine(_("Ta kontakt"), reach_in_line(each))


def reach_in_line(entry: ContactEntry) -> str:
    """`Kursleder: 00 00 00 00, post@eksempel.invalid`."""
    ways = ", ".join(filter(None, (entry.phone, entry.email)))
    return f"{entry.name}: {ways}" if ways else ""


def _first(listing: Listing) -> Iterator[SheetLine]:
    along = (
        _("Noen kan følge deg den første gangen. Spør når du tar kontakt.") if listing.accompaniment else ""
    )
    who, how = list(coming(listing))[:-1], list(coming(listing))[-1]
    words = " ".join(filter(None, (listing.first_time or how, *who, along)))
    referral = _("Du trenger henvisning, for eksempel fra fastlegen.") if listing.referral_needed else ""
    yield SheetLine(_("Første gang"), words)
    yield SheetLine(_("Henvisning"), referral)


def _sentences(*parts: str) -> str:
    return " ".join(f"{sentence(part).rstrip('.')}." for part in parts if part)
