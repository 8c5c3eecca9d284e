"""What is a letter about, where its words name it or only let it be understood? The needs that are found are weighed as a whole.

The rules (`topics.py`) find what is named, and leanings (`words/leanings.py`) what every sentence lets one suspect. Both are traits,
each with a name and a weight in `data/letter_weights.csv`: what is named is mostly right, what comes back in many sentences is
mostly meant, and what nothing else bears out is often a word in passing.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from directory.matching.understanding.reading import ReadText
from directory.matching.understanding.words.leanings import Leanings, leanings, needs
from directory.matching.understanding.words.letter_weights import Traits, weight
from directory.matching.understanding.words.lexicon import Match

NEED = "need"  # the question that the table weighs
_NEEDS = ("needs", "weak_needs")
# What a need must weigh that a word names plainly, or widely; that is only suspected; and where there is no other.
_LEAST_NAMED, _LEAST_WIDE, _LEAST_SUSPECTED, _LEAST_ALONE = -0.2, 0.3, 0.6, -2.0
_BEHIND = 5.0  # so far behind what is likeliest, a need is one that a word names in passing
# What one clause of a letter tells ("sønnen vår sitter inne"), however much the rest is about something else.
_TOLD_ONCE, _LEAST_TOLD_ONCE = frozenset(("prison", "rights")), -1.5
_EVEN = 0.001  # no share is nought or one


def likely_needs(found: Sequence[str], read: ReadText) -> tuple[str, ...]:
    """The needs of a letter: those of `found` that hold, in their order, then what it lets one suspect. Where nothing was learnt,
    those of `found`."""
    if not needs():
        return tuple(found)
    weighed = {code: weight(NEED, each) for code, each in need_traits(found, read).items()}
    named = {code for match in read.matches if match.field == "needs" for code in match.codes}
    most = max(weighed.values())

    def holds(code: str) -> bool:
        if code in named & _TOLD_ONCE:
            return weighed[code] >= _LEAST_TOLD_ONCE
        return weighed.get(code, 0) >= max(_LEAST_NAMED if code in named else _LEAST_WIDE, most - _BEHIND)

    kept = [code for code in found if holds(code)]
    suspected = [code for code in weighed if code not in found and weighed[code] >= _LEAST_SUSPECTED]
    likely = _with_what_one_word_names(kept, found, read) + sorted(suspected, key=lambda code: -weighed[code])
    if likely:
        return tuple(likely)
    likeliest = max(weighed, key=lambda code: weighed[code])
    return (likeliest,) if weighed[likeliest] >= _LEAST_ALONE else tuple(found)


def _with_what_one_word_names(kept: Sequence[str], found: Sequence[str], read: ReadText) -> list[str]:
    """What one word means together stays together: "rus" is drinking and drugs."""
    wide = [match.codes for match in read.matches if match.field in _NEEDS and len(match.codes) > 1]
    together = {code for codes in wide if not set(kept).isdisjoint(codes) for code in codes}
    return [code for code in found if code in kept or code in together]


def need_traits(found: Sequence[str], read: ReadText) -> Mapping[str, Traits]:
    """What speaks for (or against) each need; leanings are told as logarithms of the odds."""
    shares = leanings(each.traits for each in read.sentences)
    asked = [read.clauses.at(each.start).sentence in read.clauses.asking for each in read.sentences]
    return traits_of(needs(), found, read.matches, shares, asked)


def traits_of(
    codes: Sequence[str],
    found: Sequence[str],
    matches: Sequence[Match],
    shares: Leanings,
    asked: Sequence[bool],
) -> Mapping[str, Traits]:
    """The traits of each need of `codes`, by those found, the words for needs, the leanings of each sentence, and which ask for something."""
    ranked = np.sort(shares, axis=0)[::-1]
    most, second = ranked[0], ranked[1] if len(ranked) > 1 else np.zeros_like(ranked[0])
    place = (-most).argsort().argsort()
    whole = shares.sum(axis=0) / (shares.sum() + 0.3)
    where_asked = shares[np.array(asked)].max(axis=0) if any(asked) else np.zeros_like(most)
    named = [code for match in matches if match.field == "needs" for code in match.codes]
    wide = {code for match in matches if match.field == "weak_needs" for code in match.codes}
    odds = {
        "the strongest leaning": _log_odds(most),
        "the second": _log_odds(second),
        "the first sentence's": _log_odds(shares[0]),
        "where something is asked for": _log_odds(where_asked),
    }
    return {
        code: {
            **{name: float(each[at]) for name, each in odds.items()},
            "share of all leanings": float(whole[at]),
            "leans most": int(place[at]) == 0,
            "leans most but one": int(place[at]) == 1,
            "is named": code in named,
            "is named often": named.count(code) > 1,
            "is named widely": code in wide,
            "is named, leaning": float(odds["the strongest leaning"][at]) * (code in named),
            "is found": code in found,
            "is found alone": code in found and len(found) == 1,
            "is found with others": code in found and len(found) > 1,
            "is found, leaning": float(odds["the strongest leaning"][at]) * (code in found),
            "nothing is found": not found,
            "nothing is found, leaning": float(odds["the strongest leaning"][at]) * (not found),
            f"is {code}": True,
        }
        for at, code in enumerate(codes)
    }


def _log_odds(shares: Leanings) -> Leanings:
    return np.log((shares + _EVEN) / (1 - shares + _EVEN))
