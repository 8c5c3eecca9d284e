"""Which words mean what? Reads `data/wording.toml` into phrases, and finds them in a row of words."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from directory.settings import DATA
from search_index.language import fold

GAP = ".."
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row. A word that ends in `*` may go on; `..` stands for up to three words."""

    field: str
    codes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in words `start` to `end` (end not included)."""

    field: str
    codes: tuple[str, ...]
    start: int
    end: int

    def inside(self, other: "Match") -> bool:
        """Whether it is a smaller part of `other`."""
        return other.start <= self.start and self.end <= other.end and self.length < other.length

    @property
    def length(self) -> int:
        return self.end - self.start


class Lexicon:
    """All phrases, found by their first word."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._beginnings: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            first = phrase.words[0]
            if first.endswith("*"):
                self._beginnings.setdefault(first[:-1], []).append(phrase)
            else:
                self._whole.setdefault(first, []).append(phrase)

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Every phrase in `words` (lower case), overlapping ones too."""
        return [
            Match(phrase.field, phrase.codes, start, end)
            for start in range(len(words))
            for phrase in self._starting(words[start])
            if (end := _end(phrase.words, words, start)) is not None
        ]

    def knows(self, word: str) -> bool:
        """Whether some phrase begins with `word`."""
        return any(True for _phrase in self._starting(word))

    def _starting(self, word: str) -> Iterator[Phrase]:
        yield from self._whole.get(word, ())
        for length in range(2, len(word) + 1):
            yield from self._beginnings.get(word[:length], ())


def _end(pattern: Sequence[str], words: Sequence[str], start: int) -> int | None:
    """Where `pattern` ends when it begins at `start`; None where it does not fit."""
    at = start
    gap = 0
    for wanted in pattern:
        if wanted == GAP:
            gap = _MOST_BETWEEN
            continue
        found = next((i for i in range(at, min(at + gap + 1, len(words))) if _fits(wanted, words[i])), None)
        if found is None:
            return None
        at, gap = found + 1, 0
    return at


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@cache
def lexicon() -> Lexicon:
    """The lexicon of the house, with a folded twin of each phrase that has æ, ø or å ("parorende")."""
    phrases = list(_read())
    folded = [Phrase(p.field, p.codes, twin) for p in phrases if (twin := _folded(p.words)) != p.words]
    known = {(p.field, p.words) for p in phrases}
    return Lexicon(phrases + [p for p in folded if (p.field, p.words) not in known and _safe(p.words)])


def _read() -> Iterator[Phrase]:
    tables = tomllib.loads((DATA / "wording.toml").read_text(encoding="utf-8"))
    for field, rows in tables.items():
        for key, listed in rows.items():
            for phrase in listed.split(","):
                words = tuple(phrase.replace("-", " ").split())
                if words:
                    yield Phrase(field, tuple(key.split("+")), words)


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _safe(words: tuple[str, ...]) -> bool:
    """Without their marks, some short words are other words: "får" is not "far", "øl" is not "ol"."""
    return sum(map(len, words)) >= 5
