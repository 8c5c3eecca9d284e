"""What may somebody have meant to type? Words one slip of the fingers away, and how far-fetched each slip is."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
# How far-fetched a slip is. The first few are made by fingers, the next by ears; the last is a guess.
_DOUBLED, _SINGLE, _SWAPPED, _MISSING, _BESIDE, _MARK = 0.7, 0.9, 1.0, 1.0, 1.1, 1.0
_ALIKE, _ENDING, _OTHER, _EXTRA = 1.4, 1.0, 2.1, 2.4
_INFLECTED = _HARDLY = 1.5  # one letter more at the end; consonants that sound nearly alike
_SILENT = frozenset("h")
_VOWELS = frozenset("aeiouyæøå")
_FIRST = 0.3  # more, for the first letter: it is the one that people see
_SOUNDS, _CONSONANTS = ("aeiouyæøå", "ijy"), ("dt", "gkcq", "bp", "vfw", "szc", "mn")
_MARKS = ("aå", "aæ", "eæ", "oø", "eé")
LONGEST = 24  # letters; a longer word is not looked for


def _substitutions() -> dict[str, dict[str, float]]:
    """For each typed letter: which may have been meant, and how far-fetched that is."""
    costs = {typed: {meant: _OTHER for meant in _LETTERS if meant != typed} for typed in _LETTERS}

    def also(one: str, other: str, cost: float) -> None:
        for typed, meant in ((one, other), (other, one)):
            if typed in costs and meant in _LETTERS and meant != typed:
                costs[typed][meant] = min(cost, costs[typed][meant])

    alike = [*((sound, _ALIKE) for sound in _SOUNDS), *((sound, _HARDLY) for sound in _CONSONANTS)]
    for letters, cost in [*alike, *((mark, _MARK) for mark in _MARKS)]:
        for one in letters:
            for other in letters:
                also(one, other, cost)
    for row in _ROWS:
        for one, other in pairwise(row):
            also(one, other, _BESIDE)
            also(one, _plain(other), _BESIDE)
            also(_plain(one), other, _BESIDE)
    return costs


def _plain(letter: str) -> str:
    """The letter as it stands in names without marks."""
    return {"æ": "a", "ø": "o", "å": "a"}.get(letter, letter)


_MEANT = _substitutions()


def cost(typed: str, meant: str) -> float | None:
    """How far-fetched it is that `typed` is a slip for `meant`; None where it takes more than one slip, or none."""
    start, end = _shared(typed, meant)
    slipped, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    beside = (meant[start - 1 : start], meant[start : start + 1], meant[start + 1 : start + 2])
    if not slipped and len(right) == 1:
        return _SINGLE if right in (beside[0], beside[2]) else _MISSING
    if not right and len(slipped) == 1:
        return _one_more(slipped, doubled=slipped in beside[:2], last=not end)
    first = 0 if start else _FIRST
    if len(slipped) == len(right) == 1:
        far = _MEANT.get(slipped, {}).get(right, _OTHER) + first
        return far if end or not {slipped, right} <= _VOWELS else min(far, _ENDING)
    if len(right) == 2 and slipped == right[::-1]:
        return _SWAPPED + first
    return None


def _one_more(letter: str, *, doubled: bool, last: bool) -> float:
    if doubled:
        return _DOUBLED
    return _ALIKE if letter in _SILENT else _INFLECTED if last else _EXTRA


def _shared(one: str, other: str) -> tuple[int, int]:
    """How many letters two words share where they begin, and how many of the rest where they end."""
    shortest = min(len(one), len(other))
    start = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return start, end


class Near:
    """Words that can be found although a finger slipped. Two words one slip apart share what is left without a letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, str | tuple[str, ...]] = {}
        for word in words:
            if len(word) <= LONGEST:
                for part in _shortened(word):
                    self._keep(part, word)

    def to(self, typed: str) -> dict[str, float]:
        """The words one slip away from `typed`, each with how far-fetched that slip is."""
        if len(typed) > LONGEST:
            return {}
        near: set[str] = set()
        for part in _shortened(typed):
            if known := self._words.get(part):
                near.update((known,) if isinstance(known, str) else known)
        return {meant: far for meant in near if (far := cost(typed, meant)) is not None}

    def _keep(self, part: str, word: str) -> None:
        known = self._words.get(part)
        if known is None:
            self._words[part] = word
        elif isinstance(known, str):
            self._words[part] = known if known == word else (known, word)
        elif word not in known:
            self._words[part] = (*known, word)


def _shortened(word: str) -> Iterator[str]:
    """`word`, and it with each one of its letters gone."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
