"""How is a snapshot made of documents that come one after the other? Piece by piece, so that memory holds none of them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from search_index.columns import Columns, points_of
from search_index.facets import Facet
from search_index.full_text import FullText
from search_index.ids import Ids, as_bytes
from search_index.payloads import PayloadWriter
from search_index.postings import FIELDS, Postings, terms_of
from search_index.schema import Document, State
from search_index.snapshot import Snapshot, fingerprint

T = TypeVar("T")
_AT_ONCE = 10_000


def build(state: State, documents: Iterable[Document], spool: Path | None = None) -> Snapshot:
    """A snapshot of `documents`, whatever order they come in. Their payloads are put down in the folder `spool` meanwhile."""
    pieces = _Pieces(spool)
    for part in _parts(documents):
        pieces.add(part)
    return pieces.snapshot(state)


class _Pieces:
    """What has come so far, in the order in which it came."""

    def __init__(self, spool: Path | None) -> None:
        self._size = 0
        self._ids = [as_bytes([])]
        self._points = [points_of([])]
        self._prints: array[int] = array("Q")
        self._facets: dict[str, Facet] = {}
        self._rows: dict[str, dict[str, array[int]]] = {field: {} for field in FIELDS}
        self._payloads = PayloadWriter(spool)

    def add(self, documents: Sequence[Document]) -> None:
        self._ids.append(as_bytes([document.id for document in documents]))
        self._points.append(points_of(documents))
        self._prints.extend(fingerprint(document) for document in documents)
        for name in {*self._facets, *(name for document in documents for name in document.facets)}:
            known = self._facets.get(name) or Facet.nothing(self._size)
            self._facets[name] = known.with_more(name, documents)
        for row, document in enumerate(documents, self._size):
            self._payloads.add(document.payload)
            for field, terms in terms_of(document).items():
                for term in terms:
                    self._rows[field].setdefault(term, array("i")).append(row)
        self._size += len(documents)

    def snapshot(self, state: State) -> Snapshot:
        ids = np.concatenate(self._ids)
        order = np.argsort(ids, kind="stable")
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        facets = {
            name: Facet(facet.forms, facet.codes[order]) for name, facet in sorted(self._facets.items())
        }
        return Snapshot(
            state,
            None,
            Columns(Ids(ids[order]), np.concatenate(self._points)[order], facets),
            FullText({field: Postings.of(rows, place) for field, rows in self._rows.items()}),
            np.frombuffer(self._prints, dtype=np.uint64)[order]
            if self._size
            else np.array([], dtype=np.uint64),
            self._payloads.payloads().in_order(order),
        )


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
