"""Towards which needs do all the words of a sentence lean, also where none of them names one? A sum over a table.

`data/need_weights.csv` holds what each trait (`traits.py`) weighs towards each need; it is learnt from sentences of our own
(tests/evaluation/letter_weighing.py). "Kartonger bak vaskemaskinen" names no drinking, and yet everybody understands.
"""

import csv
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from directory.settings import DATA

SCALE = 3.0  # of a sentence's traits together, however many it has
Leanings = npt.NDArray[np.float32]


def needs() -> Sequence[str]:
    """The needs that leanings are told of, in order."""
    return _table()[0]


def leanings(sentences: Iterable[Iterable[str]]) -> Leanings:
    """For each sentence, by its traits, how likely each need is: rows of shares from 0 to 1."""
    codes, rows, weights, start = _table()
    sums = []
    for traits in sentences:
        found = [rows[trait] for trait in traits if trait in rows]
        share = SCALE / np.sqrt(max(1, len(found)))
        sums.append(start + share * weights[found].sum(axis=0) if found else start)
    told = np.array(sums, dtype=np.float32).reshape(-1, len(codes))
    return np.asarray(1 / (1 + np.exp(-told)), np.float32)


@cache
def _table() -> tuple[Sequence[str], Mapping[str, int], Leanings, Leanings]:
    """The needs, the row of each trait, what it weighs towards each need, and what every sentence begins with."""
    path = DATA / "need_weights.csv"
    if not path.exists():
        return [], {}, np.empty((0, 0), np.float32), np.empty(0, np.float32)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head, first = next(rows), next(rows)
        found: dict[str, int] = {}
        weights = array("f")
        for trait, *each in rows:
            found[trait] = len(found)
            weights.extend(float(weight or 0) for weight in each)
    start = np.array([float(each or 0) for each in first[1:]], dtype=np.float32)
    return head[1:], found, np.frombuffer(weights, np.float32).reshape(-1, len(start)), start
