"""Which documents have which word? For each field its terms, in order, and the rows of the documents that have each."""

from collections.abc import Mapping, Sequence
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
    def of(cls, found: Mapping[str, Sequence[int]]) -> "Postings":
        """Postings of the rows that were found for each term."""
        ordered = sorted(found)
        terms = np.array([term.encode() for term in ordered], dtype=np.bytes_ if found else "S1")
        starts = np.cumsum([0, *(len(found[term]) for term in ordered)], dtype=np.int64)
        rows = np.array([row for term in ordered for row in found[term]], dtype=np.int32)
        return cls(terms, starts, rows)

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


def posted(documents: Sequence[Document]) -> dict[str, Postings]:
    """The postings of each field of `documents`, which are in order of id."""
    found: dict[str, dict[str, list[int]]] = {field: {} for field in FIELDS}
    for row, document in enumerate(documents):
        for field, terms in terms_of(document).items():
            for term in terms:
                found[field].setdefault(term, []).append(row)
    return {field: Postings.of(rows) for field, rows in found.items()}
