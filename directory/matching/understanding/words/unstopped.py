"""Where does a sentence begin for somebody who writes no stops? "Hei har en sønn på 20 vet ikke hva det er bor i Skien nå finnes det noe".

In a stretch of words so long that hardly anybody writes it in one breath, the words on both sides of each gap are weighed together:
`data/stop_weights.csv`, learnt from what our own examples look like without their stops (tests/evaluation/stop_weighing.py).
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, groupby

from directory.matching.understanding.words.text import Text
from directory.settings import DATA

_LONG = 20  # words without a stop
_SHORTEST = 3  # words of a sentence
_LEAST = -1.7  # what the gap must weigh
_START = ""  # the row that everything begins with


def divide(text: Text) -> Text:
    """`text` with the sentences of its long stretches told apart."""
    begins = set(_beginnings(text))
    if not begins:
        return text
    more = tuple(accumulate(int(at in begins) for at in range(len(text.words))))
    questions = frozenset(
        last + more[at]
        for last, at in {text.sentence[at]: at for at in range(len(text.words))}.items()
        if last in text.questions
    )
    return replace(
        text,
        sentence=tuple(one + added for one, added in zip(text.sentence, more, strict=True)),
        clause=tuple(one + added for one, added in zip(text.clause, more, strict=True)),
        questions=questions,
    )


def gap_traits(words: Sequence[str], at: int) -> Iterator[str]:
    """What can weigh towards a stop before the word at `at`: the two words before and the three after, and how they begin and end."""
    before_that, before, here, after, after_that = (
        words[place] if 0 <= place < len(words) else "_" for place in range(at - 2, at + 3)
    )
    yield f"…{before_that} ."
    yield f"{before} ."
    yield f". {here}"
    yield f". …{after}"
    yield f". ……{after_that}"
    yield f"{before_that} {before} ."
    yield f"{before} . {here}"
    yield f". {here} {after}"
    yield f"~{before[-3:]} ."
    yield f". {here[:4]}~"
    yield f". …{after[:4]}~"
    yield f". {here} ~{after[-2:]}"


def _beginnings(text: Text) -> Iterator[int]:
    """The words with which a sentence begins that no stop divides from the one before; of two that are close, the likelier."""
    weights = _table()
    if not weights:
        return
    for _clause, places in groupby(range(len(text.words)), key=lambda at: text.clause[at]):
        stretch = list(places)
        if len(stretch) < _LONG:
            continue
        likely = [(_weight(weights, text.words, at), at) for at in stretch[_SHORTEST:-1]]
        found = [stretch[0]]
        for weight, at in sorted(likely, reverse=True):
            if weight > _LEAST and all(abs(at - other) >= _SHORTEST for other in found):
                found.append(at)
        yield from found[1:]


def _weight(weights: Mapping[str, float], words: Sequence[str], at: int) -> float:
    return weights[_START] + sum(weights.get(trait, 0) for trait in gap_traits(words, at))


@cache
def _table() -> Mapping[str, float]:
    path = DATA / "stop_weights.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["trait"]: float(row["weight"]) for row in csv.DictReader(rows)}
