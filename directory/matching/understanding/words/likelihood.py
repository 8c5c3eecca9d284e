"""How likely is it that somebody means this word? What is written often is meant often, and what we listen for as well."""

from collections.abc import Mapping
from math import log10

from directory.matching.understanding.words.lexicon import Lexicon

# A word's share of all that is written, as a power of ten (wordfreq calls it Zipf's scale), read from its rank.
FAR = 1.3  # how much one step of far-fetchedness takes away
_FIRST, _PER_POWER = 8.0, 1.05
_UNRANKED = 2.8
_LISTENED_FOR = 1.1  # more, for a word that means something by itself: people write to us because of it
_DANGER = frozenset(("idea",))
_OF_DANGER = -0.4  # less, for a word that only danger is read from: no alarm from a slip


class Likelihood:
    """Over a lexicon, and the words that people write most, each with its rank. `known`: those of them that begin or end
    as a word of some phrase does."""

    def __init__(self, known: Lexicon, common: Mapping[str, int]) -> None:
        self._common = common
        self.known = {word for word in common if word not in known.fields and known.knows(word)}
        self._telling = known.telling | self.known
        self._dangerous = {word for word, fields in known.fields.items() if fields == _DANGER}

    def of(self, word: str) -> float:
        """How likely `word` is to be meant."""
        rank = self._common.get(word)
        written = _UNRANKED if rank is None else _FIRST - _PER_POWER * log10(rank + 3)
        if word in self._telling:
            return written + _LISTENED_FOR
        return written + (_OF_DANGER if word in self._dangerous else 0)
