"""What is asked for? Words become ways to be found: as they stand, by their parts, and if nobody wrote them so, by what they resemble."""

from collections.abc import Iterable
from typing import Protocol

from search_index.language import Word

# Each way is a row of terms that must all be there; a word is found in any of its ways, a question in all of its words.
Way = tuple[str, ...]
Question = tuple[tuple[Way, ...], ...]
_SHORTEST_BEGINNING = 3
_ONE_FAULT, _TWO_FAULTS = 4, 8  # letters from which on so many may be forgiven


class Vocabulary(Protocol):
    """What words can be looked for."""

    def has(self, term: str) -> bool:
        """Whether any document has the term."""

    def beginning(self, start: str) -> Iterable[str]:
        """Terms that begin so."""

    def close_to(self, term: str, most: int) -> dict[str, int]:
        """Terms that may be meant, with how many typing faults part them."""


def question(words: Iterable[Word], vocabulary: Vocabulary, forgiving: bool) -> Question:
    """What a document must have. A forgiving question takes unknown words for beginnings or else for typing faults."""
    asked = {word.term: ((word.term,), *word.readings) for word in words}
    if not forgiving:
        return tuple(asked.values())
    return tuple(
        ways if any(all(map(vocabulary.has, way)) for way in ways) else resembling(term, vocabulary) or ways
        for term, ways in asked.items()
    )


def resembling(term: str, vocabulary: Vocabulary) -> tuple[Way, ...]:
    """Terms that an unknown term may stand for: what begins so, else what fewest typing faults part from it."""
    begun = sorted(vocabulary.beginning(term)) if len(term) >= _SHORTEST_BEGINNING else []
    if begun:
        return tuple((found,) for found in begun)
    faults = 2 if len(term) >= _TWO_FAULTS else 1 if len(term) >= _ONE_FAULT else 0
    close = vocabulary.close_to(term, faults) if faults else {}
    fewest = min(close.values(), default=0)
    return tuple((found,) for found in sorted(close) if close[found] == fewest)
