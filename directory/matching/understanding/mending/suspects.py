"""Which word that people do write is a slip all the same? One whose neighbours wait for another: "moen min", "al anno"."""

from functools import cache

from directory.matching.understanding.mending.misspelt_places import meant_place
from directory.matching.understanding.mending.misspelt_words import mending
from directory.matching.understanding.words.likelihood import FAR
from directory.matching.understanding.words.placing import is_introduced, is_name
from directory.matching.understanding.words.text import Text, frequent_words
from directory.matching.understanding.words.word_lists import word_list
from directory.places.gazetteer import Gazetteer
from directory.places.slips import Near

_EVERYDAY = 2_000  # a word that is written so often is what it is
_SHORTEST = 4
_NEAREST = 1.45  # how far-fetched the slip may be
_OF_A_NAME, _OF_A_PHRASE, _OF_MINE = 3.0, 1.5, 1.8  # how much likelier its neighbours make a word
_LEAST = 2.2
_MINE = word_list("suspects.mine")
_PLACE_RATHER, _PLACE_RATHER_SMALL = (
    1.0,
    2.0,
)  # so much likelier must a place be than a word written large, or small


def meant_after_all(text: Text, at: int, gazetteer: Gazetteer) -> tuple[str, ...] | None:
    """What was meant by a word that people write, where its neighbours make another one much likelier."""
    word = text.words[at]
    rank = frequent_words().get(word)
    if rank is None or rank < _EVERYDAY or word in mending().known.words:
        return None
    itself = mending().likelihood.of(word)
    mine = text.words[at + 1 : at + 2] and text.words[at + 1] in _MINE
    if (found := fitting(text, at)) and found[0] > itself and (mine or not is_name(text, at, gazetteer)):
        return (found[1],)
    rather = _PLACE_RATHER if at in text.named else _PLACE_RATHER_SMALL
    if not is_introduced(text, at) or is_name(text, at, gazetteer):
        return None
    place = meant_place(text, at, gazetteer)
    if place and place.clear and place.words[1:] == () and place.likelihood > itself + rather:
        return place.words
    return None


def fitting(text: Text, at: int) -> tuple[float, str] | None:
    """The word that fits between its neighbours and is one slip away, and how likely it is meant."""
    before = text.words[at - 1] if not text.begins_clause(at) else ""
    after = text.words[at + 1] if at + 1 < len(text.words) and not text.begins_clause(at + 1) else ""
    if not before and not after:
        return None
    found = []
    for meant, far in _in_phrases().to(text.words[at]).items():
        fits = max(
            _fits(before, meant), _fits(meant, after), _OF_MINE * (after in _MINE and _is_relation(meant))
        )
        if fits and far <= _NEAREST:
            found.append((mending().likelihood.of(meant) + fits - FAR * far, meant))
    best = max(found, default=None)
    return best if best and best[0] >= _LEAST else None


def _fits(one: str, other: str) -> float:
    field = mending().known.pairs.get((one, other))
    return 0.0 if field is None else _OF_A_NAME if field == "organisations" else _OF_A_PHRASE


def _is_relation(word: str) -> bool:
    return word in mending().known.telling and "relations" in mending().known.fields.get(word, ())


@cache
def _in_phrases() -> Near:
    known = mending().known
    words = {word for pair in known.pairs for word in pair} | set(filter(_is_relation, known.telling))
    return Near(word for word in words if len(word) >= _SHORTEST)
