"""Is somebody in danger? Seen before anything else, and answered directly, with numbers to call and no address.

The wordings are in `data/danger.toml`: ideas in all their forms, and signs, which are ideas that mean danger when they
stand near each other in any order. Each sentence is judged by itself, and one is enough: nothing that stands elsewhere
in a letter silences it. What the words of a sentence weigh together (`weights.py`) stands for a sign where none was
listed, and must bear out what is no more than a hint. It is worse to miss one than to show a calm panel once too often, but "drikker seg ihjel" about somebody
is worry, not an emergency, and is left alone.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directory.matching.understanding.danger.weights import likelihood
from directory.matching.understanding.words.lexicon import TOGETHER, Match, tables
from directory.matching.understanding.words.sentences import Sentence
from directory.matching.understanding.words.text import Text

_KINDS = ("life", "violence")  # what the panel says first
# How likely the words of a sentence must make danger, in a message of a line or two and in a letter: where no sign stands, and
# beside a hint. Who writes a line or two comes to the point; of many sentences one looks like danger more easily.
_LEAST_WITHOUT, _LEAST_WITH_A_HINT = (0.5, 0.8), (0.03, 0.3)
_LEAST_WHERE_LOOKING, _RATHER = 0.97, 0.5
_HINT = "? "
_LETTER = 3  # sentences
_ALONE = "alone"  # a sign of danger to life, but only where the sentence speaks of nobody else
_OTHERS = frozenset(("relations", "they"))
_ANY = "any"  # the title of what takes back any sign that stands so near
_SHORT = 25  # words: so few tell hardly of anything else beside what is explained away
_NOW = "now"  # the idea of what is going on: what is past in another clause does not take it back
_ANYWHERE = "anywhere"  # in the sentence
_CLAUSE = re.compile(r"(\S.*?)(?: (\d+|anywhere))?$")


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence says: where each idea stands, in order, and which clause of the text each word is in."""

    places: Mapping[str, Sequence[Match]]
    clause: Sequence[int]

    def has(self, explanation: "Explanation") -> bool:
        """Whether one of its ideas stands anywhere in the sentence."""
        return not self.places.keys().isdisjoint(explanation.ideas)

    def still(self, sign: Sequence[Match], other: Match) -> bool:
        """Whether the clause of a sign says that it is now ("og i natt slo han igjen"), and `other` stands in another."""
        clauses = {self.clause[part.start] for part in sign}
        return (
            len(clauses) == 1
            and self.clause[other.start] not in clauses
            and any(self.clause[now.start] in clauses for now in self.places.get(_NOW, ()))
        )


@dataclass(frozen=True, slots=True)
class Explanation:
    """Some ideas, and how many words there may be between the first of them (or a sign) and each other."""

    ideas: tuple[str, ...]
    within: int | None

    def explains(self, sign: Sequence[Match], told: Told) -> bool:
        """Whether one of the ideas stands near `sign`; with `within` None, anywhere in the sentence."""
        return any(
            (self.within is None or any(_between(match, part) <= self.within for part in sign))
            and not told.still(sign, match)
            for idea in self.ideas
            for match in told.places.get(idea, ())
        )


@dataclass(frozen=True, slots=True)
class Sign:
    """What means danger: ideas of which all stand near the first, unless one that explains it away is near. A `hint`
    counts only where the other words do not make danger unlikely."""

    kind: str
    ideas: tuple[str, ...]
    within: int
    unless: tuple[Explanation, ...]
    needed: frozenset[str]  # the ideas once more, to pass over quickly what cannot stand
    hint: bool = False

    def stands(self, told: Told) -> bool:
        """Whether it stands in a sentence that has all its ideas, and is not explained away."""
        near = (*self.unless, *_explanations(), *_explanations(self.kind))
        return any(
            not any(each.explains(found, told) for each in near) for found in self._combinations(told.places)
        )

    def is_told(self, told: Told) -> bool:
        """Whether its ideas meet in a sentence, explained away or not."""
        return self.needed <= told.places.keys() and any(True for _found in self._combinations(told.places))

    def _combinations(self, places: Mapping[str, Sequence[Match]]) -> Iterator[list[Match]]:
        """Each place where its first idea stands, with the nearest of each other idea, none sharing a word."""
        first, *others = self.ideas
        for start in places[first]:
            found = [start]
            for idea in others:
                free = (
                    match for match in places[idea] if all(_between(match, taken) >= 0 for taken in found)
                )
                nearest = min(free, key=lambda match: _between(start, match), default=None)
                if nearest is None or _between(start, nearest) > self.within:
                    break
                found.append(nearest)
            else:
                yield found


def detect(told: Sequence[Sentence], read: Text, looked_for: Collection[int] = ()) -> str | None:
    """`"life"`, `"violence"` or None. Each sentence is judged by itself; one is enough, and life comes first.

    `looked_for`: the words that name a place or an offer; hardly anybody names one in the sentence that tells of danger.
    """
    letter = len(told) >= _LETTER
    kinds = {_of_sentence(each, read, looked_for, letter=letter) for each in told}
    return next((kind for kind in _KINDS if kind in kinds), None)


def _of_sentence(sentence: Sentence, read: Text, looked_for: Collection[int], *, letter: bool) -> str | None:
    """What danger one sentence tells of, in a letter or in a message of few sentences."""
    told = told_in(sentence.matches, read)
    standing = signs_standing(sentence.matches, told)
    if kind := _gravest(sign for sign in standing if not sign.hint):
        return kind
    danger, violence = likelihood(sentence.traits)
    if danger >= _LEAST_WITH_A_HINT[letter] and (kind := _gravest(standing)):
        return kind
    if sentence.end - sentence.start <= _SHORT and any(told.has(each) for each in _explanations()):
        return None
    looking = any(sentence.start <= at < sentence.end for at in looked_for)
    if danger < (_LEAST_WHERE_LOOKING if looking else _LEAST_WITHOUT[letter]):
        return None
    return "violence" if violence > _RATHER else "life"


def signs_standing(matches: Sequence[Match], told: Told) -> list[Sign]:
    """The signs that stand in the matches of one sentence; one of danger to the writer alone only where it speaks of nobody else."""
    standing = told.places.keys()
    others = any(match.field in _OTHERS for match in matches)
    return [
        sign
        for idea in standing
        for sign in _signs_from().get(idea, ())
        if sign.needed <= standing and not (sign.kind == _ALONE and others) and sign.stands(told)
    ]


def _gravest(signs: Iterable[Sign]) -> str | None:
    kinds = {_KINDS[0] if sign.kind == _ALONE else sign.kind for sign in signs}
    return next((kind for kind in _KINDS if kind in kinds), None)


def told_in(matches: Sequence[Match], read: Text) -> Told:
    """The ideas among the matches of one sentence, each place once."""
    places: dict[str, dict[tuple[int, int], Match]] = {}
    for match in matches:
        if match.field == "idea":
            places.setdefault(match.codes[0], {}).setdefault((match.start, match.end), match)
    return Told({idea: list(found.values()) for idea, found in places.items()}, read.clause)


def _between(one: Match, other: Match) -> int:
    """How many words stand between two matches; -1 where they overlap."""
    if other.start >= one.end:
        return other.start - one.end
    return one.start - other.end if one.start >= other.end else -1


@cache
def _signs() -> tuple[Sign, ...]:
    """The lines of the table, "wish die 4 unless ill 6": ideas and reach, then what explains it away, and from how near."""
    return tuple(
        sign_of(title.partition(":")[0], line)
        for title, lines in tables("danger.toml")[TOGETHER].items()
        for line in lines.strip().splitlines()
        if not title.startswith(_ANY)
    )


@cache
def _signs_from() -> Mapping[str, Sequence[Sign]]:
    """The signs by the idea that each begins with."""
    begun: dict[str, list[Sign]] = {}
    for sign in _signs():
        begun.setdefault(sign.ideas[0], []).append(sign)
    return begun


@cache
def _explanations(kind: str = "") -> tuple[Explanation, ...]:
    """What takes back every sign that stands so near ("told_in_made_up 8"), or every sign of a `kind`."""
    told = f"{_ANY} {kind}".strip()
    return tuple(
        _near(line)
        for title, lines in tables("danger.toml")[TOGETHER].items()
        for line in lines.strip().splitlines()
        if title.partition(":")[0] == told
    )


def sign_of(kind: str, line: str) -> Sign:
    """One line of the table; `kind` is the first word of its title, and a hint begins with a question mark."""
    ideas, _, unless = line.removeprefix(_HINT).partition(" unless ")
    sign = _near(ideas)
    explained = tuple(_near(each) for each in unless.split(", ") if each)
    needed = frozenset(sign.ideas)
    return Sign(kind, sign.ideas, sign.within or 0, explained, needed, line.startswith(_HINT))


def _near(clause: str) -> Explanation:
    found = _CLAUSE.match(clause)
    assert found, f"not a sign of danger: {clause!r}"
    return Explanation(tuple(found[1].split()), None if found[2] == _ANYWHERE else int(found[2] or 0))
