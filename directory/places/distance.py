"""How far is it? Fast great-circle distances for ranking, and the geodesic for kilometres in print."""

from functools import lru_cache

from geopy.distance import geodesic

# The search index ranks by the same formula, so the two can never disagree.
from search_index.grid import great_circle_km as great_circle

__all__ = ["great_circle", "kilometres"]


@lru_cache(maxsize=50_000)
def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres along the ellipsoid (WGS 84) between two (latitude, longitude) points in degrees."""
    return float(geodesic(a, b).kilometers)
