"""How are the facets held? For each facet a document has a small number, which stands for all the values that it has there."""

from collections.abc import Collection, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from search_index.masks import Mask, Rows
from search_index.schema import Document
from search_index.splicing import Splice

Codes = NDArray[np.uint32]
Form = tuple[str, ...]


class Facet:
    """One facet of all documents: the forms that it takes, each a set of values, and the number of each row's form."""

    def __init__(self, forms: Sequence[Form], codes: Codes) -> None:
        self.forms = tuple(tuple(form) for form in forms)
        self.codes = codes

    @classmethod
    def nothing(cls, size: int) -> "Facet":
        """A facet in which none of `size` documents has anything."""
        return cls(((),), np.zeros(size, dtype=np.uint32))

    def with_more(self, name: str, documents: Sequence[Document]) -> "Facet":
        """The facet with `documents` after those that it has, in their order."""
        forms, added = _numbered(self.forms, name, documents)
        return Facet(forms, np.concatenate([self.codes, added]))

    def with_changes(self, name: str, rows: Splice, documents: Sequence[Document]) -> "Facet":
        """The facet after `rows` have changed; `documents` are the new ones in their order."""
        forms, added = _numbered(self.forms, name, documents)
        codes = rows.apply(self.codes, added)
        return self if codes is self.codes else Facet(forms, codes)

    def is_at(self, row: int, values: Collection[str]) -> bool:
        """Whether a row has these values and no other."""
        return self.forms[self.codes[row]] == tuple(sorted(values))

    def values(self) -> tuple[str, ...]:
        """All values that documents have or had."""
        return tuple(sorted({value for form in self.forms for value in form}))

    def having(self, values: Collection[str]) -> Mask:
        """The rows that have at least one of `values`."""
        wanted = frozenset(values)
        fits = np.array([not wanted.isdisjoint(form) for form in self.forms] or [False])
        return Mask.of(fits.take(self.codes))

    def counts(self, rows: Rows) -> dict[str, int]:
        """How many of `rows` have each value; values with none are left out."""
        found = np.bincount(self.codes[rows], minlength=len(self.forms))
        counts: dict[str, int] = {}
        for number in np.flatnonzero(found).tolist():
            for value in self.forms[number]:
                counts[value] = counts.get(value, 0) + int(found[number])
        return counts


def _numbered(known: Sequence[Form], name: str, documents: Sequence[Document]) -> tuple[list[Form], Codes]:
    """The forms that are known and those of `documents`; and the number of each document's form."""
    met = [tuple(sorted(document.facets.get(name, ()))) for document in documents]
    numbers = dict(zip(known, count(), strict=False))
    for form in met:
        numbers.setdefault(form, len(numbers))
    return list(numbers), np.array([numbers[form] for form in met], dtype=np.uint32)
