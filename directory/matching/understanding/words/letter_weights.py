"""How much does each trait of a letter weigh towards the answer of a question? `data/letter_weights.csv`, by its names.

It is learnt from letters (tests/evaluation/letter_weighing.py: `make weigh`).
"""

import csv
from collections.abc import Mapping
from functools import cache

from directory.settings import DATA

START = "start"  # the trait that everything has
Traits = Mapping[str, float]


def weight(question: str, traits: Traits) -> float:
    """What the traits weigh together: above nought speaks for it."""
    table = _table(question)
    return table[START] + sum(table[name] * value for name, value in traits.items() if value)


@cache
def _table(question: str) -> Mapping[str, float]:
    with (DATA / "letter_weights.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["trait"]: float(row["weight"]) for row in csv.DictReader(file) if row["question"] == question
        }


def forget() -> None:
    """Read the table anew: it was learnt again."""
    _table.cache_clear()
