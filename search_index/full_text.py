"""Which documents have these words? What was built is looked up; what has changed since is looked through, and counts at once."""

from collections.abc import Collection, Mapping
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search_index.meaning import Way, slipped, ways
from search_index.postings import Postings, Terms
from search_index.splicing import Splice

Rows = NDArray[np.int64]


class FullText:
    """The words of all documents: postings by field as they were built, and the documents that have changed since.

    `moved` gives for each row of the postings its row today, -1 where the document has changed or is gone; None where
    nothing has. `changed` holds the terms of the changed documents by their row today.
    """

    def __init__(
        self,
        built: Mapping[str, Postings],
        moved: NDArray[np.int32] | None = None,
        changed: Mapping[int, Terms] | None = None,
    ) -> None:
        self.built = built
        self._moved = moved
        self._changed = dict(changed or {})

    def search(self, spelled: Collection[str], field: str, forgiven: Collection[str] = ()) -> Rows:
        """The rows of the documents that have every one of the words `spelled` in `field`, ascending.

        A slip is passed over in those that are `forgiven` and that no document has. The words are analysed, never parsed:
        no sign in them means anything to the question.
        """
        found = [self._having(way, field) for word in spelled for way in self._ways(word, field, forgiven)]
        return reduce(np.intersect1d, found) if found else np.arange(0)

    def _ways(self, spelled: str, field: str, forgiven: Collection[str]) -> list[tuple[Way, ...]]:
        asked = list(ways(spelled))
        if spelled in forgiven and not all(len(self._having(each, field)) for each in asked):
            return [slipped(spelled, self._terms(field))]
        return asked

    def _having(self, any_of: tuple[Way, ...], field: str) -> Rows:
        rows = (reduce(np.intersect1d, (self._find(term, field) for term in way)) for way in any_of)
        return reduce(np.union1d, rows, np.arange(0))

    def _find(self, term: str, field: str) -> Rows:
        """The rows that have `term` today."""
        rows = self.built[field].find(term)
        if self._moved is not None:
            rows = self._moved[rows]
        new = [row for row, terms in self._changed.items() if term in terms[field]]
        return np.array([*rows[rows >= 0].tolist(), *new], dtype=np.int64)

    def _terms(self, field: str) -> set[str]:
        changed = (terms[field] for terms in self._changed.values())
        return set(self.built[field].terms()).union(*changed)

    def with_changes(self, splice: Splice, documents: Mapping[int, Terms]) -> "FullText":
        """The text after a change; `documents` are those set in, by their row afterwards."""
        rows = splice.new_rows
        moved = rows if self._moved is None else np.append(rows, np.int32(-1))[self._moved]
        kept = {int(rows[row]): terms for row, terms in self._changed.items() if rows[row] >= 0}
        return FullText(self.built, moved, kept | dict(documents))

    def merge(self) -> "FullText":
        """The same text as if it had been built as it is today."""
        if self._moved is None:
            return self
        return FullText(
            {
                field: built.merge(self._moved, {row: terms[field] for row, terms in self._changed.items()})
                for field, built in self.built.items()
            }
        )
