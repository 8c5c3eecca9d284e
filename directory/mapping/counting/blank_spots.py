"""Where is nobody? How many people live near something that fits, where there is nothing, and what one more would change.

The people are estimates by postcode (`population.py`), distances are straight lines. Both are said where they are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from directory.mapping.counting.population import People
from directory.mapping.counting.typed_rows import ListingShape, TypedRows
from directory.places.models import Place

NEAR = (10, 25, 50)  # kilometres
_RADIUS_KM = 6371.0088
_AT_ONCE = 256  # postcodes
_KINDS = ("group", "meeting_place")
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SpotQuery:
    """What is looked for: a need and an audience, or whatever there is."""

    need: str | None = None
    audience: str | None = None

    def fits(self, shape: ListingShape) -> bool:
        """A group or a meeting place where people meet."""
        return (
            shape.kind in _KINDS
            and shape.in_person
            and self.need in (None, *shape.needs)
            and self.audience in (None, *shape.audiences)
        )


@dataclass(frozen=True, slots=True)
class Spots:
    """What fits: the points where it is, and the municipalities that have it."""

    points: Points
    municipalities: frozenset[str]


def find_spots(rows: TypedRows, known: Sequence[ListingShape], wanted: SpotQuery) -> Spots:
    """Everything of these rows that fits."""
    fits = np.array([*(wanted.fits(shape) for shape in known), False], dtype=bool)
    chosen = fits[rows.shape] & ~np.isnan(rows.points[:, 0])
    shapes = [known[at] for at in np.unique(rows.shape[fits[rows.shape]]).tolist()]
    numbers = {shape.municipality_number for shape in shapes}
    return Spots(np.unique(rows.points[chosen], axis=0), frozenset(filter(None, numbers)))


def nearest_km(of: Points, spots: Points) -> NDArray[np.float64]:
    """From each point to the nearest spot, along the sphere; infinite where there is none."""
    if not len(spots):
        return np.full(len(of), np.inf)
    there = _vectors(spots).T
    parts = [_vectors(of[at : at + _AT_ONCE]) @ there for at in range(0, len(of), _AT_ONCE)]
    closest = np.concatenate([part.max(axis=1) for part in parts])
    distances: NDArray[np.float64] = _RADIUS_KM * np.arccos(np.clip(closest, -1.0, 1.0))
    return distances


def people_near(people: People, nearest: NDArray[np.float64]) -> list[float]:
    """How many live within each of `NEAR`, as an estimate."""
    return [float(people.people[nearest <= km].sum()) for km in NEAR]


def with_one_more(people: People, nearest: NDArray[np.float64], place: Place) -> list[float]:
    """The same if something started at the middle of a municipality."""
    added = nearest_km(people.points, np.array([place.point]))
    return people_near(people, np.minimum(nearest, added))


def roughly(number: float) -> int:
    """An estimate as it is said: two digits that count, never fewer than a hundred."""
    if number < 1:
        return 0
    step = 10 ** max(floor(log10(number)) - 1, 2)
    return int(round(number / step) * step)


def _vectors(points: Points) -> NDArray[np.float64]:
    latitude, longitude = np.radians(points).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
