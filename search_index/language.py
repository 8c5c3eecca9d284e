"""How is Norwegian text made searchable? One spelling of æ, ø and å, stems of both written forms, the parts of compounds."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from whoosh.lang import stopwords_for_language
from whoosh.lang.snowball.norwegian import NorwegianStemmer

# NFD takes marks off å, é, ü and š, but these letters are letters of their own and stay whole.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "þ": "th", "ł": "l", "ß": "ss"}
)
_WORD = r"\w+"
_SHORTEST = 3  # letters of a part of a compound
_LONGEST = 48  # letters of a term; what is longer is no word
_JOINTS = ("", "s", "e")
_STEMMER = NorwegianStemmer()


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the index knows it: its term, and other ways to say it, each a row of terms that all belong to it."""

    term: str
    readings: tuple[tuple[str, ...], ...] = ()

    @property
    def kept(self) -> tuple[str, ...]:
        """The terms under which a text with this word is found. A word with several readings is none of them for sure."""
        return (self.term, *(self.readings[0] if len(self.readings) == 1 else ()))


@dataclass(frozen=True, slots=True)
class _Norwegian:
    """What `norwegian.toml` says, by stem; `first_parts` alone as they stand, for nothing but a joint follows them."""

    stop: frozenset[str]
    same: dict[str, str]
    parts: frozenset[str]
    first_parts: frozenset[str]
    heads: frozenset[str]
    letters: dict[str, list[str]]
    large: frozenset[str]


def fold(text: str) -> str:
    """Lower case without marks: å→a, ø→o, æ→ae, š→s. What two spellings of one word have in common."""
    lowered = text.lower().translate(_WHOLE_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(sign))


def words(text: str) -> list[Word]:
    """The words of a text that mean something, in their order."""
    return [word for spelled in re.findall(_WORD, text) if (word := understood(spelled)) is not None]


@lru_cache(maxsize=1 << 17)
def understood(spelled: str) -> Word | None:
    """One word, as it is written; None for one that carries no meaning of its own."""
    lowered, known = spelled.lower(), _norwegian()
    if lowered in known.letters and (lowered not in known.large or spelled.isupper()):
        names = known.letters[lowered]
        return Word(lowered, tuple(tuple(word.term for word in words(name)) for name in names))
    if lowered in known.stop:
        return None
    plain = _spelling(lowered)[:_LONGEST]
    parts = _parts(plain)
    return Word(root(plain), (parts,) if parts else ())


def root(word: str) -> str:
    """The term of a folded word: its stem, or that of the word that means the same."""
    stem = _stem(word)
    return _norwegian().same.get(stem, stem)


def _spelling(word: str) -> str:
    """As `fold`, and for those who write aa, oe and ae: "paaroerende" is "pårørende"."""
    return fold(word).replace("aa", "a").replace("oe", "o")


def _stem(word: str) -> str:
    """Endings are taken off until none is left: kurset → kurs → kur; and sjukdomm(en) is sjukdom."""
    last = ""
    while word != last and len(word) > _SHORTEST:
        last, word = word, _STEMMER.stem(word)
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1].isalpha():
        word = word[:-1]
    return word or last


def _parts(word: str) -> tuple[str, ...]:
    """The terms of what a compound is made of, in order; nothing for a word that is none."""
    known_parts = _known_parts(word)
    if known_parts:
        return known_parts
    for start in range(_SHORTEST + 1, len(word) - _SHORTEST + 1):
        if _stem(word[start:]) in _norwegian().heads:
            return (root(word[:start]), root(word[start:]))
    return ()


def _known_parts(word: str) -> tuple[str, ...]:
    """Parts that are all in the list; the longest first part wins."""
    for start in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        left, right = _known_part(word[:start]), word[start:]
        if left:
            rest = _known_parts(right) or ((root(right),) if _stem(right) in _norwegian().parts else ())
            if rest:
                return (left, *rest)
    return ()


def _known_part(left: str) -> str | None:
    """The term of the first part of a compound, without what joins it to the next."""
    for joint in _JOINTS:
        bare = left.removesuffix(joint) if joint else left
        if bare in _norwegian().first_parts:
            return root(bare)
    return None


@cache
def _norwegian() -> _Norwegian:
    table = tomllib.loads(Path(__file__).with_name("norwegian.toml").read_text(encoding="utf-8"))
    stop = set(stopwords_for_language("no"))
    stop |= {word.replace("å", "aa").replace("ø", "oe").replace("æ", "ae") for word in stop}
    same = {}
    for line in table["same"]:
        first, *others = (_stem(_spelling(word)) for word in line.split())
        same.update(dict.fromkeys(others, first))
    return _Norwegian(
        stop=frozenset(stop - table["letters"].keys()),
        same=same,
        parts=_stems(table["parts"]),
        first_parts=frozenset(map(_spelling, table["parts"].split())),
        heads=_stems(table["heads"]),
        letters=table["letters"],
        large=frozenset(table["large"]["letters"].lower().split()),
    )


def _stems(line: str) -> frozenset[str]:
    return frozenset(_stem(_spelling(word)) for word in line.split())
