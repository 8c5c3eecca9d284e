"""What is searchable at one moment? Columns and text of the same documents, and a print of each to see what has changed."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.columns import Columns
from search_index.full_text import FullText
from search_index.ids import as_bytes
from search_index.postings import FIELDS, Postings, posted, terms_of
from search_index.schema import Document
from search_index.splicing import Splice
from search_index.storage import Arrays

Fingerprints = NDArray[np.uint64]


class Difference(NamedTuple):
    """Documents that are new or have changed, and ids of those that are no more."""

    documents: Sequence[Document]
    gone: Collection[str]

    def __bool__(self) -> bool:
        return bool(self.documents or self.gone)

    @property
    def size(self) -> int:
        return len(self.documents) + len(self.gone)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent state of everything searchable, held in memory; immutable, so threads may share it.

    `number` is the source's change number. `folder` is the generation that it stands on, None where none could be
    written; `changes` says how many documents have changed since that was built.
    """

    number: int
    folder: Path | None
    columns: Columns
    text: FullText
    fingerprints: Fingerprints
    changes: int = 0

    @classmethod
    def of(cls, number: int, documents: Sequence[Document]) -> "Snapshot":
        """A snapshot of `documents`, whatever order they come in."""
        ordered = sorted(documents, key=lambda document: document.id)
        return cls(number, None, Columns.of(ordered), FullText(posted(ordered)), _fingerprints(ordered))

    @classmethod
    def restore(cls, folder: Path, arrays: Arrays, facts: Mapping[str, Any]) -> "Snapshot":
        """The snapshot whose `arrays` and `facts` were kept in the generation `folder`."""
        text = FullText({field: Postings.restore(field, arrays) for field in FIELDS})
        return cls(facts["number"], folder, Columns.restore(arrays, facts), text, arrays["prints"])

    def arrays(self) -> Arrays:
        """What must be kept, with `facts`, to have this snapshot again; only where nothing has changed since it was built."""
        words = {
            name: array
            for field, built in self.text.built.items()
            for name, array in built.arrays(field).items()
        }
        return {"prints": self.fingerprints, **self.columns.arrays(), **words}

    def facts(self) -> dict[str, Any]:
        return {"number": self.number, **self.columns.facts()}

    @property
    def name(self) -> str:
        return self.folder.name if self.folder else "memory"

    def difference(self, documents: Sequence[Document]) -> Difference:
        """What parts this snapshot from `documents`, which are all there are."""
        ordered = sorted(documents, key=lambda document: document.id)
        mine, theirs = self.columns.ids.spelled, as_bytes([document.id for document in ordered])
        rows = np.minimum(np.searchsorted(mine, theirs), max(len(mine) - 1, 0))
        same = np.zeros(len(ordered), dtype=np.bool_)
        if len(mine) and ordered:
            same = (mine[rows] == theirs) & (self.fingerprints[rows] == _fingerprints(ordered))
        gone = mine[~np.isin(mine, theirs)]
        return Difference(
            [ordered[row] for row in np.flatnonzero(~same)], [id_.decode() for id_ in gone.tolist()]
        )

    def with_changes(self, number: int, difference: Difference) -> "Snapshot":
        """The snapshot after `difference`: as one built anew would be, in a small part of the time."""
        ordered = sorted(difference.documents, key=lambda document: document.id)
        ids = self.columns.ids
        old = ids.rows([*(document.id for document in ordered), *difference.gone])
        before = ids.before(as_bytes([document.id for document in ordered]))
        splice = Splice(len(ids), np.array(sorted(set(old)), dtype=np.int64), before)
        new = dict(zip(splice.places.tolist(), map(terms_of, ordered), strict=True))
        return Snapshot(
            number,
            self.folder,
            self.columns.with_changes(splice, ordered),
            self.text.with_changes(splice, new),
            splice.apply(self.fingerprints, _fingerprints(ordered)),
            self.changes + difference.size,
        )


def _fingerprints(documents: Sequence[Document]) -> Fingerprints:
    return np.array([_fingerprint(document) for document in documents], dtype=np.uint64)


def _fingerprint(document: Document) -> int:
    facets = sorted((facet, sorted(values)) for facet, values in document.facets.items())
    content = (document.id, document.name, document.text, document.latitude, document.longitude, facets)
    spelled = repr(content).encode(errors="backslashreplace")
    return int.from_bytes(hashlib.blake2b(spelled, digest_size=8).digest(), "little")
