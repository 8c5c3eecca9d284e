"""What did somebody mean whose keyboard has no æ, ø and å? "Er gutt pa 16 og tor ikke si det"."""

from collections.abc import Mapping
from functools import cache

from directory.matching.understanding.words.lexicon import lexicon
from directory.matching.understanding.words.text import Text, frequent_words
from directory.matching.understanding.words.word_lists import word_list

_MARKS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_MARKED = frozenset("æøå")
# Words too short for the table of frequent words; "a" is "å" and "na" is "nå" only where the text shows it.
_SHORT = {
    "pa": "på",
    "a": "å",
    "na": "nå",
    "sa": "så",
    "fa": "få",
    "ga": "gå",
    "ma": "må",
    "ar": "år",
    "ae": "æ",
    "mae": "mæ",
}
_UNCLEAR = frozenset(("a", "na", "ga", "sa", "ma"))
_SHOWING = frozenset(("pa", "ar", "fa"))
_NORWEGIAN = word_list("unmarked.norwegian")
_OF_FELLOWSHIPS = word_list("unmarked.of_fellowships")
_WHO_GETS = word_list("unmarked.who_gets")  # "jeg far hjelp"
_FEWEST = 3  # words: "na oslo" shows nothing
_KNOWN_WELL = 6_000  # the rank before which a word shows that its letters are missing


def restore_marks(text: Text) -> Text:
    """`text` with the letters it lacks, where other words of it show that they are missing."""
    if not all(map(_MARKED.isdisjoint, text.words)):
        return text
    shown = {word for word in text.words if _shows(word)}
    if len(text.words) >= _FEWEST and shown and not _NORWEGIAN.isdisjoint(text.words):
        unclear = _UNCLEAR if len(shown) == 1 and not _SHOWING & shown else frozenset()
        return text.with_words([(_restore(text, at, unclear),) for at in range(len(text.words))])
    return text.with_words([(_twins()[word] if word in shown else word,) for word in text.words])


def _shows(word: str) -> bool:
    """Whether it is no word without its marks, and a well-known one with them."""
    if word in _SHOWING:
        return True
    meant, ranks = _twins().get(word), frequent_words()
    return meant is not None and word not in ranks and ranks.get(meant, _KNOWN_WELL) < _KNOWN_WELL


def _restore(text: Text, at: int, unclear: frozenset[str]) -> str:
    word, after = text.words[at], text.words[at + 1 : at + 2]
    if at in text.capitals or word in unclear or (word == "na" and not _OF_FELLOWSHIPS.isdisjoint(after)):
        return word
    if word == "far" and at and text.words[at - 1] in _WHO_GETS:
        return "får"
    return _twins().get(word, word)


@cache
def _twins() -> Mapping[str, str]:
    """Words without their marks, each with the word that is written more often than it, marks and all."""
    ranks = frequent_words()
    found: dict[str, str] = {}
    for word, rank in ranks.items():
        plain = word.translate(_MARKS)
        if plain != word and rank < ranks.get(plain, len(ranks)) and plain not in lexicon().telling:
            found.setdefault(plain, word)
    return found | _SHORT
