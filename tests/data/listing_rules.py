"""What must hold for every listing in the API's own form, real or made up?"""

import re
from datetime import date
from typing import Any

from directory.vocabulary import (
    AUDIENCES,
    CLASSES,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    NEEDS,
    OPENNESS,
    STATUSES,
    WEEKDAYS,
)
from tests.data.tables import LISTING_FIELDS, municipality_names, organisation_codes

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])")
SINGLE = {"kind": KINDS, "status": STATUSES, "language": LANGUAGES}
SINGLE_OR_NONE = {"class": CLASSES, "openness": OPENNESS, "for": FOR}
SEVERAL = {"audiences": AUDIENCES, "needs": NEEDS, "formats": FORMATS}


def faults(listing: dict[str, Any]) -> list[str]:
    """Everything that is wrong with one listing, in words; empty when it may be loaded."""
    return [*_form(listing), *_codes(listing), *_place(listing), *_dates(listing)]


def _form(listing: dict[str, Any]) -> list[str]:
    if set(listing) != LISTING_FIELDS:
        return [f"fields: {sorted(set(listing) ^ LISTING_FIELDS)}"]
    wrong = [] if re.fullmatch(r"[A-Za-z0-9]+", listing["id"]) else ["id: letters and digits only"]
    return wrong + [
        f"{field}: empty"
        for field in ("name", "summary", "source", "audiences", "needs")
        if not listing[field]
    ]


def _codes(listing: dict[str, Any]) -> list[str]:
    given = [(field, listing[field], codes) for field, codes in SINGLE.items()]
    given += [
        (field, listing[field], codes)
        for field, codes in SINGLE_OR_NONE.items()
        if listing[field] is not None
    ]
    given += [(field, value, codes) for field, codes in SEVERAL.items() for value in listing[field]]
    wrong = [f"{field}: {value} is not a code" for field, value, codes in given if value not in codes]
    if not organisation_codes().issuperset(listing["organisations"]):
        wrong.append("organisations: not a code")
    if listing["organisation"] != next(iter(listing["organisations"]), None):
        wrong.append("organisation: is not the first of organisations")
    return wrong


def _place(listing: dict[str, Any]) -> list[str]:
    known, number = municipality_names(), listing["municipality_number"]
    wrong = [
        f"catchment: {other} is not a municipality" for other in listing["catchment"] if other not in known
    ]
    if "in_person" not in listing["formats"]:
        fields = ("municipality", "municipality_number", "place", "address", "latitude", "longitude")
        return wrong + [
            f"{field}: not for something held apart from places" for field in fields if listing[field]
        ]
    if known.get(number) != listing["municipality"]:
        wrong.append(f"municipality: {number} is not {listing['municipality']}")
    if not (57 < listing["latitude"] < 82 and 4 < listing["longitude"] < 34):
        wrong.append("latitude, longitude: not in Norway")
    if not (listing["place"] or number).startswith(number):
        wrong.append("place: in another municipality")
    if listing["area_only"] and listing["address"]:
        wrong.append("address: shown, though only the area may be")
    return wrong


def _dates(listing: dict[str, Any]) -> list[str]:
    wrong = [f"meetings: {meeting}" for meeting in listing["meetings"] if not _is_meeting(meeting)]
    if listing["starts_on"]:
        weekday = list(WEEKDAYS)[date.fromisoformat(listing["starts_on"]).weekday()]
        wrong += [f"starts_on: {weekday}"] * (
            weekday not in [each["weekday"] for each in listing["meetings"]]
        )
    if not (listing["source_date"] or listing["source_note"]):
        wrong.append("source_date: neither a date nor a note about it")
    dated = [field for field in ("source_date", "last_confirmed_on") if listing[field]]
    return wrong + [f"{field}: not a date" for field in dated if not DAY.fullmatch(listing[field])]


def _is_meeting(meeting: dict[str, str]) -> bool:
    clocks = CLOCK.fullmatch(meeting["starts"]) and CLOCK.fullmatch(meeting["ends"])
    return bool(clocks) and meeting["weekday"] in WEEKDAYS
