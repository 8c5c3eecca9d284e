"""Is there a fjord or the sea between? Known only where the outlines of two counties leave water between them."""

import re
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from directory.places.models import Place
from directory.places.outlines import COUNTY, on_map, outlines

_NEAR_KM = 60  # farther away nobody goes straight
_WIDE_KM = 3  # narrower water has bridges, or is drawn too coarsely
_SHARE = 0.45  # a line that touches water in passing follows the shore, and so does the road
_NUMBER = re.compile(r"-?(?:\d*\.\d+|\d+)")
Ring = NDArray[np.float64]


@lru_cache(maxsize=20_000)
def lies_between(one: Place, other: Place) -> bool:
    """Whether the straight line between two places of different counties goes over so much water at a stretch."""
    if one.county_number == other.county_number:
        return False
    (x, y), (to_x, to_y) = on_map(*one.point), on_map(*other.point)
    far = float(np.hypot(to_x - x, to_y - y))
    if not _WIDE_KM < far < _NEAR_KM:
        return False
    steps = int(far * 2) + 1
    dry = _on_land(np.linspace(x, to_x, steps), np.linspace(y, to_y, steps))
    wet = longest = 0
    for each in dry.tolist():
        wet = 0 if each else wet + 1
        longest = max(longest, wet)
    across = longest * far / steps
    return across >= max(_WIDE_KM, _SHARE * far)


def _on_land(x: Ring, y: Ring) -> NDArray[np.bool_]:
    """Even and odd: how often a line to the right leaves the shapes."""
    inside = np.zeros(len(x), dtype=np.bool_)
    for ring in _rings():
        (left, top), (right, bottom) = ring.min(axis=0), ring.max(axis=0)
        if right < x.min() or left > x.max() or bottom < y.min() or top > y.max():
            continue
        x1, y1 = ring[:, 0, None], ring[:, 1, None]
        x2, y2 = np.roll(x1, -1, axis=0), np.roll(y1, -1, axis=0)
        spans = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            meets = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        inside |= np.bitwise_xor.reduce(spans & meets, axis=0)
    return inside


@cache
def _rings() -> tuple[Ring, ...]:
    return tuple(
        np.cumsum(np.array(numbers).reshape(-1, 2), axis=0)
        for outline in outlines(COUNTY).values()
        for part in outline.path.split("z")
        if len(numbers := [float(number) for number in _NUMBER.findall(part)]) > 4
    )
