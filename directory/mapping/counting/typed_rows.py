"""What does each public listing say that is counted? A shape of codes, read from the records beside the index in one pass.

Nothing of the database is asked. Listings that say the same share one shape, so that what is counted afterwards is few things,
however many listings there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Season = tuple[int, int]  # a year, and its first or second half
_NOWHERE = float("nan")


class CountedSession(msgspec.Struct, frozen=True, gc=False):
    """One evening of a course."""

    on: date


class CountedCourse(msgspec.Struct, frozen=True, gc=False):
    """What is counted of a course's run."""

    programme_code: str | None = None
    sessions: list[CountedSession] = []


class CountedListing(msgspec.Struct, frozen=True, gc=False):
    """What is counted of one public record; the rest of it is passed over unread."""

    kind: str
    class_: str | None = None
    audiences: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    openness: str | None = None
    for_whom: str | None = None
    twelve_step: bool = False
    leadership: str | None = None
    leader: str | None = None
    municipality_number: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    last_confirmed_on: date | None = None
    demo: bool = False
    course: CountedCourse | None = None


class ListingShape(NamedTuple):
    """All that several listings say alike. Fields are called as those of the listing are."""

    kind: str
    class_: str | None
    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    formats: tuple[str, ...]
    organisations: tuple[str, ...]
    openness: str | None
    for_whom: str | None
    twelve_step: bool
    leadership: str | None
    leader: str | None
    municipality_number: str | None
    demo: bool
    programme: str | None
    season: Season | None

    @property
    def in_person(self) -> bool:
        return "in_person" in self.formats


_decode = msgspec.json.Decoder(CountedListing).decode
_alike: Callable[[CountedListing], tuple[Any, ...]] = attrgetter(*ListingShape._fields[:-2])


class Shapes:
    """Numbers for shapes, the same for as long as a worker lives."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.known: list[ListingShape] = []

    def number(self, said: tuple[Any, ...]) -> int:
        """The number of a shape, a new one where it was never seen."""
        found = self._numbers.get(said)
        if found is None:
            found = self._numbers[said] = len(self.known)
            self.known.append(ListingShape(*said))
        return found


@dataclass(frozen=True, slots=True)
class TypedRows:
    """All public listings of one state, in order of id: the shape of each by its number, the day of its last confirmation as an
    ordinal (0 for none), and the point where it is met in degrees (nan for nowhere)."""

    fingerprints: NDArray[np.uint64]
    shape: Ints
    confirmed: Ints
    points: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.fingerprints)


def no_rows() -> TypedRows:
    """A house without listings."""
    empty = np.zeros(0, dtype=np.int32)
    return TypedRows(np.zeros(0, dtype=np.uint64), empty, empty, np.zeros((0, 2)))


def read_packed(packed: Sequence[bytes], fingerprints: NDArray[np.uint64], shapes: Shapes) -> TypedRows:
    """The rows of packed records, with the numbers of `shapes`, which grow."""
    listings = list(map(_decode, packed))
    number, count = shapes.number, len(listings)
    return TypedRows(
        fingerprints,
        np.fromiter((number(_codes_of(each)) for each in listings), np.int32, count),
        np.fromiter((_ordinal(each.last_confirmed_on) for each in listings), np.int32, count),
        np.array([each for listing in listings for each in _point(listing)]).reshape(-1, 2),
    )


def _codes_of(listing: CountedListing) -> tuple[Any, ...]:
    course = listing.course
    if course is None:
        return (*_alike(listing), None, None)
    return (*_alike(listing), course.programme_code, _season(course))


def _season(course: CountedCourse) -> Season | None:
    """The half of the year in which its first evening is; None where no evening has a date."""
    if not course.sessions:
        return None
    first = min(each.on for each in course.sessions)
    return first.year, 1 if first.month <= 6 else 2


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _point(listing: CountedListing) -> tuple[float, float]:
    """Where it is met in person; nowhere for what is not."""
    if listing.latitude is None or listing.longitude is None or "in_person" not in listing.formats:
        return _NOWHERE, _NOWHERE
    return listing.latitude, listing.longitude
