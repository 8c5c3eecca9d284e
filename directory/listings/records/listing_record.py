"""What does a page need of a listing that it names among others? A small record, kept beside the index instead of in the database.

Only what is public is in it: no contact, no note, neither the address of a closed group nor a link that is not shown.
"""

from datetime import date, time
from typing import Any

import msgspec

from directory.listings.records.models import Listing
from directory.vocabulary import ROLES

_ELSEWHERE = "…"  # a closed group's date is held at another place; where that is, is not said


class PublicRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """Fields are called as the columns are."""


class ChangedDateRecord(PublicRecord, frozen=True):
    """One date of a meeting that is cancelled or moved."""

    on: date
    moved_to: date | None = None
    starts: time | None = None
    ends: time | None = None
    address: str | None = None
    note: str | None = None
    reason: str | None = None


class MeetingRecord(PublicRecord, frozen=True):
    """One recurring time."""

    weekday: str
    starts: time
    ends: time | None = None
    every: int = 1
    nth: int | None = None
    from_date: date | None = None
    until_date: date | None = None
    format: str | None = None
    purpose: str = "meeting"
    link: str | None = None
    link_public: bool = False
    note: str | None = None
    changed_dates: list[ChangedDateRecord] = []


class PauseRecord(PublicRecord, frozen=True):
    """A break from one day through another."""

    from_date: date
    until_date: date | None = None
    note: str | None = None


class EveningRecord(PublicRecord, frozen=True):
    """One evening of a course."""

    number: int
    on: date
    starts: time
    ends: time | None = None
    theme: str | None = None


class CourseRecord(PublicRecord, frozen=True):
    """One run of a course."""

    programme_code: str | None = None
    seats: int | None = None
    enrolled: int | None = None
    deadline: date | None = None
    sessions: list[EveningRecord] = []


class PathwayRecord(PublicRecord, frozen=True):
    """What a listing leads to."""

    path: str
    to_id: str | None = None
    text: str | None = None


class ListingRecord(PublicRecord, frozen=True):
    """One public listing, as cards, reasons, times and choices need it."""

    id: str
    name: str
    kind: str
    status: str = "active"
    class_: str | None = None
    audiences: list[str] = []
    needs: list[str] = []
    formats: list[str] = []
    organisations: list[str] = []
    openness: str | None = None
    for_whom: str | None = None
    young: bool = False
    twelve_step: bool = False
    faith_based: bool = False
    age_from: int | None = None
    age_to: int | None = None
    leadership: str | None = None
    leader: str | None = None
    language: str = "nb"
    by_appointment: bool = False
    waiting_days: int | None = None
    municipality_number: str | None = None
    place_id: str | None = None
    address: str | None = None
    area_only: bool = False
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False
    catchment: list[str] = []
    source_date: date | None = None
    last_confirmed_on: date | None = None
    confirmed_by: str | None = None
    confirmed_how: str | None = None
    demo: bool = False
    schedules: list[MeetingRecord] = []
    pauses: list[PauseRecord] = []
    course: CourseRecord | None = None
    pathways: list[PathwayRecord] = []


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(ListingRecord).decode


def record_of(listing: Listing) -> ListingRecord:
    """The record of a listing as it stands in the database."""
    whole: ListingRecord = msgspec.convert(listing, ListingRecord, from_attributes=True)
    return msgspec.structs.replace(
        whole,
        address=None if whole.area_only else whole.address,
        confirmed_by=whole.confirmed_by if whole.confirmed_by in ROLES else None,
        schedules=[_hide_unshown(each, whole.area_only) for each in whole.schedules],
    )


def pack(record: ListingRecord) -> bytes:
    """As it is kept."""
    return _encode(record)


def unpack(packed: bytes) -> ListingRecord:
    """A record that was packed.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _decode(packed)


def _hide_unshown(meeting: MeetingRecord, area_only: bool) -> MeetingRecord:
    hidden: dict[str, Any] = {} if meeting.link_public else {"link": None}
    if area_only:
        hidden["changed_dates"] = [
            msgspec.structs.replace(each, address=_ELSEWHERE if each.address else None)
            for each in meeting.changed_dates
        ]
    return msgspec.structs.replace(meeting, **hidden)
