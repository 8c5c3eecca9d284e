"""What has been read already? The rows of one state, kept by each worker; after an edit only what changed is read."""

from datetime import date
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray
from sqlalchemy import select

from directory import db
from directory.listings.records.listing_record import pack, record_of
from directory.listings.records.models import Listing
from directory.mapping.counting.aggregate import Aggregate, count_shapes
from directory.mapping.counting.typed_rows import Shapes, TypedRows, no_rows, read_packed
from directory.matching.suggesting.service import of_app as matching_of_app
from search_index.masks import Rows
from search_index.payloads import BrokenPayload
from search_index.snapshot import Snapshot

_KEY = "field_rows"


class RowsNow(NamedTuple):
    """The rows of one state, which is its name for whatever is made of them."""

    state: Any
    rows: TypedRows


class KeptRows:
    """One worker's rows. `read` says how many were read for the last state: after an edit, one."""

    def __init__(self) -> None:
        self.shapes = Shapes()
        self.read = 0
        self._now = RowsNow(None, no_rows())
        self._counted: tuple[Any, Aggregate | None] = (None, None)
        self._lock = Lock()

    def aggregate(self, today: date) -> Aggregate:
        """All that is public, counted; kept until something changes or the day is over."""
        state, rows = self.now()
        kept, counted = self._counted
        if counted is None or kept != (state, today):
            counted = count_shapes(rows, self.shapes, today)
            self._counted = (state, today), counted
        return counted

    def now(self) -> RowsNow:
        """The rows of the database as this request sees it."""
        snapshot = matching_of_app().index.whole_snapshot(db.state_in(db.read_session()))
        with self._lock:
            if self._now.state != snapshot.state:
                self._now = RowsNow(snapshot.state, self._follow(self._now.rows, snapshot))
            return self._now

    def _follow(self, old: TypedRows, snapshot: Snapshot) -> TypedRows:
        wanted = snapshot.fingerprints
        where, held = _find(old.fingerprints, wanted)
        unread = np.flatnonzero(~held)
        self.read = len(unread)
        new = read_packed(_take_packed(snapshot, unread), wanted[unread], self.shapes)
        return TypedRows(
            wanted,
            _join(old.shape, new.shape, where, held),
            _join(old.confirmed, new.confirmed, where, held),
            _join(old.points, new.points, where, held),
        )


def _find(known: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> tuple[Rows, NDArray[np.bool_]]:
    """Where each of `wanted` stands among `known`, and whether it does."""
    if not len(known):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    order = np.argsort(known)
    where = order[np.minimum(np.searchsorted(known, wanted, sorter=order), len(known) - 1)]
    return where, known[where] == wanted


def _join(old: NDArray[Any], new: NDArray[Any], where: Rows, held: NDArray[np.bool_]) -> NDArray[Any]:
    """What is `held` from `old`, the rest from `new`, in order."""
    joined = np.empty((len(held), *new.shape[1:]), dtype=new.dtype)
    joined[held] = old[where[held]]
    joined[~held] = new
    return joined


def _take_packed(snapshot: Snapshot, rows: Rows) -> list[bytes]:
    """The records of rows as they lie beside the index; from the database where one is damaged there."""
    read, found, damaged = snapshot.payloads.read, [], []
    for row in rows.tolist():
        try:
            found.append(read(row))
        except BrokenPayload:
            damaged.append((len(found), snapshot.columns.ids[row]))
            found.append(b"")
    return _mend(found, dict(damaged)) if damaged else found


def _mend(found: list[bytes], damaged: dict[int, str]) -> list[bytes]:
    matching_of_app().index.distrust()
    rows = db.read_session().scalars(select(Listing).where(Listing.id.in_(list(damaged.values()))))
    whole = {each.id: pack(record_of(each)) for each in rows}
    return [whole[damaged[at]] if at in damaged else each for at, each in enumerate(found)]


def install(app: Flask) -> None:
    """Give the application its rows."""
    app.extensions[_KEY] = KeptRows()


def of_app() -> KeptRows:
    """The running application's rows."""
    kept: KeptRows = current_app.extensions[_KEY]
    return kept
