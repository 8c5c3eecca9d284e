"""How far is everything from the place that was asked for? Reckoned once for all that one request asks."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from directory.places.models import Place
from search_index.columns import Columns, Mask

Rows = NDArray[np.int64]
Measure = Callable[[Rows], NDArray[np.float64]]
_SPHERE = 0.006  # how far the sphere's distances may lie from the true ones, as a share of them


class Distances:
    """Distances from a place, which may be None. `measure` knows the true distance of rows."""

    def __init__(self, place: Place | None, columns: Columns, measure: Measure) -> None:
        self.place = place
        self._measure = measure
        self._everything = columns.everything()
        self._within: dict[float, Mask] = {}
        if place is None:
            self.kilometres = np.full(len(columns), np.inf)
        else:
            far = columns.distances(place.latitude, place.longitude)
            self.kilometres = np.where(np.isnan(far), np.inf, far)

    def within(self, radius: float) -> Mask:
        """By the true distance: where the sphere's lies too close to the radius to tell, it is measured."""
        if self.place is None:
            return self._everything
        if radius not in self._within:
            inside = self.kilometres <= radius
            doubtful = np.flatnonzero(np.abs(self.kilometres - radius) <= radius * _SPHERE)
            if len(doubtful):
                inside[doubtful] = self._measure(doubtful) <= radius
            inside.setflags(write=False)
            self._within[radius] = inside
        return self._within[radius]
