"""What has been read already? Listings as the database had them at one change number, and when they meet next.

Most requests ask for the same few hundred listings, and reading them anew is most of a page's work. The truth stays
the database: its change number and the status of every listing are asked for each time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.database import change_number
from directory.listings.meeting_times import Meeting, streams
from directory.listings.models import Listing, Organisation
from directory.vocabulary import PUBLIC_STATUSES

_ROOM = 5_000  # listings; about 8 kB each
_AT_ONCE = 5_000
_LOOKED_AT = 14


@dataclass(frozen=True, slots=True)
class _Soon:
    """Meetings as they stood at `seen`, which holds until the first of them is over."""

    seen: datetime
    until: datetime | None
    meetings: tuple[Meeting, ...]

    def holds(self, now: datetime) -> bool:
        same_day = self.seen.date() == now.date()
        return same_day and self.seen <= now and (self.until is None or now.astimezone(UTC) < self.until)


class Shelved:
    """One listing, detached from any session, to be read only."""

    __slots__ = ("_soon", "listing")

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._soon: _Soon | None = None

    def meetings(self, now: datetime) -> tuple[Meeting, ...]:
        """The next meeting of each of its times, moved ones before it included; of a course all evenings left."""
        soon = self._soon
        if soon is None or not soon.holds(now):
            found = tuple(sorted(_next_of_each(self.listing, now)))
            ends = [(meeting.ends or meeting.starts).astimezone(UTC) for meeting in found]
            self._soon = soon = _Soon(now, min(ends, default=None), found)
        return soon.meetings


def _next_of_each(listing: Listing, now: datetime) -> Iterator[Meeting]:
    """From each recurring time as far as the first meeting that stands where it always does: later ones are alike."""
    for stream in streams(listing, now):
        for count, meeting in enumerate(stream, start=1):
            yield meeting
            if count == _LOOKED_AT or not (meeting.moved or meeting.number):
                break


class Shelf:
    """One worker's listings. What is found on it is what the database has; the rest is read and put there."""

    def __init__(self) -> None:
        self._held: tuple[int, dict[str, Shelved]] = (-1, {})
        self._codes: tuple[int, tuple[str, ...]] = (-1, ())

    def organisations(self, session: Session) -> tuple[str, ...]:
        """Codes of all organisations in the database now."""
        number, codes = change_number(session), self._codes
        if codes[0] != number:
            codes = (number, tuple(session.scalars(select(Organisation.code).order_by(Organisation.code))))
            self._codes = codes
        return codes[1]

    def public(self, session: Session, ids: Iterable[str]) -> dict[str, Shelved]:
        """Those of `ids` that are public listings in the database now, by id."""
        wanted = list(dict.fromkeys(ids))
        held = self._as_of(change_number(session))
        missing = [id_ for id_ in wanted if id_ not in held]
        if len(held) + len(missing) > _ROOM:
            self._held = (self._held[0], held := {})
            missing = wanted
        for part in _parts(missing):
            for listing in session.scalars(select(Listing).where(Listing.id.in_(part))):
                session.expunge(listing)
                held[listing.id] = Shelved(listing)
        public = public_ids(session, wanted)
        return {id_: held[id_] for id_ in wanted if id_ in public and id_ in held}

    def _as_of(self, number: int) -> dict[str, Shelved]:
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


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at once as one statement may name."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
