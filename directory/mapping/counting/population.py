"""How many people live there? Figures of a source and a day by county; what is nearer is an estimate, and says so.

No source with a licence that can be had without the network gives inhabitants by municipality. So a county's people are shared
among its postcodes: half of them evenly, half by how large the postcode's place is said to be (docs/method.md).
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from directory.places.gazetteer import Gazetteer
from directory.places.loading import DATA


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants by county number, on which day, and who says so."""

    by_county: Mapping[str, int]
    on: date
    source: str
    source_url: str

    @property
    def total(self) -> int:
        return sum(self.by_county.values())

    def of(self, code: str) -> int | None:
        """Of a county, or of the country; None where no source says."""
        return self.total if code == "NO" else self.by_county.get(code)


@dataclass(frozen=True, slots=True)
class People:
    """Where people live, roughly: of each postcode its municipality, its point in degrees, and an estimate of its people."""

    municipalities: NDArray[np.str_]
    points: NDArray[np.float64]
    people: NDArray[np.float64]

    def by_municipality(self) -> Mapping[str, float]:
        """The estimates, summed by municipality number."""
        numbers, at = np.unique(self.municipalities, return_inverse=True)
        return dict(zip(numbers.tolist(), np.bincount(at, self.people).tolist(), strict=True))


@cache
def population() -> Population:
    """The committed table."""
    rows = _rows("population.csv")
    first = rows[0]
    return Population(
        {row["county_number"]: int(row["inhabitants"]) for row in rows},
        date.fromisoformat(first["on"]),
        first["source"],
        first["source_url"],
    )


@cache
def people(gazetteer: Gazetteer) -> People:
    """The estimate for every postcode that lies in a county."""
    counted = population().by_county
    rows = [row for row in _rows("postcodes.csv") if row["municipality_number"][:2] in counted]
    codes = Counter(row["place_id"] for row in rows)
    sizes = np.array([_size(row["place_id"], gazetteer) / codes[row["place_id"]] for row in rows])
    counties = np.array([row["municipality_number"][:2] for row in rows])
    shared = np.zeros(len(rows))
    for county, inhabitants in counted.items():
        inside = counties == county
        shared[inside] = inhabitants * (0.5 / inside.sum() + 0.5 * sizes[inside] / sizes[inside].sum())
    return People(
        np.array([row["municipality_number"] for row in rows]),
        np.array([(float(row["latitude"]), float(row["longitude"])) for row in rows]),
        shared,
    )


def _size(place_id: str, gazetteer: Gazetteer) -> int:
    place = gazetteer.by_id(place_id)
    return place.size if place else 1


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
