"""What has been read already? Listings as the database had them at one change number, and when they meet next.

Most requests ask for the same few hundred listings, and reading them anew is most of a page's work. The truth stays
the database: its change number and the status of every listing are asked for each time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db.request_sessions import session_change_number
from directory.listings.records.meeting_times import Meeting, streams
from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.course_words import can_be_joined, is_over
from directory.listings.wording.freshness import is_fresh
from directory.places.distance import kilometres
from directory.places.models import Place
from directory.vocabulary import PUBLIC_STATUSES, STATUSES

_ROOM = 5_000  # listings; about 8 kB each
_AT_ONCE = 5_000
_LOOKED_AT = 14
_HIDDEN = [status for status in STATUSES if status not in PUBLIC_STATUSES]
_LISTINGS = Listing.__table__.c
_HIDDEN_IDS = select(_LISTINGS.id).where(_LISTINGS.status.in_(_HIDDEN))
_NOT_PUBLIC = str(_HIDDEN_IDS.compile(compile_kwargs={"literal_binds": True}))  # put together once


@dataclass(frozen=True, slots=True)
class ListingState:
    """How a listing stands, whoever asks. It holds from `since` to `until` (POSIX seconds): midnight, or the end of a meeting.

    `times` are the days of the week and parts of the day on which it meets; `sinks` is what puts it last.
    """

    since: float
    until: float
    meetings: tuple[Meeting, ...]
    times: frozenset[tuple[str, str]]
    fresh: bool
    over: bool
    sinks: tuple[bool, bool]

    def holds(self, now: datetime) -> bool:
        return self.since <= now.timestamp() < self.until


class CachedListing:
    """One listing, detached from any session, to be read only. What every question asks of it is laid out plainly."""

    __slots__ = (
        "_state",
        "confirmed",
        "for_staff",
        "for_whom",
        "id",
        "listing",
        "needs",
        "organisations",
        "point",
        "weight",
        "words",
        "young",
    )

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.id = listing.id
        self.needs = frozenset(listing.needs)
        self.organisations = frozenset(listing.organisations)
        self.for_whom = listing.for_whom
        self.young = listing.young
        self.for_staff = listing.audiences == ["professional"]
        self.weight = len(listing.needs) + len(listing.audiences)
        self.confirmed = listing.last_confirmed_on.toordinal() if listing.last_confirmed_on else 0
        self.point = _point(listing)
        self.words: dict[object, Any] = {}  # what cards say of it, by language (see `cards`)
        self._state: ListingState | None = None

    def state(self, now: datetime) -> ListingState:
        """How it stands at `now`."""
        state = self._state
        if state is None or not state.holds(now):
            self._state = state = _state_of(self.listing, now)
        return state

    def meetings(self, now: datetime) -> tuple[Meeting, ...]:
        """The next meeting of each of its times, moved ones before it included; of a course all evenings left."""
        return self.state(now).meetings

    def kilometres(self, place: Place | None) -> float | None:
        """Geodesic; None without a place or a point, and for what is not met in person."""
        if place is None or self.point is None:
            return None
        return kilometres(place.point, self.point)


def _point(listing: Listing) -> tuple[float, float] | None:
    if listing.latitude is None or listing.longitude is None or "in_person" not in listing.formats:
        return None
    return listing.latitude, listing.longitude


def _state_of(listing: Listing, now: datetime) -> ListingState:
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
        times=frozenset((meeting.weekday, meeting.part) for meeting in meetings),
        fresh=fresh,
        over=is_over(listing, today),
        sinks=(not fresh, not can_be_joined(listing, today)),
    )


def _next_of_each(listing: Listing, now: datetime) -> Iterator[Meeting]:
    """From each recurring time as far as the first meeting that stands where it always does: later ones are alike."""
    for stream in streams(listing, now):
        for count, meeting in enumerate(stream, start=1):
            yield meeting
            if count == _LOOKED_AT or not (meeting.moved or meeting.number):
                break


class ListingCache:
    """One worker's listings. What is found on it is what the database has; the rest is read and put there."""

    def __init__(self) -> None:
        self._held: tuple[int, dict[str, CachedListing]] = (-1, {})
        self._codes: tuple[int, tuple[str, ...]] = (-1, ())

    def organisations(self, session: Session) -> tuple[str, ...]:
        """Codes of all organisations in the database now."""
        number, codes = session_change_number(session), self._codes
        if codes[0] != number:
            codes = (number, tuple(session.scalars(select(Organisation.code).order_by(Organisation.code))))
            self._codes = codes
        return codes[1]

    def public(self, session: Session, ids: Iterable[str]) -> dict[str, CachedListing]:
        """Those of `ids` that are public listings in the database now, by id."""
        wanted = list(dict.fromkeys(ids))
        held, gone = self._as_of(session_change_number(session)), _not_public(session)
        missing = [id_ for id_ in wanted if id_ not in held]
        if len(held) + len(missing) > _ROOM:
            self._held = (self._held[0], held := {})
            missing = wanted
        for part in _parts(missing):
            for listing in session.scalars(select(Listing).where(Listing.id.in_(part))):
                session.expunge(listing)
                held[listing.id] = CachedListing(listing)
        return {id_: held[id_] for id_ in wanted if id_ in held and id_ not in gone}

    def _as_of(self, number: int) -> dict[str, CachedListing]:
        """What is held of the state `number`. The number is read before the listings, so they are never older."""
        held = self._held
        if held[0] != number:
            self._held = held = (number, {})
        return held[1]


def public_ids(session: Session, ids: Sequence[str]) -> set[str]:
    """Those of `ids` that are public in the database now."""
    found: set[str] = set()
    for part in _parts(ids):
        found.update(
            session.scalars(
                select(Listing.id).where(Listing.id.in_(part), Listing.status.in_(PUBLIC_STATUSES))
            )
        )
    return found


def _not_public(session: Session) -> frozenset[str]:
    """Ids of the listings that nobody may see now, whoever hid them; asked for once in a session."""
    if "not_public" not in session.info:
        session.info["not_public"] = frozenset(
            session.connection().exec_driver_sql(_NOT_PUBLIC).scalars().all()
        )
    found: frozenset[str] = session.info["not_public"]
    return found


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at once as one statement may name."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
