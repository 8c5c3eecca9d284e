"""When is a service held? Each recurring time and each evening of a course as a schedule of HSDS."""

import json
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from directory.exchange.exporting import telling
from directory.exchange.exporting.hsds.service_ids import id_of
from directory.listings.records.document import ListingDocument
from directory.listings.records.parts import EveningPart, MeetingPart
from directory.listings.wording.date_words import changed_in_words
from directory.listings.wording.presenting import recurrence_in_words
from directory.vocabulary import WEEKDAYS
from directory.web.clock import OSLO

_DAYS = dict(zip(WEEKDAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_ATTENDING = {"in_person": "physical", "online": "online", "phone": "phone"}
_CLOCKS = "Europe/Oslo"


def schedules(listing: ListingDocument, now: datetime) -> list[dict[str, Any]]:
    """All times. Clocks are Norwegian, with the difference to UTC of `now`, or of the evening itself."""
    if listing.course and listing.course.sessions:
        return [_evening(listing, each) for each in listing.course.sessions]
    return [_recurring(listing, each, number, now) for number, each in enumerate(listing.schedules, 1)]


def _recurring(listing: ListingDocument, meeting: MeetingPart, number: int, now: datetime) -> dict[str, Any]:
    day = _DAYS[meeting.weekday]
    key = f"{listing.id}:{number}"
    made = {
        "id": id_of("schedule", key),
        "service_id": id_of("service", listing.id),
        "valid_from": meeting.from_date.isoformat() if meeting.from_date else None,
        "valid_to": meeting.until_date.isoformat() if meeting.until_date else None,
        "dtstart": meeting.from_date.isoformat() if meeting.from_date else None,
        "until": meeting.until_date.isoformat() if meeting.until_date else None,
        "timezone": _hours(now),
        "freq": "MONTHLY" if meeting.nth else "WEEKLY",
        "interval": 1 if meeting.nth else meeting.every,
        "byday": f"{meeting.nth}{day}" if meeting.nth else day,
        "wkst": "MO",
        "opens_at": _clock(meeting.starts, now),
        "closes_at": _clock(meeting.ends, now) if meeting.ends else None,
        "description": telling.plain(recurrence_in_words(meeting)),
        "schedule_link": telling.web_address(meeting.link) if meeting.link_public else None,
        "attending_type": _attending(listing, meeting),
        "notes": telling.plain("\n".join(_notes(listing, meeting, now))),
        "attributes": list(_exactly(listing, meeting, key)),
    }
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _evening(listing: ListingDocument, evening: EveningPart) -> dict[str, Any]:
    at = datetime.combine(evening.on, evening.starts, OSLO)
    made = {
        "id": id_of("schedule", f"{listing.id}:evening:{evening.number}"),
        "service_id": id_of("service", listing.id),
        "valid_from": evening.on.isoformat(),
        "valid_to": evening.on.isoformat(),
        "dtstart": evening.on.isoformat(),
        "until": evening.on.isoformat(),
        "count": 1,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": _DAYS[list(WEEKDAYS)[evening.on.weekday()]],
        "wkst": "MO",
        "timezone": _hours(at),
        "opens_at": _clock(evening.starts, at),
        "closes_at": _clock(evening.ends, at) if evening.ends else None,
        "description": evening.theme,
    }
    return {name: value for name, value in made.items() if value not in (None, "")}


def _notes(listing: ListingDocument, meeting: MeetingPart, now: datetime) -> Iterator[str]:
    yield _CLOCKS
    if meeting.note:
        yield meeting.note
    for changed in meeting.changed_dates:
        if max(changed.on, changed.moved_to or changed.on) >= now.date():
            yield f"{changed_in_words(meeting, changed, now.date(), hides_address=listing.area_only)}."


def _exactly(listing: ListingDocument, meeting: MeetingPart, key: str) -> Iterator[dict[str, Any]]:
    """What HSDS has no field for, as we keep it: single dates, breaks, and whether it is a meeting or opening hours."""
    known = {
        "purpose": meeting.purpose if meeting.purpose != "meeting" else None,
        "changed_dates": [each.as_json() for each in meeting.changed_dates],
        "pauses": [each.as_json() for each in listing.pauses],
    }
    for name, value in known.items():
        if value:
            yield {
                "id": id_of("attribute", f"{key}:{name}"),
                "link_id": id_of("schedule", key),
                "link_type": f"varde:{name}",
                "link_entity": "schedule",
                "value": value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
            }


def _attending(listing: ListingDocument, meeting: MeetingPart) -> str | None:
    formats = [meeting.format] if meeting.format else listing.formats
    return ",".join(_ATTENDING[code] for code in formats) or None


def _clock(clock: time, at: datetime) -> str:
    """`19:00+01:00`."""
    hours = _hours(at)
    return f"{clock:%H:%M}{'+' if hours >= 0 else '-'}{abs(hours):02d}:00"


def _hours(at: datetime) -> int:
    """How far the Norwegian clock is ahead of UTC."""
    offset = at.astimezone(OSLO).utcoffset()
    return int(offset.total_seconds() // 3600) if offset else 0
