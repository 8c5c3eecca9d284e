"""Which words does the index know: this one, those that begin so, those that may be meant? Terms in order, as bytes."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

_PLACES = 31  # letters share 31 places, each with a bit for the first and one for the second occurrence


class Terms:
    """The terms of an index, ascending. A term is known by its place."""

    def __init__(self, terms: NDArray[np.bytes_], letters: NDArray[np.uint64]) -> None:
        self.terms = terms
        self.letters = letters
        self._lengths: NDArray[np.int64] | None = None

    @classmethod
    def of(cls, terms: Sequence[str]) -> "Terms":
        """A lexicon of `terms`, which ascend by code point."""
        spelled = np.array([term.encode() for term in terms], dtype=np.bytes_ if terms else "S1")
        return cls(spelled, np.array([_letters(term) for term in terms], dtype=np.uint64))

    def __len__(self) -> int:
        return len(self.terms)

    def place(self, term: str) -> int | None:
        """The place of exactly this term."""
        spelled = term.encode(errors="replace")
        place = int(np.searchsorted(self.terms, np.bytes_(spelled)))
        return place if place < len(self.terms) and self.terms[place] == spelled else None

    def beginning(self, start: str) -> list[str]:
        """Every term that begins with `start`."""
        spelled = start.encode(errors="replace")
        first, end = np.searchsorted(self.terms, [np.bytes_(spelled), np.bytes_(spelled + b"\xff")])
        return [term.decode() for term in self.terms[first:end].tolist()]

    def close_to(self, term: str, most: int) -> dict[str, int]:
        """Terms that at most `most` typing faults part from `term`: letters wrong, missing, too many or in turned order."""
        if self._lengths is None:
            self._lengths = np.char.str_len(self.terms)
        # One fault changes at most two bits of the letters and the length by one.
        unlike = np.bitwise_count(self.letters ^ np.uint64(_letters(term))) <= 2 * most
        candidates = self.terms[
            unlike & (abs(self._lengths - len(term.encode(errors="replace"))) <= 3 * most)
        ]
        return closest([found.decode() for found in candidates.tolist()], term, most)


def closest(candidates: Iterable[str], term: str, most: int) -> dict[str, int]:
    """Those of `candidates` within `most` typing faults of `term`, with how many parted them."""
    found = process.extract(term, list(candidates), scorer=OSA.distance, score_cutoff=most, limit=None)
    return {word: int(faults) for word, faults, _place in found}


def _letters(term: str) -> int:
    bits = 0
    for letter, count in Counter(term).items():
        bits |= (1 if count == 1 else 3) << 2 * (ord(letter) % _PLACES)
    return bits
