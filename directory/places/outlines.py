"""What shape do the counties have, and where on the map does a point lie?

The map counts whole kilometres from its upper left corner, east and down. It is a transverse Mercator of the sphere
about 15° east, so that Norway stands upright; a kilometre is nowhere drawn more than 0.5% too long.
"""

import csv
from dataclasses import dataclass
from functools import cache
from math import atan2, atanh, cos, radians, sin, tan
from pathlib import Path

from directory.places.loading import DATA

_RADIUS_KM = 6371.0088
_MIDDLE = 15.0  # degrees east
_WEST_KM, _NORTH_KM = -582.0, 7965.0
COUNTRY, COUNTY = "country", "county"
WIDTH_KM, HEIGHT_KM = 1200.0, 1496.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One county's shape: an SVG path, the box around it, and where its mark stands. Kilometres."""

    county_number: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    path: str


def on_map(latitude: float, longitude: float) -> tuple[float, float]:
    """Kilometres east and south of the map's upper left corner. Degrees, WGS 84."""
    phi, lam = radians(latitude), radians(longitude - _MIDDLE)
    east = _RADIUS_KM * atanh(cos(phi) * sin(lam))
    north = _RADIUS_KM * atan2(tan(phi), cos(lam))
    return east - _WEST_KM, _NORTH_KM - north


@cache
def outlines(scale: str, folder: Path = DATA) -> dict[str, Outline]:
    """County number -> its outline at `scale`: coarse for the whole country, finer for a county by itself."""
    with (folder / "county_outlines.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["scale"] == scale]
    return {row["county_number"]: _outline(row) for row in rows}


def _outline(row: dict[str, str]) -> Outline:
    left, top, right, bottom, x, y = (
        float(row[name]) for name in ("left", "top", "right", "bottom", "x", "y")
    )
    return Outline(row["county_number"], left, top, right, bottom, x, y, row["path"])
