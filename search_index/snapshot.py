"""What is searchable at one moment? Columns, text and payloads of the same documents, and a print of each by which it is known."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.columns import Columns
from search_index.full_text import FullText
from search_index.ids import as_bytes
from search_index.payloads import Payloads
from search_index.postings import FIELDS, Postings, terms_of
from search_index.schema import Changes, Document, State
from search_index.splicing import Splice
from search_index.storage import Arrays

Fingerprints = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent state of everything searchable, held in memory; immutable, so threads may share it.

    `folder` is the generation that it stands on, None where none could be written; `changes` says how many documents have
    changed since that was built. One that `lacks` some has none of many new ones yet. Those that have changed, where they were many,
    are `stale`: they are found as they were, and whoever shows one asks the source.
    """

    state: State
    folder: Path | None
    columns: Columns
    text: FullText
    fingerprints: Fingerprints
    payloads: Payloads
    changes: int = 0
    lacks: bool = False
    stale: frozenset[str] = frozenset()

    @classmethod
    def restore(cls, folder: Path, payloads: Path, arrays: Arrays, facts: Mapping[str, Any]) -> "Snapshot":
        """The snapshot whose `arrays` and `facts` were kept in the generation `folder`, and its payloads in a file."""
        return cls(
            (facts["number"], facts["mark"]),
            folder,
            Columns.restore(arrays, facts),
            FullText({field: Postings.restore(field, arrays) for field in FIELDS}),
            arrays["prints"],
            Payloads.restore(payloads, arrays),
        )

    def arrays(self) -> Arrays:
        """What must be kept, with `facts` and the payloads, to have this snapshot again."""
        words = {
            name: array
            for field, built in self.text.merge().built.items()
            for name, array in built.arrays(field).items()
        }
        return {"prints": self.fingerprints, **self.columns.arrays(), **self.payloads.arrays(), **words}

    def facts(self) -> dict[str, Any]:
        number, mark = self.state
        return {"number": number, "mark": mark, **self.columns.facts()}

    @property
    def name(self) -> str:
        return self.folder.name if self.folder else "memory"

    def with_changes(self, changes: Changes) -> "Snapshot":
        """The snapshot after `changes`: as one built anew would be, in a small part of the time."""
        lacks = self.lacks or bool(changes.left)
        stale = self.stale.union(changes.left).difference(
            (each.id for each in changes.documents), changes.gone
        )
        if not changes.size:
            return replace(self, state=changes.state, lacks=lacks, stale=stale)
        ordered = sorted(changes.documents, key=lambda document: document.id)
        ids = self.columns.ids
        old = ids.rows([*(document.id for document in ordered), *changes.gone])
        before = ids.before(as_bytes([document.id for document in ordered]))
        splice = Splice(len(ids), np.array(sorted(set(old)), dtype=np.int64), before)
        new = dict(zip(splice.places.tolist(), map(terms_of, ordered), strict=True))
        prints = np.array([fingerprint(document) for document in ordered], dtype=np.uint64)
        return Snapshot(
            changes.state,
            self.folder,
            self.columns.with_changes(splice, ordered),
            self.text.with_changes(splice, new),
            splice.apply(self.fingerprints, prints),
            self.payloads.with_changes(splice, [document.payload for document in ordered]),
            self.changes + changes.size,
            lacks,
            stale,
        )


def fingerprint(document: Document) -> int:
    """A number that no other content has: 64 bits."""
    facets = sorted((facet, sorted(values)) for facet, values in document.facets.items())
    content = (
        document.id,
        document.name,
        document.text,
        document.latitude,
        document.longitude,
        facets,
        document.payload,
    )
    spelled = repr(content).encode(errors="backslashreplace")
    return int.from_bytes(hashlib.blake2b(spelled, digest_size=8).digest(), "little")
