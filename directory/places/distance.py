"""How far is it? Fast great-circle distances for ranking, and the geodesic for kilometres in print."""

from functools import lru_cache

import numpy as np
from geopy.distance import geodesic
from numpy.typing import ArrayLike, NDArray

# Mean radius of the Earth (IUGG).
EARTH_RADIUS_KM = 6371.0088


def great_circle(
    latitude: float, longitude: float, latitudes: ArrayLike, longitudes: ArrayLike
) -> NDArray[np.float64]:
    """Kilometres from one point to n points (degrees in, shape (n,) out), by the haversine formula.

    Off by less than 0.6 % from the geodesic: good for ordering and for a radius, not for print.
    """
    here, there = np.radians(latitude), np.radians(latitudes)
    east = np.radians(np.asarray(longitudes) - longitude)
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(east / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


@lru_cache(maxsize=50_000)
def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres along the ellipsoid (WGS 84) between two (latitude, longitude) points in degrees."""
    return float(geodesic(a, b).kilometers)
