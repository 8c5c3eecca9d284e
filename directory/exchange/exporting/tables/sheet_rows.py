"""How does a listing stand in a sheet? One row for each of its times; what is there once stands in the first of them.

The same columns come in again: dates are ISO, how often it is stands in words that the reader of sheets knows, and several values of
one cell have a comma between them.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from directory.exchange.exporting import telling
from directory.exchange.exporting.public_listings import PublicListing
from directory.listings.records.document import ListingDocument
from directory.listings.records.parts import ChangedDatePart, ListingContactPart, MeetingPart, PausePart
from directory.places.gazetteer import Gazetteer

# Heading by code: these are what `/data/schema.json` explains, and never renamed.
COLUMNS: Mapping[str, str] = {
    "id": "Stays the same; several rows of one id are one listing",
    "name": "What it is called",
    "kind": "group, course, meeting_place or service",
    "class": "self_help, self_help_based, peer_support, assisted_self_help or treatment",
    "status": "planned, active, paused or full",
    "organisation": "Code of who runs it, as in organisations.csv",
    "audiences": "self, relative, professional",
    "needs": "What it is about",
    "openness": "open or closed",
    "for": "women or men",
    "language": "nb, nn or en",
    "formats": "in_person, online, phone",
    "municipality": "Name of the municipality; where several share it, with its county",
    "municipality_number": "Four digits (Statistics Norway)",
    "address": "Empty where the group shows only its area",
    "way_in": "How one finds the door",
    "latitude": "Degrees north (WGS 84)",
    "longitude": "Degrees east (WGS 84)",
    "approximate": "Whether the point is that of the area",
    "weekday": "monday to sunday",
    "starts": "Norwegian clock",
    "ends": "Norwegian clock; not after the start means the next day",
    "rhythm": "Empty is every week",
    "from": "First date; weeks are counted from it",
    "until": "Last date",
    "changed_dates": "Single dates that are cancelled or moved",
    "pause_from": "First day of a break",
    "pause_until": "Last day of it; empty is until somebody says otherwise",
    "link": "The way into the online room, where everybody may have it",
    "contact": "Whose number it is: a role, never a private person",
    "phone": "With +47",
    "email": "",
    "url": "Their own page",
    "page": "The page here",
    "summary": "",
    "first_time": "What the first time is like",
    "cost": "",
    "free": "true or false; empty is not known",
    "wheelchair": "true or false; empty is not known",
    "by_appointment": "true or false",
    "referral_needed": "true or false; empty is not known",
    "hearing_loop": "true or false; empty is not known",
    "sign_language": "true or false; empty is not known",
    "interpreter": "true or false; empty is not known",
    "accompaniment": "Whether somebody can go with you the first time",
    "twelve_step": "true or false",
    "faith_based": "true or false",
    "young": "true where it is for the young",
    "age_from": "Years",
    "age_to": "Years, the last one too",
    "area_only": "true where the group shows only its area",
    "waiting_days": "From the first call to the first talk",
    "source": "Where it is known from",
    "source_date": "",
    "last_confirmed_on": "",
    "demo": "true for what is made up to show how it works",
}
_RHYTHMS = {
    1: "første i måneden",
    2: "andre i måneden",
    3: "tredje i måneden",
    4: "fjerde i måneden",
    5: "femte i måneden",
}
_LAST = "siste i måneden"
_ONCE = (
    "class status organisation openness for language address way_in latitude longitude approximate url summary first_time cost free"
    " wheelchair by_appointment referral_needed source source_date last_confirmed_on demo municipality_number hearing_loop sign_language"
    " interpreter accompaniment twelve_step faith_based young age_from age_to area_only waiting_days"
).split()
_SEVERAL = ("audiences", "needs", "formats")
Row = dict[str, Any]


def sheet_rows(public: PublicListing, gazetteer: Gazetteer) -> Iterator[list[Any]]:
    """The rows of one listing, a value for each of `COLUMNS`: text, a number, True, False, or None."""
    listing = public.document
    has_evenings = bool(listing.course and listing.course.sessions)
    meetings: list[MeetingPart | None] = [] if has_evenings else [*listing.schedules]
    parts = zip_longest(meetings or [None], listing.pauses, listing.contacts)
    for number, (meeting, pause, contact) in enumerate(parts):
        row: Row = {"id": listing.id, "name": listing.name, "kind": listing.kind}
        row |= _once(listing, gazetteer) if number == 0 else {}
        row |= _time(meeting) | _break(pause) | _reach(contact)
        yield [row.get(name) for name in COLUMNS]


def _once(listing: ListingDocument, gazetteer: Gazetteer) -> Row:
    known = listing.as_json()
    place = gazetteer.by_id(listing.municipality_number or "")
    return {
        **{name: known.get(name) for name in _ONCE},
        **{name: ", ".join(known[name]) for name in _SEVERAL},
        "municipality": place.label if place else None,
        "page": telling.page_of(listing, gazetteer),
    }


def _time(meeting: MeetingPart | None) -> Row:
    if meeting is None:
        return {}
    return {
        "weekday": meeting.weekday,
        "starts": f"{meeting.starts:%H:%M}",
        "ends": f"{meeting.ends:%H:%M}" if meeting.ends else None,
        "rhythm": _rhythm(meeting),
        "from": meeting.from_date.isoformat() if meeting.from_date else None,
        "until": meeting.until_date.isoformat() if meeting.until_date else None,
        "changed_dates": "; ".join(map(_single, meeting.changed_dates)) or None,
        "link": meeting.link,
    }


def _rhythm(meeting: MeetingPart) -> str | None:
    if meeting.nth:
        return _RHYTHMS.get(meeting.nth, _LAST)
    if meeting.every == 1:
        return None
    return "annenhver uke" if meeting.every == 2 else f"hver {meeting.every}. uke"


def _single(changed: ChangedDatePart) -> str:
    if changed.moved_to is None:
        return f"{changed.on} avlyst"
    clock = f" kl. {changed.starts:%H:%M}" if changed.starts else ""
    return f"{changed.on} → {changed.moved_to}{clock}"


def _break(pause: PausePart | None) -> Row:
    if pause is None:
        return {}
    return {
        "pause_from": pause.from_date.isoformat(),
        "pause_until": pause.until_date.isoformat() if pause.until_date else None,
    }


def _reach(contact: ListingContactPart | None) -> Row:
    if contact is None:
        return {}
    return {
        "contact": contact.role,
        "phone": telling.spaced(telling.international(contact.phone)),
        "email": contact.email,
    }
