"""Which meetings fit a question, and in which order? Found in the index, and told from the database.

Looking goes through the small records beside the index, and keeps a few numbers of each meeting that fits; what is answered is read from
the database while it is sent. So the whole country needs little more room than one town.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from directory.exchange.exporting.bmlt.asked_meetings import Circle, MeetingQuestion
from directory.exchange.exporting.bmlt.meeting_formats import keys_of, needs_the_document, number_of
from directory.exchange.exporting.bmlt.meeting_rows import (
    length_of,
    number_of_meeting,
    row,
    spoken_length,
    venue_of,
)
from directory.exchange.exporting.bmlt.service_bodies import WHOLE, body_of
from directory.exchange.exporting.meeting_entries import MeetingEntry, entries
from directory.exchange.exporting.public_listings import public_listings
from directory.exchange.exporting.telling import area_of
from directory.listings.records.listing_record import unpack
from directory.listings.records.times_kept import Stored
from directory.matching.suggesting.context import SearchContext
from directory.places.distance import kilometres
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import WEEKDAYS
from search_index.masks import Rows
from search_index.payloads import BrokenPayload

_AT_ONCE = 500
_DAYS = {(number + 1) % 7 + 1: code for number, code in enumerate(WEEKDAYS)}  # 1 is Sunday
# Fields by which the records beside the index can be put in order, or asked.
_IN_RECORD = frozenset(
    "id_bigint worldid_mixed service_body_bigint weekday_tinyint venue_type start_time duration_time lang_enum meeting_name"
    " location_street location_municipality location_province location_sub_province".split()
)


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """One meeting that fits, by its listing and the number of its time."""

    order: tuple[Any, ...]
    id: str
    number: int
    distance_km: float | None


def find(question: MeetingQuestion, context: SearchContext, gazetteer: Gazetteer) -> list[FoundMeeting]:
    """The meetings that fit, in the order that was asked for; of several pages, the one."""
    found = [
        FoundMeeting(_order(entry, question, gazetteer, distance), entry.listing.id, entry.number, distance)
        for entry in _entries(question, context, gazetteer)
        for distance in _distances(entry, question.circle)
        if fits(entry, question, context.now, gazetteer)
    ]
    if question.circle and question.circle.kilometres is None:
        found = sorted(found, key=lambda each: (each.distance_km or 0.0, each.id))[: question.circle.count]
    found.sort(key=lambda each: each.order)
    start = (question.page - 1) * question.size
    return found[start : start + question.size] if question.size else found


def rows_of(
    found: list[FoundMeeting], context: SearchContext, gazetteer: Gazetteer, root: str
) -> Iterator[dict[str, str]]:
    """Those of `found` that are public now, as rows, in their order."""
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        ids = list(dict.fromkeys(each.id for each in some))
        there = {
            (entry.listing.id, entry.number): entry
            for public in public_listings(context.session, gazetteer, ids)
            for entry in entries(public.document, context.now.date())
            if entry.schedule
        }
        for each in some:
            entry = there.get((each.id, each.number))
            if entry:
                yield row(entry, gazetteer, context.now, root, each.distance_km)


def fits(entry: MeetingEntry, question: MeetingQuestion, now: datetime, gazetteer: Gazetteer) -> bool:
    """Whether one meeting is what was asked for, wherever it is."""
    in_formats = question.formats.fits_with_all if question.all_formats else question.formats.fits
    keys = (number_of(key) for key in keys_of(entry, closed=entry.is_closed(now)))
    return (
        question.ids.fits([number_of_meeting(entry.key)])
        and question.weekdays.fits([(entry.day or 0) + 1])
        and question.venues.fits([venue_of(entry)])
        and question.bodies.fits(_bodies(entry, recursive=question.recursive))
        and in_formats(keys)
        and _fits_clock(entry, question)
        and (not question.text or question.text in _text(entry.listing, gazetteer))
        and _fits_key(entry, question, now, gazetteer)
    )


def every_row(context: SearchContext, gazetteer: Gazetteer, root: str) -> Iterator[dict[str, str]]:
    """Every meeting there is, in order of id."""
    for public in public_listings(context.session, gazetteer):
        for entry in entries(public.document, context.now.date()):
            if entry.schedule:
                yield row(entry, gazetteer, context.now, root, None)


def records(context: SearchContext, rows: Rows) -> Iterator[Stored]:
    """The records of these rows, one after the other; none of them is kept."""
    for number in rows.tolist():
        try:
            yield unpack(context.snapshot.payloads.read(number))
        except BrokenPayload:
            anew = context.listing_cache.listings(context.snapshot, np.array([number]), context.session)
            yield from (cached.listing for cached in anew.values())


def _entries(
    question: MeetingQuestion, context: SearchContext, gazetteer: Gazetteer
) -> Iterator[MeetingEntry]:
    rows = _rows(question, context)
    listings: Iterable[Stored] = records(context, rows)
    if context.snapshot.stale or _needs_documents(question):
        listings = (each.document for each in public_listings(context.session, gazetteer, context.ids(rows)))
    for listing in listings:
        yield from (entry for entry in entries(listing, context.now.date()) if entry.schedule)


def _needs_documents(question: MeetingQuestion) -> bool:
    asked = {question.key} if question.key else set()
    formats = question.formats.some | question.formats.none
    return bool(question.text) or not asked <= _IN_RECORD or needs_the_document(formats)


def _rows(question: MeetingQuestion, context: SearchContext) -> Rows:
    """Rows of the index among which all that fits must be."""
    columns, circle = context.columns, question.circle
    mask = columns.everything()
    if question.weekdays.some:
        days = [_DAYS[number] for number in question.weekdays.some if number in _DAYS]
        mask = mask & columns.having("weekday", days)
    if circle and circle.kilometres is not None:
        mask = mask & columns.within(circle.latitude, circle.longitude, circle.kilometres * 1.01)
    return mask.rows()


def _distances(entry: MeetingEntry, circle: Circle | None) -> Iterator[float | None]:
    """How far it is; nothing where it lies outside, or nowhere."""
    listing = entry.listing
    if circle is None:
        yield None
        return
    if listing.latitude is None or listing.longitude is None or "in_person" not in entry.formats:
        return
    far = kilometres((circle.latitude, circle.longitude), (listing.latitude, listing.longitude))
    if circle.kilometres is None or far <= circle.kilometres:
        yield far


def _bodies(entry: MeetingEntry, *, recursive: bool) -> list[int]:
    own = body_of(next(iter(entry.listing.organisations), None))
    return [own, WHOLE] if recursive else [own]


def _fits_clock(entry: MeetingEntry, question: MeetingQuestion) -> bool:
    if entry.schedule is None:
        return False
    starts, lasts = entry.schedule.starts, length_of(entry)
    after, before, end = question.starts_after, question.starts_before, question.ends_before
    begins = datetime.combine(date.min, starts)
    return (
        (after is None or starts > after)
        and (before is None or starts < before)
        and (end is None or begins + lasts <= datetime.combine(date.min, end))
        and (question.shortest is None or lasts >= question.shortest)
        and (question.longest is None or lasts <= question.longest)
    )


def _text(listing: Stored, gazetteer: Gazetteer) -> str:
    area = area_of(listing, gazetteer)
    places = (area.name, area.municipality, area.county) if area else ()
    written = (
        getattr(listing, name, None) for name in ("name", "summary", "first_time", "address", "way_in")
    )
    return " ".join(filter(None, (*written, *places))).casefold()


def _fits_key(entry: MeetingEntry, question: MeetingQuestion, now: datetime, gazetteer: Gazetteer) -> bool:
    if not question.key:
        return True
    if question.key in _IN_RECORD:
        held = str(field_of(entry, question.key, gazetteer))
    else:
        held = row(entry, gazetteer, now, "", None)[question.key]
    held, wanted = held.casefold(), question.value.casefold()
    return wanted in held if question.contains else wanted == held


def _order(
    entry: MeetingEntry, question: MeetingQuestion, gazetteer: Gazetteer, distance: float | None
) -> tuple[Any, ...]:
    usual = ("lang_enum", "weekday_tinyint", "start_time", "id_bigint")
    fields = [name for name in question.order if name in _IN_RECORD] or usual
    first = (distance or 0.0,) if question.by_distance else ()
    return (*first, *(field_of(entry, name, gazetteer) for name in fields), entry.listing.id, entry.number)


def field_of(entry: MeetingEntry, name: str, gazetteer: Gazetteer) -> str | int:
    """One field of `_IN_RECORD`, as it is put in order by."""
    listing, area = entry.listing, area_of(entry.listing, gazetteer)
    starts = f"{entry.schedule.starts:%H:%M:%S}" if entry.schedule else ""
    values: dict[str, str | int] = {
        "id_bigint": number_of_meeting(entry.key),
        "worldid_mixed": entry.key,
        "service_body_bigint": body_of(next(iter(listing.organisations), None)),
        "weekday_tinyint": (entry.day or 0) + 1,
        "venue_type": venue_of(entry),
        "start_time": starts,
        "duration_time": spoken_length(length_of(entry) or timedelta(0)),
        "lang_enum": listing.language,
        "meeting_name": listing.name,
        "location_street": listing.address or "",
        "location_municipality": (area.municipality or area.name) if area else "",
    }
    return values.get(name, area.county if area else "")
