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
_CELL = (0.1, 0.2)  # degrees
_ROUND = 10_000  # more cells than there are around the earth
_SLACK = 1e-6  # an angle of six metres: what is lost by rounding
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
    """From each point to the nearest spot, along the sphere; infinite where there is none.

    Both are put together by cells of the map. A cell of spots is looked at only where it may hold the nearest one.
    """
    if not len(spots) or not len(of):
        return np.full(len(of), np.inf)
    here, there = PointCells.of(of), PointCells.of(spots)
    apart = _angles(here.middles @ there.middles.T)
    surely = apart.min(axis=1) + here.radii
    may_hold = apart - here.radii[:, None] - there.radii <= surely[:, None] + _SLACK
    closest = np.empty(len(of))
    for cell, asked in enumerate(here.members):
        held = np.concatenate([there.members[at] for at in np.flatnonzero(may_hold[cell]).tolist()])
        closest[asked] = (here.vectors[asked] @ there.vectors[held].T).max(axis=1)
    distances: NDArray[np.float64] = _RADIUS_KM * _angles(closest)
    return distances


@dataclass(frozen=True, slots=True)
class PointCells:
    """Points as unit vectors, by cells: of each cell its points, one of them as its middle, and how far from that the others are, as an angle."""

    vectors: Points
    members: list[NDArray[np.int64]]
    middles: Points
    radii: NDArray[np.float64]

    @classmethod
    def of(cls, points: Points) -> "PointCells":
        rows, columns = np.floor(points / _CELL).astype(np.int64).T
        order = np.argsort(rows * _ROUND + columns, kind="stable")
        _cells, begins = np.unique((rows * _ROUND + columns)[order], return_index=True)
        vectors, members = _vectors(points), np.split(order, begins[1:])
        middles = vectors[[each[0] for each in members]]
        sizes = [len(each) for each in members]
        beside = (vectors[order] * np.repeat(middles, sizes, axis=0)).sum(axis=1)
        return cls(vectors, members, middles, np.maximum.reduceat(_angles(beside), begins))


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


def _angles(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    angles: NDArray[np.float64] = np.arccos(np.clip(cosines, -1.0, 1.0))
    return angles


def _vectors(points: Points) -> NDArray[np.float64]:
    latitude, longitude = np.radians(points).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
