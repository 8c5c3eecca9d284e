"""Is somebody in danger? Seen before anything else, and answered directly, with numbers to call and no address.

The wordings are in `data/danger.toml`: ideas in all their forms, and signs, which are ideas that mean danger when they
stand near each other in any order. What all the words weigh together (`weights.py`) takes a sign back, or stands for one
where nothing was listed. It is worse to miss one than to show a calm panel once too often, but "drikker seg
ihjel" about somebody is worry, not an emergency, and is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directory.matching.understanding.lexicon import TOGETHER, Match, tables
from directory.matching.understanding.text import Text
from directory.matching.understanding.weights import likelihood

FIELDS = frozenset(("idea",))
_KINDS = ("life", "violence")  # what the panel says first
_LEAST_WITH_A_SIGN, _LEAST_WITHOUT, _LEAST_WHERE_LOOKING, _RATHER = 0.02, 0.6, 0.9, 0.5
_ALONE = "alone"  # a sign of danger to life, but only from somebody who speaks of nobody else
_CLAUSE = re.compile(r"(\S.*?)(?: (\d+|anywhere))?$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says: where each idea stands, in order, and which sentence each word is in (empty: not known)."""

    places: Mapping[str, Sequence[Match]]
    sentence: Sequence[int]

    def together(self, one: Match, other: Match) -> bool:
        """Whether both stand in the same sentence."""
        return not self.sentence or self.sentence[one.start] == self.sentence[other.start]


@dataclass(frozen=True, slots=True)
class Near:
    """Some ideas, and how many words there may be between the first of them (or a sign) and each other."""

    ideas: tuple[str, ...]
    within: int | None

    def explains(self, sign: Sequence[Match], told: Told) -> bool:
        """Whether one of the ideas stands near `sign`, in the same sentence; with `within` None, anywhere."""
        found = (match for idea in self.ideas for match in told.places.get(idea, ()))
        if self.within is None:
            return any(True for _match in found)
        near = self.within
        return any(_between(m, part) <= near and told.together(m, part) for m in found for part in sign)


@dataclass(frozen=True, slots=True)
class Sign:
    """What means danger: ideas of which all stand near the first, unless one that explains it away is near."""

    kind: str
    ideas: tuple[str, ...]
    within: int
    unless: tuple[Near, ...]

    def stands(self, told: Told) -> bool:
        """Whether it stands in a text, and is not explained away."""
        if not all(idea in told.places for idea in self.ideas):
            return False
        return any(
            not any(near.explains(found, told) for near in self.unless) for found in self._found(told.places)
        )

    def _found(self, places: Mapping[str, Sequence[Match]]) -> Iterator[list[Match]]:
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


def seen(matches: Sequence[Match], read: Text, *, of_another: bool, looking: bool) -> str | None:
    """`"life"`, `"violence"` or None. `of_another`: somebody else is spoken of, so "I can't go on" is weariness.
    `looking`: a place or a kind of offer is named, and hardly anybody in danger names one.

    A sign counts unless all the words together make it very unlikely; without one, they must make it very likely.
    """
    found = _signs_in(matches, read)
    if found == {_ALONE} and of_another:
        return None
    signs = [
        kind for kind in _KINDS if kind in found or (kind == "life" and _ALONE in found and not of_another)
    ]
    danger, violence = likelihood(matches, read.words)
    without = _LEAST_WHERE_LOOKING if looking else _LEAST_WITHOUT
    if danger < (_LEAST_WITH_A_SIGN if signs else without):
        return None
    return signs[0] if signs else "violence" if violence > _RATHER else "life"


def _signs_in(matches: Sequence[Match], read: Text) -> set[str]:
    """Which kinds of danger there is a sign of."""
    places: dict[str, dict[tuple[int, int], Match]] = {}
    for match in matches:
        if match.field == "idea":
            places.setdefault(match.codes[0], {}).setdefault((match.start, match.end), match)
    told = Told({idea: list(found.values()) for idea, found in places.items()}, read.sentence)
    return {sign.kind for sign in _signs() if sign.stands(told)}


def _between(one: Match, other: Match) -> int:
    """How many words stand between two matches; -1 where they overlap."""
    if other.start >= one.end:
        return other.start - one.end
    return one.start - other.end if one.start >= other.end else -1


@cache
def _signs() -> tuple[Sign, ...]:
    """The lines of the table, "wish die 4 unless ill 6": ideas and reach, then what explains it away, and from how near."""
    return tuple(
        _sign(title.partition(":")[0], line)
        for title, lines in tables("danger.toml")[TOGETHER].items()
        for line in lines.strip().splitlines()
    )


def _sign(kind: str, line: str) -> Sign:
    ideas, _, unless = line.partition(" unless ")
    sign = _near(ideas)
    return Sign(kind, sign.ideas, sign.within or 0, tuple(_near(each) for each in unless.split(", ") if each))


def _near(clause: str) -> Near:
    found = _CLAUSE.match(clause)
    assert found, f"not a sign of danger: {clause!r}"
    return Near(tuple(found[1].split()), None if found[2] == "anywhere" else int(found[2] or 0))
