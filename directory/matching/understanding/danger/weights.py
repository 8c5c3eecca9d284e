"""How much do all the words together weigh towards danger? A sum over a table, beside the signs of `signs.py`.

The table `data/danger_weights.csv` is learnt from our own examples (tests/evaluation/weighing.py). What adds up is what
can be read in it: ideas ("#wakes"), words cut at six letters, two such words in a row, and letters in a row within a word
("~<våk", where < and > are its borders), which carry over to forms and spellings that nobody wrote before.
"""

import csv
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from directory.matching.understanding.words.lexicon import Match
from directory.settings import DATA

_CUT = 6  # letters: "våkner", "våkne" and "våknet" are told apart by nothing that matters here
_LETTERS = (3, 4, 5)  # in a row
_START = ""  # the row that everything begins with


def traits(matches: Sequence[Match], words: Sequence[str]) -> Iterator[str]:
    """What can weigh: ideas, words, and words in a row. Some may come twice."""
    cut = [word[:_CUT] for word in words]
    yield from cut
    yield from (f"{one} {other}" for one, other in pairwise(cut))
    yield from (f"#{match.codes[0]}" for match in matches if match.field == "idea")
    for word in set(words):
        yield from _letters(word)


def _letters(word: str) -> Iterator[str]:
    """The letters of a word in a row, three to five of them, with its borders."""
    bounded = f"<{word}>"
    for length in _LETTERS:
        for at in range(len(bounded) - length + 1):
            yield f"~{bounded[at : at + length]}"


def likelihood(matches: Sequence[Match], words: Sequence[str]) -> tuple[float, float]:
    """How likely danger is, and, if it is there, that it is violence; each from 0 to 1."""
    table = _table()
    found = [table[trait] for trait in (_START, *set(traits(matches, words))) if trait in table]
    return _share(sum(danger for danger, _ in found)), _share(sum(violence for _, violence in found))


def _share(sum_of_weights: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, sum_of_weights))))


@cache
def _table() -> dict[str, tuple[float, float]]:
    with (DATA / "danger_weights.csv").open(encoding="utf-8", newline="") as rows:
        return {row["trait"]: (float(row["danger"]), float(row["violence"])) for row in csv.DictReader(rows)}
