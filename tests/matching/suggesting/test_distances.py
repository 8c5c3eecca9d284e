"""Is what is nearest found without measuring everything? Whatever the page, and however far the sphere is off."""

from dataclasses import replace

import numpy as np
import pytest

from directory.matching.suggesting.distances import Distances
from directory.places.loading import load
from search_index.builder import build
from search_index.masks import Rows
from tests.search_index.documents import document


@pytest.mark.parametrize("start", [0, 7, 50, 118, 130])
def test_each_page_holds_what_stands_there_by_the_true_distance(start: int) -> None:
    place, chance = load().by_slug("oslo"), np.random.default_rng(7)
    assert place
    columns = build(
        (1, ""),
        [
            replace(
                document(f"a{number:03d}"),
                latitude=place.latitude + chance.uniform(-1, 1),
                longitude=place.longitude,
                facets={"format": frozenset(["online" if number % 8 == 0 else "in_person"])},
            )
            for number in range(140)
        ],
    ).columns
    plain = Distances(place, columns, lambda rows: np.zeros(len(rows)))
    off = chance.uniform(0.995, 1.005, len(columns))  # as far as the sphere may be off
    measured: list[int] = []

    def measure(rows: Rows) -> np.ndarray:
        measured.append(len(rows))
        return plain.kilometres(rows) * off[rows]

    everything = np.arange(len(columns))
    met = columns.having("format", ("in_person",)).holds(everything)
    true = np.where(met, plain.kilometres(everything) * off, np.inf)
    expected = np.argsort(true, kind="stable")
    found = Distances(place, columns, measure).nearest(everything, start, start + 10)
    assert found[start : start + 10].tolist() == expected[start : start + 10].tolist()
    assert sum(measured) < 40
