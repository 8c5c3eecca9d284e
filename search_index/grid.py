"""Which points lie within a radius? Points sorted by bands of latitude, then longitude, so that only near ones are read.

The answer is that of a plain look at every point, but for what lies within a decimetre of the border.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from search_index.masks import Mask
from search_index.splicing import Splice
from search_index.storage import Arrays

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
_BANDS_A_DEGREE = 10
_TURN = 720.0  # keys of one band lie within 360 of each other; twice that keeps bands apart
_FEW = 4_000  # points that are looked at as quickly as bands are looked up
_MANY_BANDS, _AT_ONCE = 4, 4_000  # so few points in so many bands are looked at in one go

Points = NDArray[np.float64]
Rows = NDArray[np.int64]


def great_circle_km(
    latitude: float, longitude: float, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Haversine kilometres from one point to many (degrees, WGS 84). Up to 0.56% off the ellipsoid; NaN stays NaN."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    phis, lams = np.radians(latitudes), np.radians(longitudes)
    h = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin((lams - lam) / 2) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1.0)))
    return distances


def cosine_of(kilometres: float) -> float:
    """The cosine of the angle that so many kilometres along the sphere are: the nearer, the larger."""
    return math.cos(min(kilometres / EARTH_RADIUS_KM, math.pi))


def _band(latitudes: Any) -> Any:
    return np.floor((latitudes + 90.0) * _BANDS_A_DEGREE)


def _keys(latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    keys: NDArray[np.float64] = _band(latitudes) * _TURN + (longitudes + 180.0) % 360.0
    return keys


def _on_sphere(latitudes: Any, longitudes: Any) -> tuple[Any, Any, Any]:
    """Points of the unit sphere: x, y and z."""
    phi, lam = np.radians(latitudes), np.radians(longitudes)
    return np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)


class Grid:
    """The points of the documents that have one. `points`: latitude and longitude of every row, NaN where it has none."""

    def __init__(self, points: Points, arrays: Arrays) -> None:
        self._points = points
        self.keys: NDArray[np.float64] = arrays["keys"]
        self.rows: Rows = arrays[
            "rows"
        ]  # as numpy counts places: narrower numbers it would copy for each question
        self._axes: tuple[NDArray[np.float64], ...] = (arrays["x"], arrays["y"], arrays["z"])

    @classmethod
    def of(cls, points: Points) -> Self:
        """A grid of all rows whose coordinates are numbers."""
        rows = np.flatnonzero(~np.isnan(points).any(axis=1))
        keys = _keys(*points[rows].T)
        order = np.argsort(keys, kind="stable")
        rows = rows[order]
        axes = zip("xyz", _on_sphere(*points[rows].T), strict=True)
        return cls(points, {"keys": keys[order], "rows": rows, **dict(axes)})

    def arrays(self) -> Arrays:
        """What must be kept to have this grid again."""
        return {"keys": self.keys, "rows": self.rows, **dict(zip("xyz", self._axes, strict=True))}

    def with_changes(self, points: Points, rows: Splice) -> "Grid":
        """The grid after `rows` have changed; `points` are those after the change."""
        if rows.replaces and np.array_equal(self._points[rows.gone], points[rows.gone], equal_nan=True):
            return Grid(points, self.arrays())
        moved, placed = rows.new_rows, rows.places
        new = placed[~np.isnan(points[placed]).any(axis=1)]
        new = new[np.argsort(_keys(*points[new].T), kind="stable")]
        keys = _keys(*points[new].T)
        mine = moved[self.rows].astype(np.int64)
        cut = Splice(len(mine), np.flatnonzero(mine < 0), np.searchsorted(self.keys, keys))
        axes = zip(self._axes, _on_sphere(*points[new].T), strict=True)
        arrays = {"keys": cut.apply(self.keys, keys), "rows": cut.apply(mine, new)}
        arrays |= dict(zip("xyz", (cut.apply(old, added) for old, added in axes), strict=True))
        return Grid(points, arrays)

    def near(self, latitude: float, longitude: float, kilometres: float) -> tuple[Rows, NDArray[np.float64]]:
        """The rows that lie within `kilometres`, in no order, right to a decimetre; and of each the cosine of how far it is, which
        `cosine_of` compares with a distance."""
        limit = cosine_of(kilometres)
        rows, cosines = [self.rows[:0]], [np.zeros(0)]
        for near, cosine in self._look(latitude, longitude, kilometres):
            inside = np.flatnonzero(cosine >= limit)
            rows.append(self.rows[near][inside])
            cosines.append(cosine[inside])
        return np.concatenate(rows), np.concatenate(cosines)

    def within(self, latitude: float, longitude: float, kilometres: float) -> Mask:
        """As `near`, where only the rows are asked for."""
        flags, limit = np.zeros(len(self._points), dtype=np.bool_), cosine_of(kilometres)
        for near, cosine in self._look(latitude, longitude, kilometres):
            flags[self.rows[near]] = cosine >= limit
        return Mask.of(flags)

    def _look(
        self, latitude: float, longitude: float, kilometres: float
    ) -> Iterator[tuple[slice | Rows, NDArray[np.float64]]]:
        """Where in this grid all points stand that may lie within the radius, and the cosines of how far they are."""
        here = _on_sphere(latitude, longitude)
        for near in _few_in_one(self._find_slices(latitude, longitude, kilometres)):
            # Three plain sums: a matrix product would wake the threads of the linear algebra library.
            x, y, z = (axis[near] * at for axis, at in zip(self._axes, here, strict=True))
            x += y
            x += z
            yield near, x

    def _find_slices(self, latitude: float, longitude: float, kilometres: float) -> list[slice]:
        """Where in this grid all points stand that may lie within the radius, and some that do not."""
        if len(self.rows) <= _FEW:
            return [slice(0, len(self.rows))]
        reach = math.degrees(min(kilometres / EARTH_RADIUS_KM, math.pi)) + 1e-9
        first, last = _band(max(latitude - reach, -90.0)), _band(min(latitude + reach, 90.0))
        bands = np.arange(first, last + 1)
        half = np.minimum(_half_width(latitude, math.radians(reach), bands), 180.0)
        west = (longitude - half + 180.0) % 360.0
        everything = half >= 179.9
        west[everything] = 0.0
        east = np.where(everything, 360.0, west + 2 * half)
        ranges = np.searchsorted(self.keys, [bands * _TURN + west, bands * _TURN + np.minimum(east, 360.0)])
        over = east > 360.0  # past the date line: what is left begins again in the west
        if over.any():
            wrapped = np.array([bands[over] * _TURN, bands[over] * _TURN + east[over] - 360.0])
            ranges = np.concatenate([ranges, np.searchsorted(self.keys, wrapped)], axis=1)
        return [slice(first, last) for first, last in ranges.T.tolist() if first < last]


def _few_in_one(slices: list[slice]) -> Sequence[slice | Rows]:
    """`slices`; where few points stand in them, all of these at once, which is quicker than band by band."""
    if len(slices) < _MANY_BANDS or sum(each.stop - each.start for each in slices) > _AT_ONCE:
        return slices
    return [np.concatenate([np.arange(each.start, each.stop) for each in slices])]


def _half_width(latitude: float, reach: float, bands: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many degrees of longitude a circle reaches to each side, at most, in each band."""
    phi = math.radians(latitude)
    low = np.radians(bands / _BANDS_A_DEGREE - 90.0)
    high = low + math.radians(1 / _BANDS_A_DEGREE)
    widest = math.asin(min(1.0, max(-1.0, math.sin(phi) / math.cos(reach)))) if reach < math.pi / 2 else 0.0
    at = np.clip(widest, low, high)
    across = np.maximum(np.cos(phi) * np.cos(at), 1e-300)
    h = (math.sin(reach / 2) ** 2 - np.sin((at - phi) / 2) ** 2) / across
    wide: NDArray[np.float64] = np.degrees(2 * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0)))) + 1e-6
    # Past a pole or a quarter of the globe the formula's one maximum is no longer the widest place.
    if reach >= math.pi / 2 or abs(phi) + reach >= math.pi / 2:
        wide[:] = 180.0
    return wide
