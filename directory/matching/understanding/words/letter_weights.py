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
    """What the traits weigh together: above nought speaks for it; nought where nothing was learnt."""
    table = _table(question)
    return (
        table[START] + sum(table.get(name, 0) * value for name, value in traits.items() if value)
        if table
        else 0
    )


@cache
def _table(question: str) -> Mapping[str, float]:
    path = DATA / "letter_weights.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["trait"]: float(row["weight"]) for row in csv.DictReader(file) if row["question"] == question
        }


def forget() -> None:
    """Read the table anew: it was learnt again."""
    _table.cache_clear()
