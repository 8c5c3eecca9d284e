"""Which word was meant by one that nobody writes? The likeliest one that is a slip of the finger away."""

from collections.abc import Mapping
from functools import cache
from itertools import islice

from directory.matching.understanding.mending.apart import Apart
from directory.matching.understanding.words.lexicon import Lexicon, lexicon
from directory.matching.understanding.words.likelihood import FAR, Likelihood
from directory.matching.understanding.words.text import frequent_words
from directory.places.slips import Near

_SHORTEST_WORD, _SHORTEST_STEM, _SHORTEST_HALF = 3, 6, 4
_LONG = 8  # a word of so many letters has few others near it
_SHORTEST_RIGHT = 5  # letters of a known beginning that is a word by itself
_LONGEST_STEM = 16
_EVERYDAY = 15_000  # ordinary words that an odd word may be a slip for as well
# What a word must reach to be what was meant, by the letters of the odd word.
_LEAST = {3: 3.6, 4: 2.6, 5: 1.9}
_LEAST_LONG = 1.0
_GUESSED = 0.4  # more, for a slip that neither fingers nor ears explain
_BY_FINGERS, _BY_EAR = 1.45, 1.75  # a slip of three letters, or of a beginning, must be no more far-fetched


class Mending:
    """Finds the known word, or the known beginning of a word, that is one slip away."""

    def __init__(self, known: Lexicon, common: Mapping[str, int]) -> None:
        self.known, self._common = known, common
        self.likelihood = Likelihood(known, common)
        self.apart = Apart(known, common, self.likelihood)
        words = {*known.words, *islice(common, _EVERYDAY), *self.likelihood.known}
        self._words = Near(word for word in words if len(word) >= _SHORTEST_WORD)
        self._stems = Near(stem for stem in known.stems if len(stem) >= _SHORTEST_STEM)

    def is_right(self, word: str) -> bool:
        """Whether people write this word as it stands."""
        known = word in self.known.words or (len(word) >= _SHORTEST_RIGHT and word in self.known.stems)
        return known or word in self._common or word.isdecimal() or self.known.is_compound(word)

    def mended(self, word: str) -> tuple[float, str] | None:
        """`word` as it was meant, and how likely that is; None where it is unclear."""
        likely, meant, far = max(self.near(word), default=(0.0, "", 0.0))
        least = _LEAST.get(len(word), _LEAST_LONG) + _GUESSED * (far > _BY_EAR and len(word) < _LONG)
        if likely < least or (len(word) == _SHORTEST_WORD and far > _BY_FINGERS):
            return None
        return likely, meant

    def near(self, word: str) -> list[tuple[float, str, float]]:
        """The words one slip away: how likely each is meant, the word, and how far-fetched the slip is."""
        if len(word) < _SHORTEST_WORD:
            return []
        near = self._words.to(word).items()
        return [(self.likelihood.of(each) - FAR * far, each, far) for each, far in near]

    def continued(self, word: str) -> str | None:
        """`word` with its beginning mended, where that is known to go on: "spiseforstyrelse"."""
        known, explained = self.known.beginning(word), _BY_FINGERS if self.known.codes_of(word) else _BY_EAR
        for length in range(min(len(word), _LONGEST_STEM), max(_SHORTEST_STEM - 2, known), -1):
            near = {stem: far for stem, far in self._stems.to(word[:length]).items() if far <= explained}
            stem = min(near, key=lambda each: (near[each], -len(each), each), default="")
            if len(stem) > known:
                return stem + word[length:]
        return None

    def join(self, word: str) -> str | None:
        """`word` with one of its two halves mended: "agnstgruppe", "sovegrupppe"."""
        found = []
        if self.known.codes_of(word):
            return None
        for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            first, second = word[:at], word[at:]
            if self.is_right(second) and (meant := self.mended(first)):
                found.append((meant[0] + self.likelihood.of(second), meant[1], second))
            if self.is_right(first) and (meant := self.mended(second)):
                found.append((meant[0] + self.likelihood.of(first), first, meant[1]))
        if not found:
            return None
        _likely, first, second = max(found)
        return first + second if self.known.codes_of(first + second) else None


@cache
def mending() -> Mending:
    """The house's own: over the lexicon, and the words that people write most."""
    return Mending(lexicon(), frequent_words())
