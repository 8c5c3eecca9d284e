"""How is a listing said to a machine that searches? In the words of schema.org, and never more than its page says.

No contact is given: what is public today may be a private person's tomorrow, and search engines keep what they read.
"""

from datetime import date, datetime
from typing import Any

from directory.listings.records.meeting_times import Meeting, next_meetings
from directory.listings.records.models import Listing, Organisation
from directory.listings.records.schedules import Schedule
from directory.places.gazetteer import Gazetteer
from directory.web.page_facts import facts, thing

_NEXT_TIMES = 5
_DAYS = "https://schema.org/"
_MODES = {
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
    (True, True): "MixedEventAttendanceMode",
}


def listing_facts(
    listing: Listing, organisations: list[Organisation], gazetteer: Gazetteer, url: str, now: datetime
) -> dict[str, Any]:
    """A course as Course, what has times as EventSeries with its next Events, and the rest as Service."""
    meetings = next_meetings(listing, now, _NEXT_TIMES)
    held_by = [thing("Organization", {"name": row.called}) for row in organisations]
    about = {"name": listing.name, "url": url, "inLanguage": listing.language}
    where = _where(listing, gazetteer, url)
    if listing.kind == "course":
        runs = [_run(listing, meetings, where, now.date())] if meetings else []
        return facts("Course", {**about, "provider": held_by, "hasCourseInstance": runs})
    if not meetings:
        area = [place["address"] for place in where if "address" in place]
        return facts("Service", {**about, "provider": held_by, "areaServed": area})
    event = {
        **about,
        "location": where,
        "eventAttendanceMode": _mode(listing),
        "eventStatus": f"{_DAYS}EventScheduled",
        "organizer": held_by,
        "isAccessibleForFree": listing.free,
    }
    dates = [thing("Event", {**event, **_times(meeting), **_once(listing, meeting)}) for meeting in meetings]
    schedules = [_schedule(schedule, now.date()) for schedule in listing.schedules]
    return facts(
        "EventSeries", {**event, **_times(meetings[0]), "eventSchedule": schedules, "subEvent": dates}
    )


def organisation_facts(organisation: Organisation, url: str) -> dict[str, Any]:
    """An organisation as Organization: its names and its page here."""
    values = {"name": organisation.called, "alternateName": organisation.other_names, "url": url}
    return facts("Organization", values)


def _run(
    listing: Listing, meetings: list[Meeting], where: list[dict[str, Any]], today: date
) -> dict[str, Any]:
    """The run of a course that can still be gone to. Its first day is known from its evenings."""
    sessions = listing.course.sessions if listing.course else []
    days = (
        {"startDate": sessions[0].on.isoformat(), "endDate": sessions[-1].on.isoformat()} if sessions else {}
    )
    mode = [
        {"in_person": "Onsite", "online": "Online", "phone": "Online"}[format_] for format_ in listing.formats
    ]
    schedules = [] if sessions else [_schedule(schedule, today) for schedule in listing.schedules]
    start = {} if sessions else {"startDate": meetings[0].starts.isoformat()}
    values = {"courseMode": sorted(set(mode)), "location": where, "courseSchedule": schedules}
    return thing("CourseInstance", {**start, **days, **values})


def _where(listing: Listing, gazetteer: Gazetteer, url: str) -> list[dict[str, Any]]:
    """A place with its address, or only its area where the address is not shown; the page itself for what is online."""
    places = [_place(listing, gazetteer)] if "in_person" in listing.formats else []
    if {"online", "phone"} & set(listing.formats):
        places.append(thing("VirtualLocation", {"url": url}))
    return places


def _place(listing: Listing, gazetteer: Gazetteer) -> dict[str, Any]:
    area = gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")
    shown = None if listing.area_only else listing.address
    address = {
        "streetAddress": shown,
        "addressLocality": area.name if area else None,
        "addressRegion": area.county if area else None,
        "addressCountry": "NO",
    }
    known = shown and listing.latitude is not None and not listing.approximate
    point = thing("GeoCoordinates", {"latitude": listing.latitude, "longitude": listing.longitude})
    return thing(
        "Place",
        {
            "name": area.name if area else None,
            "address": thing("PostalAddress", address),
            "geo": point if known else None,
        },
    )


def _times(meeting: Meeting) -> dict[str, Any]:
    return {
        "startDate": meeting.starts.isoformat(),
        "endDate": meeting.ends.isoformat() if meeting.ends else None,
    }


def _once(listing: Listing, meeting: Meeting) -> dict[str, Any]:
    """What is different about one date: that it was moved, and where it is held this once."""
    found: dict[str, Any] = {}
    if meeting.instead_of and meeting.instead_of != meeting.starts.date():
        found["eventStatus"] = f"{_DAYS}EventRescheduled"
        found["previousStartDate"] = meeting.instead_of.isoformat()
    if meeting.address:
        shown = None if listing.area_only else meeting.address
        address = thing("PostalAddress", {"streetAddress": shown, "addressCountry": "NO"})
        found["location"] = [thing("Place", {"name": shown, "address": address})]
    return found


def _schedule(schedule: Schedule, today: date) -> dict[str, Any]:
    """One recurring time. Which-th weekday of a month is `byMonthWeek`; of the last one only the month is said."""
    monthly = schedule.nth is not None
    return thing(
        "Schedule",
        {
            "byDay": f"{_DAYS}{schedule.weekday.capitalize()}",
            "repeatFrequency": "P1M" if monthly else f"P{schedule.every}W",
            "byMonthWeek": schedule.nth if schedule.nth and schedule.nth > 0 else None,
            "startTime": schedule.starts.isoformat(),
            "endTime": schedule.ends.isoformat() if schedule.ends else None,
            "startDate": schedule.from_date.isoformat() if schedule.from_date else None,
            "endDate": schedule.until_date.isoformat() if schedule.until_date else None,
            "exceptDate": [
                changed.on.isoformat() for changed in schedule.changed_dates if changed.on >= today
            ],
            "scheduleTimezone": "Europe/Oslo",
        },
    )


def _mode(listing: Listing) -> str | None:
    remote = bool({"online", "phone"} & set(listing.formats))
    mode = _MODES.get(("in_person" in listing.formats, remote))
    return f"{_DAYS}{mode}" if mode else None
