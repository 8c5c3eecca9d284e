"""How far is everything from the place that was asked for? Reckoned once for all that one request asks."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from directory.places.models import Place
from search_index.columns import Columns
from search_index.grid import cosine_of
from search_index.masks import Mask, Rows

Measure = Callable[[Rows], NDArray[np.float64]]
_LOOKED_UP = 151.0  # kilometres: a little more than what is shown at all
_SPHERE = 0.006  # how far the sphere's distances may lie from the true ones, as a share of them


class Distances:
    """Distances from a place, which may be None. `measure` knows the true distance of rows."""

    def __init__(self, place: Place | None, columns: Columns, measure: Measure) -> None:
        self._place = place
        self._columns = columns
        self._measure = measure
        self._within: dict[float, Mask] = {}
        self._made: dict[object, Mask] = {}
        self._reach = 0.0
        self._found: tuple[Rows, NDArray[np.float64]] = (np.arange(0), np.zeros(0))

    def kilometres(self, rows: Rows) -> NDArray[np.float64]:
        """Along the sphere, of each of `rows`; infinite without a place or a point."""
        if self._place is None:
            return np.full(len(rows), np.inf)
        far = self._columns.distances(*self._place.point, rows)
        return np.where(np.isnan(far), np.inf, far)

    def within(self, radius: float) -> Mask:
        """By the true distance: where the sphere's lies too close to the radius to tell, it is measured. Everything,
        without a place."""
        if self._place is None:
            return self._columns.everything()
        if radius not in self._within:
            rows, cosines = self._near(radius * (1 + _SPHERE))
            inside = cosines >= cosine_of(radius)
            nearer, farther = cosine_of(radius * (1 - _SPHERE)), cosine_of(radius * (1 + _SPHERE))
            doubtful = np.flatnonzero((cosines <= nearer) & (cosines >= farther))
            if len(doubtful):
                inside[doubtful] = self._measure(rows[doubtful]) <= radius
            self._within[radius] = Mask.of_rows(rows[inside], len(self._columns))
        return self._within[radius]

    def nearest(self, rows: Rows, start: int, end: int) -> Rows:
        """`rows`, which ascend, by the true distance to what is met in person, the rest after them as they were. They are right
        from `start` to `end`; only what may stand there by the sphere's distance is measured."""
        far = self.kilometres(rows)
        far[~self._columns.having("format", ("in_person",)).holds(rows)] = np.inf
        order = np.argsort(far, kind="stable")
        rows, far = rows[order], far[order]
        end = min(end, int(np.searchsorted(far, np.inf)))
        if start < end:
            slack = (1 + _SPHERE) / (1 - _SPHERE)
            low, high = far[start] / slack, far[end - 1] * slack
            first, last = np.searchsorted(far, low), np.searchsorted(far, high, side="right")
            near = np.sort(rows[first:last])
            rows[first:last] = near[np.argsort(self._measure(near), kind="stable")]
        return rows

    def once(self, key: object, make: Callable[[], Mask]) -> Mask:
        """What one request works out of this place again and again, worked out once by `key`."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def _near(self, kilometres: float) -> tuple[Rows, NDArray[np.float64]]:
        """What lies within so many kilometres, and maybe farther, and the cosine of how far each is: looked up once for all radii."""
        assert self._place
        if kilometres > self._reach:
            self._reach = max(kilometres, _LOOKED_UP)
            self._found = self._columns.near(*self._place.point, self._reach)
        return self._found
