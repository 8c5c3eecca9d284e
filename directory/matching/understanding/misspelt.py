"""What was meant by a word that nobody writes? One slip of the finger is mended; a word that people do write never is."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from rapidfuzz.distance import OSA

from directory.matching.understanding.lexicon import Lexicon, lexicon
from directory.matching.understanding.placing import may_be_place
from directory.matching.understanding.text import Text, frequent_words
from directory.places.gazetteer import Gazetteer

_SHORTEST_WORD, _SHORTEST_STEM, _SHORTEST_PART = 4, 6, 3
_SHORTEST_RIGHT = 5  # letters of a known beginning that is a word by itself
_LONGEST_STEM, _SHORTEST_GLUED = 14, 7
_FIRST_LETTER_FROM = 7  # from so many letters on, the first one may be the slip
_SHORTEST_PLACE = 4
_MOST_MENDED = 12  # words in one text; a text with more is no text with slips in it


class Mending:
    """Finds the known word, or the known beginning of a word, that is one slip away."""

    def __init__(self, known: Lexicon, common: frozenset[str]) -> None:
        self._known, self._common = known, common
        words = known.words | {word for word in self._common if known.knows(word)}
        self._words = _without_a_letter(word for word in words if len(word) >= _SHORTEST_WORD)
        self._stems = _without_a_letter(stem for stem in known.stems if len(stem) >= _SHORTEST_STEM)

    def is_right(self, word: str) -> bool:
        """Whether people write this word as it stands."""
        known = word in self._known.words or (len(word) >= _SHORTEST_RIGHT and word in self._known.stems)
        return known or word in self._common or word.isdecimal()

    def mended(self, word: str) -> str | None:
        """`word` as it was meant; None where that is unclear. One letter may be wrong, missing, doubled or swapped."""
        if len(word) < _SHORTEST_WORD:
            return None
        whole = _best(word, (each for part in _shortened(word) for each in self._words.get(part, ())))
        if whole:
            return whole
        known = self._known.beginning(word)
        for length in range(min(len(word), _LONGEST_STEM), max(_SHORTEST_STEM - 2, known), -1):
            beginning = word[:length]
            stems = (stem for part in _shortened(beginning) for stem in self._stems.get(part, ()))
            if (found := _best(beginning, stems)) and len(found) > known:
                return found + word[length:]
        return None

    def apart(self, word: str, is_place: Callable[[str], bool]) -> tuple[str, str] | None:
        """Two words that were written without a space between, one of which means something."""
        for at in range(len(word) - _SHORTEST_PART, max(1, self._known.beginning(word) - 1), -1):
            first, second = word[:at], word[at:]
            if not all(self.is_right(part) or self.means(part) or is_place(part) for part in (first, second)):
                continue
            if any(self.means(part) or is_place(part) for part in (first, second)):
                return first, second
        return None

    def means(self, word: str) -> bool:
        """Whether `word` is, or begins as, a word of some phrase, long enough to be meant."""
        return word in self._known.words or (len(word) >= _SHORTEST_STEM and self._known.knows(word))


def _without_a_letter(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        for part in _shortened(word):
            found.setdefault(part, []).append(word)
    return found


def _shortened(word: str) -> Iterator[str]:
    """`word`, and it with each one of its letters gone: two words one slip apart share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _best(word: str, candidates: Iterable[str]) -> str | None:
    strict = len(word) < _FIRST_LETTER_FROM
    near = {
        each
        for each in candidates
        if OSA.distance(word, each, score_cutoff=1) == 1 and (not strict or each[0] in word[:2])
    }
    return min(
        near, key=lambda each: (each[0] != word[0], each[-1] != word[-1], -len(each), each), default=None
    )


@cache
def mending() -> Mending:
    """The house's own: over the lexicon, and the words that people write most."""
    return Mending(lexicon(), frequent_words())


def mend(text: Text, gazetteer: Gazetteer) -> Text:
    """`text` with what is misspelt mended and what was written together taken apart; names of places stay as they are."""

    def is_place(word: str) -> bool:
        known = len(word) >= _SHORTEST_PLACE and gazetteer.begins_a_name(word)
        return known and gazetteer.exact(word, "postcode").certain

    tried = 0
    pieces: list[tuple[str, ...]] = []
    for at, word in enumerate(text.words):
        piece: tuple[str, ...] = (word,)
        if tried < _MOST_MENDED and not mending().is_right(word):
            tried += 1
            if not may_be_place(text, at, gazetteer):
                piece = _mended(word, is_place, whole=at in text.named)
        pieces.append(piece)
    return text.with_words(pieces)


def _mended(word: str, is_place: Callable[[str], bool], *, whole: bool) -> tuple[str, ...]:
    """A word as it was meant; beside a compound that means something by itself, its two words too. `whole`: a name is
    never taken apart."""
    meant = mending().mended(word)
    if meant:
        return (meant,)
    parts = mending().apart(word, is_place) if len(word) >= _SHORTEST_GLUED and not whole else None
    if not parts:
        return (word,)
    if not lexicon().knows(word):
        return parts
    says_more = mending().means(parts[1]) or is_place(parts[1])
    return (word, *parts) if says_more else (word,)
