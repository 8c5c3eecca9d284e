"""Which words stand in each sentence, what was found among them, and what in them can weigh?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.traits import traits


@dataclass(frozen=True)
class Sentence:
    """The words from `start` to `end` (not included), and what stands wholly among them."""

    start: int
    end: int
    words: Sequence[str]
    matches: Sequence[Match]

    @cached_property
    def traits(self) -> frozenset[str]:
        """What can weigh in it."""
        return frozenset(traits(self.matches, self.words))


def sentences(matches: Sequence[Match], read: Text) -> Iterator[Sentence]:
    """Every sentence of a text, in order."""
    inside: dict[int, list[Match]] = {}
    for match in matches:
        if read.sentence[match.start] == read.sentence[match.end - 1]:
            inside.setdefault(read.sentence[match.start], []).append(match)
    for number, places in groupby(range(len(read.words)), key=lambda at: read.sentence[at]):
        at = list(places)
        start, end = at[0], at[-1] + 1
        yield Sentence(start, end, read.words[start:end], inside.get(number, ()))
