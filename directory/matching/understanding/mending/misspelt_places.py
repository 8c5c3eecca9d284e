"""Which place was meant by a name that is written wrongly inside a sentence?"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from directory.matching.understanding.words.likelihood import FAR
from directory.matching.understanding.words.placing import is_expected, is_introduced
from directory.matching.understanding.words.text import Text
from directory.places.gazetteer import Gazetteer
from directory.places.models import Claim
from directory.places.spelling import exact_key

# How often a place is named, on the scale of `likelihood.py`: whoever writes to us mostly says where.
_NAMED_BY_ONE, _SMALLEST = 0.9, 100
_OLD_OR_FOREIGN = -1.5  # a name of former days, or of another language
_INTRODUCED, _AS_A_NAME, _EXPECTED, _IN_PASSING, _LONGER = 0.8, 0.7, 0.3, -0.6, 1.5
# What stands before a thing or a deed, and hardly before a place.
_NO_PLACE_AFTER = frozenset("en ein ei et eit a an the jeg eg æ vi du han hun ho de dei å".split())
_A_THING = -2.0
_CLEARLY = 0.5  # so much likelier than another place, and it is not asked about
_LEAST, _PER_SHORTER, _LONG = 2.3, 0.4, 6  # what a name must reach, and more for each letter below six
_MOST_BESIDE = 2  # words of a name on either side of the misspelt one


@dataclass(frozen=True, slots=True)
class MeantPlace:
    """A name for words `start` to `end`, and how likely it is. `clear`: no other place is nearly as likely."""

    start: int
    words: tuple[str, ...]
    likelihood: float
    clear: bool


def meant_place(text: Text, at: int, gazetteer: Gazetteer) -> MeantPlace | None:
    """The name that a word, alone or with those around it, is most likely a slip for."""
    found = [
        meant
        for start, end in _windows(text, at, gazetteer)
        for meant in _slipped(text, start, end, gazetteer)
    ]
    ranked = sorted(found, key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _LEAST + _PER_SHORTER * max(0, _LONG - len(text.words[at])):
        return None
    likelihood, start, claim = ranked[0]
    rival = next((each[0] for each in ranked if exact_key(each[2].name) != exact_key(claim.name)), None)
    clear = rival is None or likelihood - rival >= _CLEARLY
    return MeantPlace(start, tuple(exact_key(claim.name).split()), likelihood, clear)


def _windows(text: Text, at: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The word at `at`, and words in a row of its clause with it, of which the others stand in names."""
    first, last = at, at
    while first > max(0, at - _MOST_BESIDE) and _stands_in_a_name(text, first - 1, at, gazetteer):
        first -= 1
    while last < min(len(text.words) - 1, at + _MOST_BESIDE) and _stands_in_a_name(
        text, last + 1, at, gazetteer
    ):
        last += 1
    for start in range(first, at + 1):
        for end in range(at + 1, last + 2):
            yield start, end


def _stands_in_a_name(text: Text, other: int, at: int, gazetteer: Gazetteer) -> bool:
    return text.clause[other] == text.clause[at] and gazetteer.is_part_of_a_name(text.words[other])


def _slipped(text: Text, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[float, int, Claim]]:
    around = _neighbours(text, start) + (_LONGER if end - start > 1 else 0)
    for far, claim in gazetteer.slipped(" ".join(text.words[start:end])):
        if len(exact_key(claim.name).split()) == end - start:
            size = max(claim.place.size, _SMALLEST)
            old = _OLD_OR_FOREIGN * (claim.kind in ("former", "other_language"))
            yield log10(size) + _NAMED_BY_ONE - FAR * far + around + old, start, claim


def _neighbours(text: Text, start: int) -> float:
    """What the words around say for or against a place here."""
    if start not in text.named and start and text.words[start - 1] in _NO_PLACE_AFTER:
        return _A_THING
    if not is_expected(text, start):
        return _IN_PASSING
    said = _INTRODUCED * is_introduced(text, start) + _AS_A_NAME * (start in text.named)
    return max(said, _EXPECTED)
