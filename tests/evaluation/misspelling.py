"""How do people's fingers slip? One slip in a sentence, the same for the same sentence on every machine."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

_SHORTEST = 4
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
_TWO_WORDS = re.compile(rf"(?<![^\W_])([^\W\d_]{{{_SHORTEST},}}) (?=[^\W\d_]{{{_SHORTEST},}}(?![^\W_]))")
_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_BESIDE = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)
}
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})

Slip = Callable[[str, Random], str]
Thing = TypeVar("Thing")


def _drawn(things: Sequence[Thing], chance: Random) -> Thing:
    """One of `things`. By `random()` alone, which every version of Python draws alike."""
    return things[int(chance.random() * len(things))]


def _in_a_word(change: Callable[[str, int, Random], str], letters: int = 1) -> Slip:
    """A slip at one letter, or so many in a row, of one word of at least four letters."""

    def slip(sentence: str, chance: Random) -> str:
        words = list(_WORD.finditer(sentence))
        if not words:
            return sentence
        word = _drawn(words, chance)
        at = _drawn(range(word.start(), word.end() + 1 - letters), chance)
        return change(sentence, at, chance)

    return slip


def _deleted(sentence: str, at: int, _chance: Random) -> str:
    return sentence[:at] + sentence[at + 1 :]


def _swapped(sentence: str, at: int, _chance: Random) -> str:
    return sentence[:at] + sentence[at + 1] + sentence[at] + sentence[at + 2 :]


def _doubled(sentence: str, at: int, _chance: Random) -> str:
    return sentence[:at] + sentence[at] + sentence[at:]


def _beside(sentence: str, at: int, chance: Random) -> str:
    keys = _BESIDE.get(sentence[at].lower())
    return sentence[:at] + _drawn(keys, chance) + sentence[at + 1 :] if keys else sentence


def _joined(sentence: str, chance: Random) -> str:
    spaces = [match.end(1) for match in _TWO_WORDS.finditer(sentence)]
    if not spaces:
        return sentence
    at = _drawn(spaces, chance)
    return sentence[:at] + sentence[at + 1 :]


def _without_norwegian_letters(sentence: str, _chance: Random) -> str:
    return sentence.translate(_PLAIN)


def _lowered(sentence: str, _chance: Random) -> str:
    return sentence.lower()


SLIPS: Mapping[str, Slip] = {
    "a letter missing": _in_a_word(_deleted),
    "two letters swapped": _in_a_word(_swapped, letters=2),
    "a letter doubled": _in_a_word(_doubled),
    "the key beside": _in_a_word(_beside),
    "a space missing": _joined,
    "no æ, ø, å": _without_norwegian_letters,
    "all lower case": _lowered,
}


def misspelt(sentence: str) -> tuple[str, str]:
    """`sentence` with one slip, and which: a key of `SLIPS`, or "none" where nothing can slip.

    Letters slip only in words of at least four letters. Drawn from the sentence itself, so that neither the machine
    nor the other sentences of a file matter.
    """
    chance = Random(sentence.encode(errors="surrogatepass"))
    for name in sorted(SLIPS, key=lambda _name: chance.random()):
        slipped = SLIPS[name](sentence, chance)
        if slipped != sentence:
            return slipped, name
    return sentence, "none"
