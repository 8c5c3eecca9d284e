"""What was meant by a word that nobody writes? One slip of the finger is mended; a word that people do write seldom is."""

from directory.matching.understanding.mending.apart import IsPlace
from directory.matching.understanding.mending.misspelt_places import MeantPlace, meant_place
from directory.matching.understanding.mending.misspelt_words import mending
from directory.matching.understanding.mending.suspects import fitting, meant_after_all
from directory.matching.understanding.mending.unmarked import restore_marks
from directory.matching.understanding.words.placing import is_name
from directory.matching.understanding.words.text import Text
from directory.places.gazetteer import Gazetteer

_SHORTEST_PLACE, _SHORTEST_GLUED = 4, 7
_MOST_MENDED = 150  # words in one text; a text with more is no text with slips in it
_AS_A_NAME = 1.0  # how much less likely a word is that is written as a name


def mend(text: Text, gazetteer: Gazetteer) -> Text:
    """`text` with what is misspelt mended and what was written together taken apart."""

    def is_place(word: str) -> bool:
        known = len(word) >= _SHORTEST_PLACE and gazetteer.begins_a_name(word)
        return known and gazetteer.exact(word, "postcode").certain

    text = restore_marks(text)
    pieces: list[tuple[str, ...]] = [(word,) for word in text.words]
    odd = [at for at, word in enumerate(text.words) if not mending().is_right(word)]
    for at in odd[-_MOST_MENDED:]:
        if not is_name(text, at, gazetteer):
            start, words = _mend(text, at, gazetteer, is_place)
            pieces[start : start + len(words)] = words
    for at in sorted({*range(len(pieces))}.difference(odd)):
        if pieces[at] == (text.words[at],) and (meant := meant_after_all(text, at, gazetteer)):
            pieces[at] = meant
    return text.with_words(pieces)


def _mend(text: Text, at: int, gazetteer: Gazetteer, is_place: IsPlace) -> tuple[int, list[tuple[str, ...]]]:
    """Where the mended words begin, and what stands there now for each of them."""
    word, named = text.words[at], at in text.named
    place, mended = meant_place(text, at, gazetteer), fitting(text, at) or mending().mended(word)
    if place and (
        mended is None or place.words == (mended[1],) or place.likelihood > mended[0] - _AS_A_NAME * named
    ):
        return _name(place, at, word)
    if mended:
        return at, [(mended[1] if mending().known.knows(mended[1]) else word,)]
    return at, [_otherwise(word, is_place, named=named)]


def _name(place: MeantPlace, at: int, word: str) -> tuple[int, list[tuple[str, ...]]]:
    """The name as it is spelled; what may be several places stays as it is, to be asked about."""
    return (place.start, [(each,) for each in place.words]) if place.clear else (at, [(word,)])


def _otherwise(word: str, is_place: IsPlace, *, named: bool) -> tuple[str, ...]:
    """Two words that were written together, or a word of which one part is mended. A name is never taken apart, unless a
    place is a part of it."""
    sure, likely = mending().apart.parts(word, is_place) if len(word) >= _SHORTEST_GLUED else (None, None)
    if sure and not (named and not any(map(is_place, sure))):
        return sure
    if meant := mending().continued(word):
        return (meant,)
    if likely and not (named and not any(map(is_place, likely))):
        return likely
    return (mending().join(word) or word,)
