"""Which words mean what? Reads tables of wordings into phrases, and finds them in a row of words."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from directory.matching.understanding.words.text import frequent_words
from directory.settings import DATA
from search_index.language import fold

# Between two words of a phrase there may stand at most so many others.
_GAPS = {".": 1, "..": 3, "...": 6}
IDEAS = frozenset(("idea",))  # the field of what means danger where it meets others
TOGETHER = "together"  # the table whose rows are no phrases, but ideas that mean danger when they meet
_SET = re.compile(r"<\w+>")
_SEPARATOR = re.compile(r"[,\n]")
_SHORTEST_FOLDED = 5
_EVERYDAY = 5_000  # of the words that are written most
_NUMBER = "#"
_OTHER = "another"  # of what means nothing: words that only begin like a word that does
# What stands in these is no answer to anything: ideas mean danger only together, and the others turn or pass over.
_SAYING_NOTHING = frozenset("idea nothing not asking habits wishing frames sex".split())
_NONE: frozenset[int] = frozenset()
_Shelf = defaultdict[str, set[int]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row. Each stands as its alternatives; one that ends (begins) in `*` may go on (before)."""

    field: str
    codes: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in words `start` to `end` (end not included)."""

    field: str
    codes: tuple[str, ...]
    start: int
    end: int
    at: tuple[int, ...] = ()  # the words of the phrase; those in its gaps are not

    def inside(self, other: "Match") -> bool:
        """Whether it is a smaller part of `other`."""
        return other.start <= self.start and self.end <= other.end and self.length < other.length

    def covers(self, other: "Match") -> bool:
        """Whether `other` lies wholly within it."""
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A phrase as steps: for each of its words, which one it is (a number), and how many others may stand before it."""

    phrase: Phrase
    steps: tuple[tuple[int, int], ...]
    needed: frozenset[int]


class Lexicon:
    """All phrases. Each is looked for only where its rarest word stands, so that a long text costs little."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        patterns = [self._pattern(phrase) for phrase in phrases]
        self._whole, self._beginnings, self._endings = self._shelves()
        self._others = _others(phrases)
        # What the words that everybody writes may be, found once; no word that somebody typed is kept.
        self._common = {word: self._codes_carried(word) for word in islice(frequent_words(), _EVERYDAY)}
        self._by_rarest = _by_rarest(patterns, _shares(self._common))
        written = {word for words in self._numbers for word in words}
        # Every word that stands in some phrase, for finding what a misspelt one may have meant.
        self.words = frozenset(word for word in written if "*" not in word)
        self.stems = frozenset(word[:-1] for word in written if word[-1] == "*" and len(word) > 1)
        # Those that mean something by themselves, and the fields whose phrases each word stands in.
        self.telling = frozenset(word for phrase in phrases for word in _alone(phrase))
        self.fields = _fields(phrases)
        self.pairs = _pairs(phrases)

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Every phrase in `words` (lower case), overlapping ones too, in the order of their first words."""
        known = {word: self._common.get(word) or self._codes_carried(word) for word in set(words)}
        carried = [known[word] for word in words]
        standing = _NONE.union(*known.values())
        likely = [
            pattern
            for rarest in standing & self._by_rarest.keys()
            for pattern in self._by_rarest[rarest]
            if pattern.needed <= standing
        ]
        places = _places(carried, {pattern.steps[0][0] for pattern in likely})
        found = [
            Match(pattern.phrase.field, pattern.phrase.codes, at[0], at[-1] + 1, at)
            for pattern in likely
            for start in places[pattern.steps[0][0]]
            if (at := _walk(pattern.steps, carried, start) if len(pattern.steps) > 1 else (start,))
        ]
        return sorted(found, key=lambda match: (match.start, match.end, match.field, match.codes))

    def knows(self, word: str) -> bool:
        """Whether `word` stands in some phrase."""
        return bool(self._codes_carried(word))

    def codes_of(self, word: str) -> set[tuple[str, str]]:
        """What `word` means by itself: fields with their codes."""
        found = (match for match in self.matches((word,)) if match.field not in _SAYING_NOTHING)
        return {(match.field, code) for match in found for code in match.codes}

    def beginning(self, word: str) -> int:
        """How many letters of `word` some phrase has as a word that may go on; 0 for none."""
        return next((length for length in range(len(word), 1, -1) if word[:length] in self._beginnings), 0)

    def is_compound(self, word: str) -> bool:
        """Whether it begins as one known word and ends as another, with no more than an s between: "mandagskvelden"."""
        ending = next((at for at in range(len(word)) if word[at:] in self._endings), len(word))
        return 0 < ending < len(word) and ending - self.beginning(word[:ending]) <= 1 < ending

    def _pattern(self, phrase: Phrase) -> _Pattern:
        steps = tuple(self._steps(phrase))
        return _Pattern(phrase, steps, frozenset(number for number, _gap in steps))

    def _steps(self, phrase: Phrase) -> Iterator[tuple[int, int]]:
        gap = 0
        for word in phrase.words:
            if word[0] in _GAPS:
                gap = _GAPS[word[0]]
            else:
                yield self._numbers.setdefault(word, len(self._numbers)), gap
                gap = 0

    def _shelves(self) -> tuple[_Shelf, _Shelf, _Shelf]:
        whole, beginnings, endings = _Shelf(set), _Shelf(set), _Shelf(set)
        for alternatives, number in self._numbers.items():
            for word in alternatives:
                shelf = endings if word[0] == "*" else beginnings if word[-1] == "*" else whole
                shelf[word.strip("*")].add(number)
        return whole, beginnings, endings

    def _codes_carried(self, word: str) -> frozenset[int]:
        """Which words of phrases `word` may be."""
        numbers = set(self._whole.get(word, ()))
        if word.isdecimal():
            numbers |= self._whole.get(_NUMBER, set())
        for length in range(2, len(word) + 1 if not word.startswith(self._others) else 0):
            numbers |= self._beginnings.get(word[:length], _NONE)
        for length in range(3, len(word)):
            numbers |= self._endings.get(word[-length:], _NONE)
        return frozenset(numbers)


def _others(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """How words begin that are no forms of the word which they begin like: "alkoholfri" is not "alkohol"."""
    listed = (
        phrase.words[0][0] for phrase in phrases if phrase.codes == (_OTHER,) and len(phrase.words) == 1
    )
    return tuple(word.strip("*") for word in listed)


def _alone(phrase: Phrase) -> Iterator[str]:
    """The words of a phrase that is one word, and means something."""
    if len(phrase.words) == 1 and phrase.field not in _SAYING_NOTHING:
        yield from (word.strip("*") for word in phrase.words[0])


def _fields(phrases: Iterable[Phrase]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        for word in (word for alternatives in phrase.words for word in alternatives):
            found.setdefault(word, set()).add(phrase.field)
    return {word: frozenset(fields) for word, fields in found.items()}


def _pairs(phrases: Iterable[Phrase]) -> dict[tuple[str, str], str]:
    """Two words that stand side by side in a phrase that means something, and the field of the phrase."""
    return {
        (one.strip("*"), other.strip("*")): phrase.field
        for phrase in phrases
        if phrase.field not in _SAYING_NOTHING
        for first, second in pairwise(phrase.words)
        if first[0] not in _GAPS and second[0] not in _GAPS
        for one in first
        for other in second
    }


def _shares(common: Mapping[str, Collection[int]]) -> Mapping[int, float]:
    """How often each word of phrases stands in what people write, roughly: the first of `common` is written most."""
    shares: dict[int, float] = defaultdict(float)
    for rank, numbers in enumerate(common.values(), start=1):
        for number in numbers:
            shares[number] += 1 / rank
    return shares


def _places(carried: Sequence[Collection[int]], wanted: set[int]) -> Mapping[int, list[int]]:
    """Where each of the words `wanted` stands."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, numbers in enumerate(carried):
        for number in wanted.intersection(numbers):
            places[number].append(place)
    return places


def _by_rarest(patterns: Iterable[_Pattern], shares: Mapping[int, float]) -> dict[int, list[_Pattern]]:
    """Each pattern under the one of its words that is written least."""
    found: dict[int, list[_Pattern]] = {}
    for pattern in patterns:
        rarest = min((number for number, _gap in pattern.steps), key=lambda number: shares.get(number, 0.0))
        found.setdefault(rarest, []).append(pattern)
    return found


def _walk(
    steps: Sequence[tuple[int, int]], carried: Sequence[Collection[int]], start: int
) -> tuple[int, ...]:
    """The words that `steps` take when they begin at `start`; none where they do not fit."""
    found = [start]
    for number, gap in steps[1:]:
        after = found[-1] + 1
        for at in range(after, min(after + gap + 1, len(carried))):
            if number in carried[at]:
                found.append(at)
                break
        else:
            return ()
    return tuple(found)


def read(table: str) -> Iterator[Phrase]:
    """The phrases of one table in `data/` (explained in data/README.md), each with its folded twin ("parorende")."""
    fields = tables(table)
    sets = {f"<{name}>": "|".join(words.split()) for name, words in fields.pop("sets", {}).items()}
    fields.pop(TOGETHER, None)
    for field, rows in fields.items():
        for key, listed in rows.items():
            for written in _SEPARATOR.split(_SET.sub(lambda name: sets[name[0]], listed)):
                if words := tuple(tuple(word.split("|")) for word in written.replace("-", " ").split()):
                    yield from _twins(Phrase(field, tuple(key.split("+")), words))


def tables(name: str) -> dict[str, dict[str, str]]:
    """One file of wordings as it stands: field -> code -> phrases."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _twins(phrase: Phrase) -> Iterator[Phrase]:
    yield phrase
    folded = tuple(tuple(fold(word) for word in alternatives) for alternatives in phrase.words)
    if folded != phrase.words and _is_safe(folded):
        yield Phrase(phrase.field, phrase.codes, folded)


def _is_safe(words: Collection[tuple[str, ...]]) -> bool:
    """Without their marks, some short words are other words: "får" is not "far", "øl" is not "ol"."""
    return sum(min(map(len, alternatives)) for alternatives in words) >= _SHORTEST_FOLDED


@cache
def lexicon() -> Lexicon:
    """The lexicon of the house: what people ask for, what a clause is for, and what danger sounds like."""
    return Lexicon([*read("wording.toml"), *read("frames.toml"), *read("danger.toml")])
