"""How much do all the words together weigh towards danger? A sum over a table, beside the signs of `signs.py`.

The table `data/danger_weights.csv` is learnt from our own examples (tests/evaluation/weighing.py). What adds up can be
read in it (`words/traits.py`).
"""

import csv
import math
from collections.abc import Iterable
from functools import cache

from directory.settings import DATA

_START = ""  # the row that everything begins with


def likelihood(traits: Iterable[str]) -> tuple[float, float]:
    """How likely a sentence with these traits makes danger, and, if it is there, that it is violence; each from 0 to 1."""
    table = _table()
    found = [table[trait] for trait in (_START, *traits) if trait in table]
    return _share(sum(danger for danger, _ in found)), _share(sum(violence for _, violence in found))


def _share(sum_of_weights: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, sum_of_weights))))


@cache
def _table() -> dict[str, tuple[float, float]]:
    with (DATA / "danger_weights.csv").open(encoding="utf-8", newline="") as rows:
        return {row["trait"]: (float(row["danger"]), float(row["violence"])) for row in csv.DictReader(rows)}
