"""Where do the listings of a file lead? To one another: so that is written last, when all of them stand."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import NamedTuple, Self, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing
from directory.listings.records.parts import PathwayPart, rows_of
from directory.listings.records.services import Pathway

_AT_ONCE = 500


class _Noted(NamedTuple):
    """Which line or row says it, of which listing, and whether that stood there before."""

    name: str
    listing_id: str
    stood: bool
    ways: list[PathwayPart]


class Ways:
    """The ways of many listings, kept meanwhile in a file that has no name, so that they take no memory."""

    def __init__(self) -> None:
        self._file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (closed when the ways are)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def note(self, name: str, document: ListingDocument, stood: bool) -> None:
        """Those of one document. Of what stood there before, also that it has none."""
        if document.pathways or stood:
            ways = [way.as_json() for way in document.pathways]
            self._file.write(json.dumps([name, document.id, stood, ways]) + "\n")

    def put(self, session: Session) -> None:
        """Write all of them.

        Raises:
            ValueError: one leads to a listing that is not there; the text names the line or row.
        """
        noted = self._read()
        while some := list(islice(noted, _AT_ONCE)):
            _check(session, some)
            _insert(session, [each for each in some if not each.stood])
            _replace(session, [each for each in some if each.stood])

    def _read(self) -> Iterator[_Noted]:
        self._file.seek(0)
        for line in self._file:
            name, listing_id, stood, ways = json.loads(line)
            yield _Noted(name, listing_id, stood, [PathwayPart.read(way) for way in ways])


def _check(session: Session, noted: Iterable[_Noted]) -> None:
    named = [(each.name, number, way.to_id) for each in noted for number, way in enumerate(each.ways, 1)]
    there = _there(session, [to_id for _name, _number, to_id in named if to_id is not None])
    for name, number, to_id in named:
        if to_id is not None and to_id not in there:
            raise ValueError(f"{name}: pathways {number}: to is not the id of a listing")


def _there(session: Session, ids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        found.update(session.scalars(select(Listing.id).where(Listing.id.in_(ids[start : start + _AT_ONCE]))))
    return found


def _insert(session: Session, noted: Iterable[_Noted]) -> None:
    rows = [
        {"listing_id": each.listing_id, "path": way.path, "to_id": way.to_id, "text": way.text}
        for each in noted
        for way in each.ways
    ]
    if rows:
        session.execute(insert(cast(Table, Pathway.__table__)), rows)


def _replace(session: Session, noted: list[_Noted]) -> None:
    """A listing that comes twice in one file has its first ways by now, of which its object knows nothing yet."""
    stood = select(Listing).where(Listing.id.in_([each.listing_id for each in noted]))
    anew = stood.execution_options(populate_existing=True)
    listings = {row.id: row for row in session.scalars(anew)} if noted else {}
    for each in noted:
        listing = listings[each.listing_id]
        listing.pathways = rows_of(each.ways, listing.pathways)
    session.flush()
