"""The gazetteer over the committed tables, and the tables as they are."""

import csv
from collections.abc import Callable

import pytest

from directory.places.gazetteer import Gazetteer
from directory.places.loading import DATA, load

Table = list[dict[str, str]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load()


@pytest.fixture(scope="session")
def table() -> Callable[[str], Table]:
    def read(name: str) -> Table:
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read
