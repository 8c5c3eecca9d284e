"""How do listings come in? From the document (`document.py` writes it), one JSON object a listing."""

import csv
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing, ListingContact, ListingOrganisation, Organisation
from directory.listings.records.parts_loading import (
    course_of,
    keep_if_same,
    pathways_of,
    pauses_of,
    schedules_of,
    steps_of,
)
from directory.listings.records.values import IncomingRow
from directory.places.gazetteer import Gazetteer
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
    STATUSES,
)

_TEXTS = "address way_in url summary first_time cost source_url source_note confirmed_by go_live_note".split()
_KNOWN_OR_NOT = "interpreter sign_language wheelchair hearing_loop free referral_needed accompaniment".split()
_FLAGS = "young twelve_step faith_based demo by_appointment".split()
_ID = re.compile(r"[A-Za-z0-9]{1,40}")
_AT_ONCE = 500


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
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    return _put_all(
        session, ((f"line {number}", _parse(number, line)) for number, line in numbered), gazetteer
    )


def put_rows(session: Session, rows: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> int:
    """As `put_lines`, for objects. Returns how many."""
    return _put_all(session, ((f"row {number}", row) for number, row in enumerate(rows, start=1)), gazetteer)


def _parse(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError(f"line {number}: is not JSON") from None


def _put_all(session: Session, named: Iterable[tuple[str, Any]], gazetteer: Gazetteer) -> int:
    """All listings first, then their pathways: one may lead to a listing of a later line."""
    reads: list[tuple[str, str, IncomingRow]] = []
    for name, row in named:
        with _name_fault(name):
            read = IncomingRow(row)
            reads.append((name, _id(read), read))
    kept = _there_already(session, [id_ for _name, id_, _read in reads])
    organisations = session.scalars(select(Organisation)).all()  # held, so that each is asked for once
    with session.no_autoflush:
        for name, id_, read in reads:
            with _name_fault(name):
                kept[id_] = _put(session, read, gazetteer, kept.get(id_) or Listing(id=id_))
        session.flush()
        for name, id_, read in reads:
            with _name_fault(name):
                kept[id_].pathways = pathways_of(read, session, kept[id_].pathways)
    del organisations
    return len(reads)


@contextmanager
def _name_fault(name: str) -> Iterator[None]:
    """A fault says which line or row it is in."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _there_already(session: Session, ids: list[str]) -> dict[str, Listing]:
    """The listings of these ids that are in the database, fetched together."""
    rows: list[Listing] = []
    for start in range(0, len(ids), _AT_ONCE):
        rows += session.scalars(select(Listing).where(Listing.id.in_(ids[start : start + _AT_ONCE])))
    return {row.id: row for row in rows}


def put(
    session: Session, row: Mapping[str, Any], gazetteer: Gazetteer, *, keep_private: bool = False
) -> Listing:
    """Add or replace one listing, whose pathways lead to listings that are there; with `keep_private` its private
    contacts stay as they are.

    Raises:
        ValueError: a value is missing or cannot be used; the text names the field.
    """
    read = IncomingRow(row)
    id_ = _id(read)
    listing = session.get(Listing, id_) or Listing(id=id_)
    private = [contact for contact in listing.contacts if contact.private and keep_private]
    _put(session, read, gazetteer, listing, private)
    session.flush()
    listing.pathways = pathways_of(read, session, listing.pathways)
    return listing


def _put(
    session: Session,
    read: IncomingRow,
    gazetteer: Gazetteer,
    listing: Listing,
    private: Collection[ListingContact] = (),
) -> Listing:
    listing.name = read.required("name")
    _put_codes(listing, read)
    _put_place(listing, read, gazetteer)
    _put_facts(listing, read)
    _put_organisations(session, listing, read)
    others = [contact for contact in listing.contacts if contact not in private]
    listing.contacts = [*keep_if_same(_contacts(read), others), *private]
    listing.schedules = keep_if_same(schedules_of(read), listing.schedules)
    listing.pauses = keep_if_same(pauses_of(read), listing.pauses)
    listing.course = course_of(read, session, listing.course)
    listing.steps = steps_of(read, listing.steps)
    session.add(listing)
    return listing


def _put_codes(listing: Listing, read: IncomingRow) -> None:
    listing.kind = read.code("kind", KINDS) or "group"
    listing.class_ = read.code("class", CLASSES)
    listing.status = read.code("status", STATUSES) or "active"
    listing.openness = read.code("openness", OPENNESS)
    listing.leadership = read.code("leadership", LEADERSHIP)
    listing.leader = read.code("leader", LEADERS)
    listing.for_whom = read.code("for", FOR)
    listing.language = read.code("language", LANGUAGES) or "nb"
    listing.audiences = read.codes("audiences", AUDIENCES)
    listing.may_contact = read.codes("may_contact", AUDIENCES)
    listing.needs = read.codes("needs", NEEDS)
    listing.formats = read.codes("formats", FORMATS) or ["in_person"]
    listing.confirmed_how = read.code("confirmed_how", CONFIRMED_HOW)


def _put_place(listing: Listing, read: IncomingRow, gazetteer: Gazetteer) -> None:
    wanted = read.text("municipality_number") or read.text("municipality")
    found = gazetteer.find(wanted).places if wanted else ()
    if wanted and (len(found) != 1 or found[0].municipality_number is None):
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
    if any(gazetteer.by_number(number) is None for number in listing.catchment):
        raise ValueError("catchment must be numbers of municipalities")


def _put_facts(listing: Listing, read: IncomingRow) -> None:
    for name in _TEXTS:
        setattr(listing, name, read.text(name))
    for name in _KNOWN_OR_NOT:
        setattr(listing, name, read.yes_or_no(name))
    for name in _FLAGS:
        setattr(listing, name, read.flag(name))
    listing.age_from = read.number("age_from", 0, 120)
    listing.age_to = read.number("age_to", 0, 120)
    listing.waiting_days = read.number("waiting_days", 0, 1000)
    listing.source = read.text("source") or "init --listings"
    listing.source_date = read.day("source_date")
    listing.last_confirmed_on = read.day("last_confirmed_on")


def _put_organisations(session: Session, listing: Listing, read: IncomingRow) -> None:
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


def _contacts(read: IncomingRow) -> list[ListingContact]:
    """The listed contacts, or one made of the row's own `phone` and `email`."""
    contacts = [
        ListingContact(
            role=row.required("role"),
            phone=row.text("phone"),
            email=row.text("email"),
            private=row.flag("private"),
            consent_until=row.day("consent_until"),
            waiting=False,
        )
        for row in read.rows("contacts")
    ]
    phone, email = read.text("phone"), read.text("email")
    if not contacts and (phone or email):
        contacts = [ListingContact(role="Kontakt", phone=phone, email=email)]
    return contacts


def _parts(joined: str) -> list[str]:
    return [part for part in joined.split("|") if part]


def _id(read: IncomingRow) -> str:
    """A row's own id, or one made of what it says, the same on every machine."""
    given = read.text("id")
    if given is None:
        content = "|".join(read.text(name) or "" for name in ("name", "municipality", "kind"))
        return hashlib.sha256(content.encode()).hexdigest()[:10]
    if not _ID.fullmatch(given):
        raise ValueError("id must be letters and digits, at most 40")
    return given
