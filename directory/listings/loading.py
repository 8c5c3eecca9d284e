"""How do listings come in? From the API's own form, one JSON object a listing, checked value by value."""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from directory.listings.models import Listing, ListingOrganisation, MeetingTime, Organisation
from directory.places.gazetteer import Gazetteer
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
    Codes,
)
from directory.web.typed import is_clean

_TEXTS = ("address", "phone", "email", "url", "summary", "first_time", "source_url", "source_note")
_MORE_TEXTS = ("confirmed_by", "go_live_note")
_ID = re.compile(r"[A-Za-z0-9]{1,40}")


def put_organisations(session: Session, path: Path) -> None:
    """Add or renew the organisations of a table with the columns of `data/organisations.csv`."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            organisation = session.get(Organisation, row["code"]) or Organisation(code=row["code"])
            organisation.name = row["name"]
            organisation.other_names = _parts(row["former_or_other_names"])
            organisation.audiences = _parts(row["audiences"])
            organisation.needs = _parts(row["needs"])
            organisation.twelve_step = row["twelve_step"] == "1"
            organisation.faith_based = row["faith_based"] == "1"
            organisation.about = row["what_it_is"]
            organisation.confidence = row["confidence"]
            session.add(organisation)


def put_lines(session: Session, lines: Iterable[str], gazetteer: Gazetteer) -> int:
    """Add or replace the listings of JSON lines; nothing is kept of a file with a fault. Returns how many.

    Raises:
        ValueError: names the line and the field.
    """
    count = 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                put(session, json.loads(line), gazetteer)
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from None
            count += 1
    return count


def put(session: Session, row: Mapping[str, Any], gazetteer: Gazetteer) -> Listing:
    """Add or replace one listing.

    Raises:
        ValueError: a value is missing or cannot be used; the text names the field.
    """
    read = _Row(row)
    name = read.required("name")
    listing_id = read.text("id") or _id_of(row)
    if not _ID.fullmatch(listing_id):
        raise ValueError("id must be letters and digits, at most 40")
    listing = session.get(Listing, listing_id) or Listing(id=listing_id)
    listing.name = name
    _put_codes(listing, read)
    _put_place(listing, read, gazetteer)
    _put_facts(listing, read)
    _put_organisations(session, listing, read)
    listing.meetings = [_meeting(item) for item in read.items("meetings")]
    session.add(listing)
    return listing


class _Row:
    """Reads one value at a time; a bad one is named in words."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        if not isinstance(row, Mapping):
            raise ValueError("must be a JSON object")
        self._row = row

    def text(self, name: str) -> str | None:
        value = self._row.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{name} must be text")
        if value and not is_clean(value):
            raise ValueError(f"{name} holds a sign that cannot be kept")
        return (value or "").strip() or None

    def items(self, name: str) -> list[Any]:
        values = self._row.get(name) or []
        if not isinstance(values, list):
            raise ValueError(f"{name} must be a list of objects")
        return values

    def required(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise ValueError(f"{name} is missing")
        return value

    def code(self, name: str, codes: Codes) -> str | None:
        value = self.text(name)
        if value is not None and value not in codes:
            raise ValueError(f"{name} must be one of: {', '.join(codes)}")
        return value

    def codes(self, name: str, codes: Codes) -> list[str]:
        values = self.texts(name)
        for value in values:
            if value not in codes:
                raise ValueError(f"{name} must be from: {', '.join(codes)}")
        return values

    def texts(self, name: str) -> list[str]:
        values = self._row.get(name) or []
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ValueError(f"{name} must be a list of texts")
        if not all(map(is_clean, values)):
            raise ValueError(f"{name} holds a sign that cannot be kept")
        return list(dict.fromkeys(values))

    def flag(self, name: str) -> bool:
        return self._row.get(name) is True

    def day(self, name: str) -> date | None:
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise ValueError(f"{name} must be a date such as 2026-11-24") from None

    def degrees(self, name: str, most: float) -> float | None:
        value = self._row.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
            raise ValueError(f"{name} must be a number of degrees from -{most} to {most}")
        return float(value)


def _put_codes(listing: Listing, read: _Row) -> None:
    listing.kind = read.code("kind", KINDS) or "group"
    listing.class_ = read.code("class", CLASSES)
    listing.status = read.code("status", STATUSES) or "active"
    listing.openness = read.code("openness", OPENNESS)
    listing.for_whom = read.code("for", FOR)
    listing.language = read.code("language", LANGUAGES) or "nb"
    listing.audiences = read.codes("audiences", AUDIENCES)
    listing.needs = read.codes("needs", NEEDS)
    listing.formats = read.codes("formats", FORMATS) or ["in_person"]


def _put_place(listing: Listing, read: _Row, gazetteer: Gazetteer) -> None:
    number = read.text("municipality_number") or read.text("municipality")
    found = gazetteer.find(number).places if number else ()
    if number and len(found) != 1:
        raise ValueError("municipality must be the number or the name of one municipality")
    place = found[0] if found else None
    listing.municipality_number = place.municipality_number if place else None
    listing.place_id = read.text("place")
    if listing.place_id and gazetteer.by_id(listing.place_id) is None:
        raise ValueError("place is not a place id")
    point = gazetteer.by_id(listing.place_id) if listing.place_id else place
    latitude, longitude = read.degrees("latitude", 90), read.degrees("longitude", 180)
    known = latitude is not None and longitude is not None
    listing.latitude = latitude if known else point.latitude if point else None
    listing.longitude = longitude if known else point.longitude if point else None
    listing.area_only = read.flag("area_only")
    listing.approximate = read.flag("approximate") or listing.area_only or (point is not None and not known)
    listing.catchment = read.texts("catchment")


def _put_facts(listing: Listing, read: _Row) -> None:
    for name in (*_TEXTS, *_MORE_TEXTS):
        setattr(listing, name, read.text(name))
    listing.young = read.flag("young")
    listing.twelve_step = read.flag("twelve_step")
    listing.faith_based = read.flag("faith_based")
    listing.demo = read.flag("demo")
    listing.source = read.text("source") or "init --listings"
    listing.source_date = read.day("source_date")
    listing.last_confirmed_on = read.day("last_confirmed_on")
    listing.starts_on = read.day("starts_on")


def _put_organisations(session: Session, listing: Listing, read: _Row) -> None:
    codes = read.texts("organisations")
    first = read.text("organisation")
    if first:
        codes = [first, *(code for code in codes if code != first)]
    for code in codes:
        organisation = session.get(Organisation, code)
        if organisation is None:
            raise ValueError("organisation is not a code of data/organisations.csv")
        listing.twelve_step = listing.twelve_step or organisation.twelve_step
        listing.faith_based = listing.faith_based or organisation.faith_based
    kept = {row.organisation_code: row for row in listing.run_by}
    listing.run_by = [kept.get(code) or ListingOrganisation(organisation_code=code) for code in codes]
    for position, row in enumerate(listing.run_by):
        row.position = position


def _meeting(row: object) -> MeetingTime:
    if not isinstance(row, Mapping):
        raise ValueError("meetings must be a list of objects")
    read = _Row(row)
    weekday = read.code("weekday", WEEKDAYS)
    if weekday is None:
        raise ValueError("meetings: weekday is missing")
    try:
        ends = read.text("ends")
        return MeetingTime(
            weekday=weekday,
            starts=time.fromisoformat(read.required("starts")),
            ends=time.fromisoformat(ends) if ends else None,
        )
    except ValueError:
        raise ValueError("meetings: starts and ends must be times such as 19:00") from None


def _parts(joined: str) -> list[str]:
    return [part for part in joined.split("|") if part]


def _id_of(row: Mapping[str, Any]) -> str:
    """The same listing gets the same id on every machine."""
    content = json.dumps({key: row.get(key) for key in ("name", "municipality", "kind")}, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:10]
