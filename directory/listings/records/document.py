"""How is a listing given out? One document, which `loading.py` reads back to the same listing.

A private person's contact is never in it: only the listing's own page may show one, and only with consent.
"""

from datetime import date, time
from typing import Any

from directory.listings.records.courses import CourseRun
from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule
from directory.places.gazetteer import Gazetteer

_SAME = (
    "id name kind status audiences needs openness leadership leader twelve_step faith_based young age_from age_to"
    " language interpreter sign_language wheelchair hearing_loop cost free referral_needed accompaniment"
    " by_appointment waiting_days may_contact formats municipality_number address way_in area_only approximate"
    " latitude longitude catchment url summary first_time source source_url source_note confirmed_by confirmed_how"
    " demo go_live_note"
).split()

ListingDocument = dict[str, Any]
"""A listing, or a part of one, as it goes out and comes in; the one that `/api/v1/listings/{id}` gives."""


def document_of(listing: Listing, gazetteer: Gazetteer, *, public: bool = True) -> ListingDocument:
    """`listing` as the document of `/api/v1/listings/{id}`. Dates and times are ISO 8601, degrees WGS 84.

    `public=False` also gives the address of a closed group and links that are not shown: for changing it, never
    for giving it out. Private contacts are in neither.
    """
    hides_address = public and listing.area_only
    place = gazetteer.by_id(listing.municipality_number or "")
    organisations = listing.organisations
    return {
        **{name: getattr(listing, name) for name in _SAME},
        "class": listing.class_,
        "for": listing.for_whom,
        "organisation": next(iter(organisations), None),
        "organisations": organisations,
        "municipality": place.municipality if place else None,
        "place": listing.place_id,
        "address": None if hides_address else listing.address,
        "way_in": None if hides_address else listing.way_in,
        "meetings": [_meeting(schedule, public, hides_address) for schedule in listing.schedules],
        "pauses": [
            {"from": _iso(pause.from_date), "until": _iso(pause.until_date), "note": pause.note}
            for pause in listing.pauses
        ],
        "contacts": [
            {"role": contact.role, "phone": contact.phone, "email": contact.email}
            for contact in listing.contacts
            if not contact.private
        ],
        "course": _course(listing.course) if listing.course else None,
        "steps": [{"number": step.number, "text": step.text} for step in listing.steps],
        "pathways": [{"path": way.path, "to": way.to_id, "text": way.text} for way in listing.pathways],
        "source_date": _iso(listing.source_date),
        "last_confirmed_on": _iso(listing.last_confirmed_on),
    }


def _meeting(schedule: Schedule, public: bool, hides_address: bool) -> dict[str, Any]:
    return {
        "weekday": schedule.weekday,
        "starts": _clock(schedule.starts),
        "ends": _clock(schedule.ends),
        "every": schedule.every,
        "nth": schedule.nth,
        "from": _iso(schedule.from_date),
        "until": _iso(schedule.until_date),
        "format": schedule.format,
        "purpose": schedule.purpose,
        "link": None if public and not schedule.link_public else schedule.link,
        "link_public": schedule.link_public,
        "note": schedule.note,
        "changed_dates": [
            {
                "on": _iso(changed.on),
                "moved_to": _iso(changed.moved_to),
                "starts": _clock(changed.starts),
                "ends": _clock(changed.ends),
                "address": None if hides_address else changed.address,
                "note": changed.note,
            }
            for changed in schedule.changed_dates
        ],
    }


def _course(course: CourseRun) -> dict[str, Any]:
    return {
        "programme": course.programme_code,
        "rota": course.rota_code,
        "seats": course.seats,
        "enrolled": course.enrolled,
        "deadline": _iso(course.deadline),
        "sessions": [
            {
                "number": evening.number,
                "on": _iso(evening.on),
                "starts": _clock(evening.starts),
                "ends": _clock(evening.ends),
                "theme": evening.theme,
            }
            for evening in course.sessions
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(clock: time | None) -> str | None:
    return clock.isoformat("minutes") if clock else None
