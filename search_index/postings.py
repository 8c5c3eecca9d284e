"""Which documents have which word? For each field its terms, in order, and the rows of the documents that have each."""

from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.language import words
from search_index.schema import Document
from search_index.storage import Arrays

FIELDS = ("name", "text")
Rows = NDArray[Any]
Terms = Mapping[str, frozenset[str]]  # by field


def terms_of(document: Document) -> Terms:
    """The terms of a document, by field."""
    known = {field: words(getattr(document, field)) for field in FIELDS}
    return {field: frozenset(term for word in found for term in word.kept) for field, found in known.items()}


class Postings:
    """The terms of one field of all documents. Rows are those of the documents that it was built of, in order of id."""

    def __init__(self, terms: NDArray[np.bytes_], starts: NDArray[np.int64], rows: NDArray[np.int32]) -> None:
        self._terms = terms
        self._starts = starts
        self._rows = rows

    @classmethod
    def of(cls, found: Mapping[str, "array[int]"], place: NDArray[np.int32]) -> "Postings":
        """Postings of the rows that were found for each term; `place` says which row each of them is."""
        if not found:
            return cls(np.array([], dtype="S1"), np.zeros(1, dtype=np.int64), np.array([], dtype=np.int32))
        ordered = sorted(found)
        rows = (np.sort(place[np.frombuffer(found[term], dtype=np.int32)]) for term in ordered)
        starts = np.cumsum([0, *(len(found[term]) for term in ordered)], dtype=np.int64)
        return cls(
            np.array([term.encode() for term in ordered], dtype=np.bytes_), starts, np.concatenate(list(rows))
        )

    def merge(self, moved: NDArray[np.int32], changed: Mapping[int, frozenset[str]]) -> "Postings":
        """The postings after a change: each row is the one that `moved` says, -1 none; `changed` holds the terms of new rows."""
        pairs = [(term.encode(), row) for row, terms in changed.items() for term in terms]
        new = np.array([term for term, _row in pairs], dtype=np.bytes_ if pairs else "S1")
        terms = np.union1d(self._terms, new)
        numbers = np.repeat(np.searchsorted(terms, self._terms), np.diff(self._starts))
        rows = moved[self._rows]
        numbers = np.concatenate([numbers[rows >= 0], np.searchsorted(terms, new)])
        rows = np.concatenate([rows[rows >= 0], np.array([row for _term, row in pairs], dtype=np.int32)])
        order, counts = np.lexsort((rows, numbers)), np.bincount(numbers, minlength=len(terms))
        starts = np.concatenate([[0], np.cumsum(counts[counts > 0])])
        return Postings(terms[counts > 0], starts, rows[order])

    @classmethod
    def restore(cls, field: str, arrays: Arrays) -> "Postings":
        """The postings of a field that were kept."""
        return cls(arrays[f"{field}_terms"], arrays[f"{field}_starts"], arrays[f"{field}_rows"])

    def arrays(self, field: str) -> Arrays:
        """What must be kept to have these postings again."""
        return {f"{field}_terms": self._terms, f"{field}_starts": self._starts, f"{field}_rows": self._rows}

    def find(self, term: str) -> Rows:
        """The rows that have `term`, ascending."""
        spelled = term.encode(errors="replace")
        place = int(np.searchsorted(self._terms, np.bytes_(spelled)))
        if place == len(self._terms) or self._terms[place] != spelled:
            return self._rows[:0]
        return self._rows[self._starts[place] : self._starts[place + 1]]

    def terms(self) -> list[str]:
        """Every term, ascending."""
        return [term.decode() for term in self._terms.tolist()]
