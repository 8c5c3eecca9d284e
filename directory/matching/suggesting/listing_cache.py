"""What has been read already? Listings as they stand beside the index, and when they meet next.

Most requests ask for the same few hundred listings. The truth stays the database: its state, and whether each listing is public, are
asked for each time.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.listing_record import ListingRecord, record_of, unpack
from directory.listings.records.meeting_times import Meeting, streams
from directory.listings.records.models import Listing
from directory.listings.records.search_document import UNASKED, ages_of, document, for_the_young_alone
from directory.listings.wording.course_words import can_be_joined, is_over
from directory.listings.wording.freshness import is_fresh
from directory.matching.suggesting.neighbours import main_need
from directory.matching.understanding.need import Need
from directory.places.distance import kilometres
from directory.places.models import Place
from directory.vocabulary import PUBLIC_STATUSES
from search_index.masks import Rows
from search_index.payloads import BrokenPayload
from search_index.snapshot import Snapshot

_ROOM = 20_000  # listings; about 3 kB each
_MOST_READ = (
    600  # listings that one question reads from the database where many have changed; the nearest come first
)
_LOOKED_AT = 14
_SHORT_BREAK = timedelta(weeks=3)
FAR_FUTURE = datetime.max.replace(tzinfo=UTC)
# One parameter, however many ids: the statement is the same each time, and what is given back is next to nothing.
_STATUSES = ", ".join(f"'{status}'" for status in PUBLIC_STATUSES)
_SHOWN = f"SELECT 1 FROM listing WHERE id = value AND status IN ({_STATUSES})"  # noqa: S608 (words of ours alone)
_HIDDEN_IN_SQLITE = f"SELECT value FROM json_each(?) WHERE NOT EXISTS ({_SHOWN})"  # noqa: S608
_HIDDEN_IN_POSTGRESQL = f"SELECT value FROM unnest(%s::text[]) asked (value) WHERE NOT EXISTS ({_SHOWN})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class ListingState:
    """How a listing stands, whoever asks. It holds from `since` to `until` (POSIX seconds): midnight, or the end of a meeting.

    `times` are the days of the week and parts of the day on which it meets.
    """

    since: float
    until: float
    meetings: tuple[Meeting, ...]
    first: Meeting | None
    moment: datetime  # of the first of them, in UTC
    times: frozenset[tuple[str, str]]
    fresh: bool
    over: bool
    joinable: bool


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Whom and what a listing is for, and from whom: what many listings have in common. One is known by itself alone."""

    needs: frozenset[str]
    organisations: frozenset[str]
    main_need: str | None
    for_whom: str | None
    ages: tuple[int, int] | None
    young: bool
    for_staff: bool
    for_self: bool
    english: bool

    def is_for_age(self, need: Need) -> bool:
        """Whether it is for somebody of that very age; false where none was said."""
        if self.ages is None:
            return True
        return need.ages is not None and self.ages[0] <= need.ages[0] and need.ages[1] <= self.ages[1]


_shared_profile = lru_cache(maxsize=20_000)(Profile)


class CachedListing:
    """One listing, to be read only. What every question asks of it is laid out plainly."""

    _stamped: ClassVar[tuple[datetime | None, float]] = (None, 0.0)  # of the moment that was asked for last
    __slots__ = (
        "_asked",
        "confirmed",
        "id",
        "listing",
        "point",
        "profile",
        "weight",
        "words",
    )

    def __init__(self, listing: ListingRecord) -> None:
        self.listing = listing
        self.id = listing.id
        self.profile = _profile(listing)
        self.weight = len(listing.needs) + len(listing.audiences)
        self.confirmed = listing.last_confirmed_on.toordinal() if listing.last_confirmed_on else 0
        self.point = _point(listing)
        self.words: dict[object, Any] = {}  # what cards say of it, by language (see `cards`)
        self._asked: tuple[datetime, ListingState] | None = None

    def state(self, now: datetime) -> ListingState:
        """How it stands at `now`. One request asks many times, always with the same moment."""
        asked = self._asked
        if asked is not None and asked[0] is now:
            return asked[1]
        state = asked[1] if asked is not None else None
        if state is None or not state.since <= self._stamp(now) < state.until:
            state = _state_of(self.listing, now)
        self._asked = (now, state)
        return state

    @staticmethod
    def _stamp(now: datetime) -> float:
        """POSIX seconds, worked out once for a request."""
        last, stamp = CachedListing._stamped
        if last is not now:
            stamp = now.timestamp()
            CachedListing._stamped = (now, stamp)
        return stamp

    def meetings(self, now: datetime) -> tuple[Meeting, ...]:
        """The next meeting of each of its times, moved ones before it included; of a course all evenings left."""
        return self.state(now).meetings

    def kilometres(self, place: Place | None) -> float | None:
        """Geodesic; None without a place or a point, and for what is not met in person."""
        if place is None or self.point is None:
            return None
        return kilometres(place.point, self.point)


def _profile(listing: ListingRecord) -> Profile:
    return _shared_profile(
        needs=frozenset(listing.needs),
        organisations=frozenset(listing.organisations),
        main_need=main_need(listing),
        for_whom=listing.for_whom,
        ages=ages_of(listing),
        young=for_the_young_alone(listing),
        for_staff=listing.audiences == ["professional"],
        for_self="self" in listing.audiences,
        english=listing.language == "en",
    )


def _point(listing: ListingRecord) -> tuple[float, float] | None:
    if listing.latitude is None or listing.longitude is None or "in_person" not in listing.formats:
        return None
    return listing.latitude, listing.longitude


def _state_of(listing: ListingRecord, now: datetime) -> ListingState:
    today = now.date()
    midnight = datetime.combine(today + timedelta(days=1), time.min, now.tzinfo)
    meetings = tuple(sorted(_next_of_each(listing, now)))
    fresh = is_fresh(listing, today)
    return ListingState(
        since=now.timestamp(),
        until=min(
            [midnight.timestamp(), *((meeting.ends or meeting.starts).timestamp() for meeting in meetings)]
        ),
        meetings=meetings,
        first=meetings[0] if meetings else None,
        moment=meetings[0].moment if meetings else FAR_FUTURE,
        times=frozenset((meeting.weekday, meeting.part) for meeting in meetings),
        fresh=fresh,
        over=is_over(listing, today),
        joinable=can_be_joined(listing, today) and not _rests_long(listing, meetings, now),
    )


def _rests_long(listing: ListingRecord, meetings: Sequence[Meeting], now: datetime) -> bool:
    """Whether it has a break now, and nobody meets for weeks yet."""
    today = now.date()
    paused = any(
        pause.from_date <= today and (pause.until_date is None or pause.until_date >= today)
        for pause in listing.pauses
    )
    return paused and not (meetings and meetings[0].starts - now < _SHORT_BREAK)


def _next_of_each(listing: ListingRecord, now: datetime) -> Iterator[Meeting]:
    """From each recurring time as far as the first meeting that stands where it always does: later ones are alike."""
    for stream in streams(listing, now):
        for count, meeting in enumerate(stream, start=1):
            yield meeting
            if count == _LOOKED_AT or not (meeting.moved or meeting.number):
                break


class ChangedListings:
    """What a snapshot finds as it was, as it is now in the database, each read once. None is one that would be found elsewhere
    today: it is not shown before the index knows where."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.rows = frozenset(snapshot.columns.ids.rows(snapshot.stale))
        self._read: dict[int, CachedListing | None] = {}

    def listings(self, rows: Rows, session: Session) -> dict[int, CachedListing]:
        """Those of `rows` that have changed; of very many the first."""
        wanted = [row for row in rows.tolist() if row in self.rows]
        unread = [row for row in wanted if row not in self._read][:_MOST_READ]
        ids = {self.snapshot.columns.ids[row]: row for row in unread}
        found: dict[int, CachedListing | None] = dict.fromkeys(unread)
        for listing in session.scalars(select(Listing).where(Listing.id.in_(ids)).options(*UNASKED)):
            if self.snapshot.columns.finds_alike(ids[listing.id], document(listing)):
                found[ids[listing.id]] = CachedListing(record_of(listing))
        self._read |= found
        return {row: cached for row in wanted if (cached := self._read.get(row)) is not None}


class ListingCache:
    """One worker's listings, by the fingerprint of their documents: one that has changed has another, and is read anew.

    `rebuild` makes the index anew: called where it gives something else than was put into it.
    """

    def __init__(self, rebuild: Callable[[], object]) -> None:
        self._held: dict[int, CachedListing] = {}
        self._changed: ChangedListings | None = None
        self._rebuild = rebuild

    def listings(self, snapshot: Snapshot, rows: Rows, session: Session) -> dict[int, CachedListing]:
        """The listings of rows of a snapshot; from the database where they have changed since, or what lies beside the index
        was damaged."""
        changed = self._changed_since(snapshot)
        if changed is None:
            return self._as_they_were(snapshot, rows, session)
        same = np.array([row for row in rows.tolist() if row not in changed.rows], dtype=np.int64)
        return self._as_they_were(snapshot, same, session) | changed.listings(rows, session)

    def _changed_since(self, snapshot: Snapshot) -> ChangedListings | None:
        changed = self._changed
        if not snapshot.stale:
            self._changed = None
            return None
        if changed is None or changed.snapshot is not snapshot:
            self._changed = changed = ChangedListings(snapshot)
        return changed

    def _as_they_were(self, snapshot: Snapshot, rows: Rows, session: Session) -> dict[int, CachedListing]:
        held = self._held
        if len(held) + len(rows) > _ROOM:
            self._held = held = {}
        found, damaged = {}, []
        for row, fingerprint in zip(rows.tolist(), snapshot.fingerprints[rows].tolist(), strict=True):
            cached = held.get(fingerprint)
            if cached is None:
                try:
                    held[fingerprint] = cached = CachedListing(unpack(snapshot.payloads.read(row)))
                except BrokenPayload:
                    damaged.append(row)
                    continue
            found[row] = cached
        return found | self._read_anew(damaged, snapshot, session) if damaged else found

    def _read_anew(
        self, rows: Sequence[int], snapshot: Snapshot, session: Session
    ) -> dict[int, CachedListing]:
        self._rebuild()
        ids = {snapshot.columns.ids[row]: row for row in rows}
        listings = session.scalars(select(Listing).where(Listing.id.in_(ids)))
        return {ids[listing.id]: CachedListing(record_of(listing)) for listing in listings}

    def public_ids(self, session: Session, ids: Sequence[str]) -> set[str]:
        """As `public_ids`: nothing that is held here says it."""
        return public_ids(session, ids)


def public_ids(session: Session, ids: Sequence[str]) -> set[str]:
    """Those of `ids` that are public in the database now, whatever the index says."""
    if not ids:
        return set()
    connection = session.connection()
    sqlite = connection.dialect.name == "sqlite"
    statement, given = (_HIDDEN_IN_SQLITE, json.dumps(ids)) if sqlite else (_HIDDEN_IN_POSTGRESQL, list(ids))
    hidden = connection.exec_driver_sql(statement, (given,)).all()
    return set(ids).difference(id_ for (id_,) in hidden)
