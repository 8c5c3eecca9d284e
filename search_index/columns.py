"""Which documents fit, how far are they, and when do they meet? An immutable snapshot of numbers in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from search_index.facets import Facets, Group
from search_index.grid import Grid, great_circle_km
from search_index.ids import Ids, as_bytes
from search_index.schema import Document
from search_index.splicing import Splice
from search_index.storage import Arrays

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
DAYS_AHEAD = 64  # one bit each
_FIRST_LOOK_KM = 0.5
_HALF_AROUND_KM = 20_040.0
_MOST_HELD = 1 << 25  # bytes of masks that are looked up once


class Circle(NamedTuple):
    """All points within a great-circle distance of a point (degrees, kilometres)."""

    latitude: float
    longitude: float
    kilometres: float


class Columns:
    """Points, facets and days of all documents, in order of id, so that every worker breaks ties alike."""

    def __init__(
        self,
        ids: Ids,
        points: NDArray[np.float64],
        days: NDArray[np.uint64],
        first_day: int,
        facets: Facets,
        grid: Grid | None = None,
    ) -> None:
        self.ids = ids
        self.facets = facets
        self.points = points
        self._days = days
        self._first_day = first_day
        self._grid = grid or Grid.of(points[:, 0], points[:, 1])
        self._in_grid_order: dict[Group, NDArray[Any]] = {}
        self._having: dict[tuple[str, str], Mask] = {}

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Self:
        """Columns of `documents`, whatever order they come in."""
        ordered = sorted(documents, key=lambda document: document.id)
        first_day = min((day.toordinal() for document in ordered for day in document.days), default=0)
        ids = Ids(as_bytes([document.id for document in ordered]))
        return cls(ids, _points(ordered), _days(ordered, first_day), first_day, Facets.of(ordered))

    @classmethod
    def restore(cls, arrays: Arrays, facts: Mapping[str, Any]) -> Self:
        """The columns whose `arrays` and `facts` were kept."""
        points = arrays["points_by_row"]
        grid = Grid(points[:, 0], points[:, 1], arrays)
        facets = Facets.restore(facts["facets"], arrays, len(points))
        return cls(Ids(arrays["ids"]), points, arrays["days"], facts["first_day"], facets, grid)

    def arrays(self) -> Arrays:
        """What must be kept to have these columns again, with `facts`."""
        mine = {"ids": self.ids.spelled, "points_by_row": self.points, "days": self._days}
        return {**mine, **self.facets.arrays(), **self._grid.arrays()}

    def facts(self) -> dict[str, Any]:
        return {"facets": self.facets.facts(), "first_day": self._first_day}

    def with_changes(self, splice: Splice, documents: Sequence[Document]) -> "Columns":
        """The columns after a change; `documents` are those set in, in order of id."""
        spelled = as_bytes([document.id for document in documents])
        points = splice.apply(self.points, _points(documents))
        return Columns(
            Ids(splice.apply(self.ids.spelled, spelled)),
            points,
            splice.apply(self._days, _days(documents, self._first_day)),
            self._first_day,
            self.facets.with_changes(splice, documents),
            self._grid.with_changes(points[:, 0], points[:, 1], splice),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def everything(self) -> Mask:
        return np.ones(len(self.ids), dtype=np.bool_)

    def having(self, facet: str, values: Collection[str]) -> Mask:
        """Documents with at least one of `values` in `facet`."""
        mask, *others = [self._with(facet, value) for value in values] or [~self.everything()]
        for other in others:
            mask = mask | other
        return mask

    def _with(self, facet: str, value: str) -> Mask:
        """Looked up once, as far as there is room; nobody may write in it."""
        mask = self._having.get((facet, value))
        if mask is None:
            if (len(self._having) + 1) * len(self) > _MOST_HELD:
                self._having = {}
            mask = self.facets.test(facet, (value,))(slice(None))
            mask.setflags(write=False)
            self._having[facet, value] = mask
        return mask

    def values(self, facet: str) -> tuple[str, ...]:
        """All values of `facet` that documents have or had."""
        group, name = self.facets.holder(facet)
        return group.forms.membership(name).values if name else ()

    def keep_known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are documents here."""
        return tuple(id_ for id_ in ids if self.ids.row(id_) is not None)

    def mask_of(self, ids: Iterable[str]) -> Mask:
        """Documents by id; unknown ids are passed over."""
        return self._mask(self.ids.rows(ids))

    def distances(self, latitude: float, longitude: float) -> NDArray[np.float64]:
        """Kilometres from a point to every document; NaN where the document has no point."""
        return great_circle_km(latitude, longitude, self.points[:, 0], self.points[:, 1])

    def within(self, latitude: float, longitude: float, kilometres: float) -> Mask:
        """Documents whose distance is at most `kilometres`; never one without a point."""
        return self._mask(self.rows(circle=Circle(latitude, longitude, kilometres)))

    def rows(self, having: Mapping[str, Collection[str]] | None = None, circle: Circle | None = None) -> Rows:
        """Rows, ascending, with one of the values in every facet of `having`, and inside `circle` where one is given."""
        wanted = dict(having or {})
        if circle is None:
            rows = self._with_one_value(wanted)
            for facet, values in wanted.items():
                rows = rows[self.facets.test(facet, values)(rows)]
            return rows.astype(np.int64)
        inside = self._grid.inside(self._near_circle(wanted, circle), *circle)
        return np.sort(self._grid.rows.take(inside)).astype(np.int64)

    def nearest_with(
        self, having: Mapping[str, Collection[str]], circle: Circle, count: int
    ) -> tuple[int, Rows]:
        """How many documents fit as in `rows`, and the `count` nearest of them, nearest first; ties by id."""
        return self._grid.nearest(self._near_circle(having, circle), *circle, count)

    def _near_circle(self, having: Mapping[str, Collection[str]], circle: Circle) -> Rows:
        """Places in the grid around the circle that fit."""
        found = [np.arange(0)]
        tests = [self._in_grid(facet, values) for facet, values in having.items()]
        for near in self._grid.near(*circle):
            if tests:
                fits = reduce(np.logical_and, [fit.take(codes[near]) for fit, codes in tests])
                found.append(np.flatnonzero(fits) + near.start)
            else:
                found.append(np.arange(near.start, near.stop))
        return np.concatenate(found)

    def _in_grid(self, facet: str, values: Collection[str]) -> tuple[Mask, NDArray[Any]]:
        """For each form of a facet's group whether it has one of `values`; and the forms in the order of the grid."""
        group, name = self.facets.holder(facet)
        if group not in self._in_grid_order:
            self._in_grid_order[group] = group.codes[self._grid.rows]
        return group.fits(name, values), self._in_grid_order[group]

    def _with_one_value(self, wanted: dict[str, Collection[str]]) -> Rows:
        """Where to begin: the rows of the rarest single value, which is taken out of `wanted`; else all."""
        single = {facet: next(iter(values)) for facet, values in wanted.items() if len(values) == 1}
        held = {facet: self.facets.holder(facet) for facet in single}
        found = {facet: group.rows(name, single[facet]) for facet, (group, name) in held.items()}
        if not found:
            return np.arange(len(self))
        rarest = min(found, key=lambda facet: len(found[facet]))
        del wanted[rarest]
        return found[rarest]

    def nearest(self, latitude: float, longitude: float, count: int, among: Mask | None = None) -> Rows:
        """The `count` documents of `among` that lie nearest, nearest first, ties by id; never one without a point."""
        kilometres, found = _FIRST_LOOK_KM, np.arange(0)
        while len(found) < count and kilometres < 4 * _HALF_AROUND_KM:
            circle = Circle(latitude, longitude, kilometres)
            places = self._near_circle({}, circle)
            places = places if among is None else places[among[self._grid.rows[places]]]
            _total, found = self._grid.nearest(places, *circle, count)
            kilometres *= 3
        return found

    def counts(self, mask: Mask, facet: str) -> dict[str, int]:
        """How many documents of `mask` have each value of `facet`; values with none are left out."""
        return self.counts_of(np.flatnonzero(mask), facet)

    def counts_of(self, rows: Rows, facet: str) -> dict[str, int]:
        """As `counts`, of `rows`."""
        group, name = self.facets.holder(facet)
        return group.counts(rows, name)[name]

    def tally(self, rows: Rows) -> dict[str, dict[str, int]]:
        """How many documents of `rows` have each value, for every facet; what none has is left out."""
        return {facet: values for facet, values in self.facets.counts(rows).items() if values}

    def meeting(self, days: Iterable[date]) -> Mask:
        """Documents that meet on one of `days`. What lies more than 64 days after the first known day is not known."""
        mask: Mask = (self._days & self._bits(days)) != 0
        return mask

    def next_day(self, row: int, today: date) -> date | None:
        """The first day from `today` on that the document meets, as far as is known."""
        passed = max(0, min(today.toordinal() - self._first_day, DAYS_AHEAD))
        left = int(self._days[row]) >> passed
        return date.fromordinal(self._first_day + passed + (left & -left).bit_length() - 1) if left else None

    def _bits(self, days: Iterable[date]) -> np.uint64:
        return np.uint64(_day_bits(days, self._first_day))

    def _mask(self, rows: Any) -> Mask:
        mask = np.zeros(len(self.ids), dtype=np.bool_)
        mask[rows] = True
        return mask


def _points(documents: Sequence[Document]) -> NDArray[np.float64]:
    """Latitudes and longitudes; both NaN where one is missing."""
    known = [
        (d.latitude, d.longitude) if d.latitude is not None and d.longitude is not None else (np.nan, np.nan)
        for d in documents
    ]
    return np.array(known, dtype=np.float64).reshape(-1, 2)


def _days(documents: Sequence[Document], first_day: int) -> NDArray[np.uint64]:
    return np.array([_day_bits(document.days, first_day) for document in documents], dtype=np.uint64)


def _day_bits(days: Iterable[date], first_day: int) -> int:
    bits = 0
    for day in days:
        if 0 <= day.toordinal() - first_day < DAYS_AHEAD:
            bits |= 1 << (day.toordinal() - first_day)
    return bits
