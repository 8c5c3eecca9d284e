"""What must hold for every listing in the API's own form, real or made up? What is empty may be left out."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

from directory.vocabulary import (
    AUDIENCES,
    CLASSES,
    CONFIRMED_HOW,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    LEADERS,
    LEADERSHIP,
    NEEDS,
    OPENNESS,
    PATHS,
    PURPOSES,
    STATUSES,
    WEEKDAYS,
)
from tests.data.tables import LISTING_FIELDS, municipality_names, organisation_codes, programme_codes

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])")
SINGLE = {
    "kind": KINDS,
    "status": STATUSES,
    "language": LANGUAGES,
    "class": CLASSES,
    "openness": OPENNESS,
    "for": FOR,
    "leadership": LEADERSHIP,
    "leader": LEADERS,
    "confirmed_how": CONFIRMED_HOW,
}
SEVERAL = {"audiences": AUDIENCES, "needs": NEEDS, "formats": FORMATS, "may_contact": AUDIENCES}
NOWHERE = ("municipality", "municipality_number", "place", "address", "latitude", "longitude")


def faults(listing: dict[str, Any]) -> list[str]:
    """Everything that is wrong with one listing, as messages; empty when it may be loaded."""
    parts = (_form, _codes, _place, _dates, _times, _course, _ways)
    return [fault for part in parts for fault in part(listing)]


def _form(listing: dict[str, Any]) -> list[str]:
    unknown = sorted(set(listing) - LISTING_FIELDS)
    wrong = [f"fields: {unknown}"] if unknown else []
    if not re.fullmatch(r"[A-Za-z0-9]+", listing["id"]):
        wrong.append("id: letters and digits only")
    needed = ("name", "kind", "summary", "source", "audiences", "needs", "formats")
    return wrong + [f"{field}: empty" for field in needed if not listing.get(field)]


def _codes(listing: dict[str, Any]) -> list[str]:
    given = [(field, listing[field], codes) for field, codes in SINGLE.items() if listing.get(field)]
    given += [(field, value, codes) for field, codes in SEVERAL.items() for value in listing.get(field, [])]
    wrong = [f"{field}: {value} is not a code" for field, value, codes in given if value not in codes]
    organisations = listing.get("organisations", [])
    if not organisation_codes().issuperset(organisations):
        wrong.append("organisations: not a code")
    if listing.get("organisation") != next(iter(organisations), None):
        wrong.append("organisation: is not the first of organisations")
    return wrong


def _place(listing: dict[str, Any]) -> list[str]:
    known, number = municipality_names(), listing.get("municipality_number")
    wrong = [f"catchment: {other}" for other in listing.get("catchment", []) if other not in known]
    if "in_person" not in listing["formats"]:
        return wrong + [f"{field}: not for something held nowhere" for field in NOWHERE if listing.get(field)]
    if number is None or known.get(number) != listing["municipality"]:
        return [*wrong, f"municipality: {number} is not {listing.get('municipality')}"]
    if not (57 < listing["latitude"] < 82 and 4 < listing["longitude"] < 34):
        wrong.append("latitude, longitude: not in Norway")
    if not (listing.get("place") or number).startswith(number):
        wrong.append("place: in another municipality")
    if listing.get("area_only") and (listing.get("address") or listing.get("way_in")):
        wrong.append("address: shown, though only the area may be")
    return wrong


def _dates(listing: dict[str, Any]) -> list[str]:
    wrong = []
    if not (listing.get("source_date") or listing.get("source_note")):
        wrong.append("source_date: neither a date nor a note about it")
    for field in ("source_date", "last_confirmed_on"):
        wrong += [f"{field}: not a date"] * (not DAY.fullmatch(listing.get(field) or "2026-01-01"))
    for pause in listing.get("pauses", []):
        wrong += [f"pauses: {pause}"] * (pause["from"] > pause["until"])
    return wrong


def _times(listing: dict[str, Any]) -> list[str]:
    wrong = []
    for meeting in listing.get("meetings", []):
        clocks = CLOCK.fullmatch(meeting["starts"]) and CLOCK.fullmatch(meeting["ends"])
        codes = meeting["weekday"] in WEEKDAYS and meeting.get("purpose", "meeting") in PURPOSES
        counted = meeting.get("every", 1) == 1 or (meeting.get("from") and not meeting.get("nth"))
        begins = not meeting.get("from") or _falls(meeting["from"], meeting)
        changed = all(_falls(change["on"], meeting) for change in meeting.get("changed_dates", []))
        wrong += [f"meetings: {meeting}"] * (not (clocks and codes and counted and begins and changed))
    return wrong


def _falls(day: str, meeting: dict[str, Any]) -> bool:
    return list(WEEKDAYS)[date.fromisoformat(day).weekday()] == meeting["weekday"]


def _course(listing: dict[str, Any]) -> list[str]:
    course = listing.get("course")
    if (listing["kind"] == "course") != (course is not None):
        return ["course: for a course, and for nothing else"]
    if course is None:
        return []
    wrong = [] if course.get("programme") in {None, *programme_codes()} else ["programme: not known"]
    days = [date.fromisoformat(session["on"]) for session in course.get("sessions", [])]
    if any(before >= after or before.weekday() != after.weekday() for before, after in pairwise(days)):
        wrong.append("sessions: not on one weekday, one after the other")
    if days and course.get("deadline") and course["deadline"] > days[0].isoformat():
        wrong.append("deadline: after the first evening")
    return wrong + ["seats: too many enrolled"] * (
        (course.get("enrolled") or 0) > (course.get("seats") or 99)
    )


def _ways(listing: dict[str, Any]) -> list[str]:
    ways, steps = listing.get("pathways", []), [step["number"] for step in listing.get("steps", [])]
    wrong = [
        f"pathways: {way}"
        for way in ways
        if way["path"] not in PATHS or not (way.get("to") or way.get("text"))
    ]
    return wrong + ["steps: not numbered from one"] * (steps != list(range(1, len(steps) + 1)))
