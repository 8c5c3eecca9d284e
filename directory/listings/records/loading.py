"""How do listings come in? From their document, one JSON object a listing."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db.change_feed import LISTING, Touched, note
from directory.listings.records.courses import Programme, Rota
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing, Organisation
from directory.listings.records.new_rows import NewRows
from directory.listings.records.parts import PathwayPart, rows_of
from directory.listings.records.resolving import check_pathways, resolve
from directory.listings.records.ways import Ways
from directory.places.gazetteer import Gazetteer
from directory.web.sent.phones import refused_kind

_AT_ONCE = 500


def put_organisations(session: Session, path: Path) -> None:
    """Add the organisations of a table with the columns of `data/organisations.csv`. One that is there stays as the desk has it."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if session.get(Organisation, row["code"]) is not None:
                continue
            organisation = Organisation(code=row["code"])
            organisation.name = row["name"]
            organisation.other_names = _parts(row["former_or_other_names"])
            organisation.audiences = _parts(row["audiences"])
            organisation.needs = _parts(row["needs"])
            organisation.twelve_step = row["twelve_step"] == "1"
            organisation.faith_based = row["faith_based"] == "1"
            organisation.about = row["what_it_is"]
            organisation.confidence = row["confidence"]
            session.add(organisation)


def _parts(joined: str) -> list[str]:
    return [part for part in joined.split("|") if part]


def put_lines(session: Session, lines: Iterable[str | bytes], gazetteer: Gazetteer) -> int:
    """Add or replace the listings of JSON lines, some at a time, so that memory does not grow with them. Returns how many.

    Whoever opened the session commits, or nothing is kept.

    Raises:
        ValueError: names the line and the field.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    return _put_all(
        session, ((f"line {number}", _parse(number, line)) for number, line in numbered), gazetteer
    )


def put_rows(session: Session, rows: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> int:
    """As `put_lines`, for objects. Returns how many."""
    return _put_all(session, ((f"row {number}", row) for number, row in enumerate(rows, start=1)), gazetteer)


def put(session: Session, row: Mapping[str, Any], gazetteer: Gazetteer) -> Listing:
    """Add or replace one listing, whose pathways lead to listings that are there.

    Raises:
        ValueError: a value is missing or cannot be used; the text names the field.
    """
    document = _read(row)
    listing = session.get(Listing, document.id) or Listing(id=document.id)
    _write(session, document, gazetteer, listing)
    session.flush()
    _write_pathways(session, document, listing)
    return listing


def _parse(number: int, line: str | bytes) -> Any:
    try:
        return json.loads(line.decode() if isinstance(line, bytes) else line)
    except UnicodeDecodeError:
        fault = "is not text in UTF-8"
    except json.JSONDecodeError as error:
        fault = f"is not JSON: column {error.colno}"
    except (ValueError, RecursionError):
        fault = "is not JSON"
    raise ValueError(f"line {number}: {fault}")


def _read(row: Any) -> ListingDocument:
    """A document from outside. What stands in the house already may hold a number that nobody is let in with today."""
    document = ListingDocument.read(row)
    numbers = [document.phone, *(each.phone for each in document.contacts)]
    if kind := next(filter(None, map(refused_kind, filter(None, numbers))), None):
        raise ValueError(f"phone must not be a number of this kind: {kind}")
    return document


def _put_all(session: Session, named: Iterable[tuple[str, Any]], gazetteer: Gazetteer) -> int:
    """All listings first, then their pathways: one may lead to a listing of a later line."""
    session.flush()
    held = [
        session.scalars(select(table)).all() for table in (Organisation, Programme, Rota)
    ]  # asked for once
    rows, count, new = iter(named), 0, list[Touched]()
    with Ways() as ways, session.no_autoflush:
        while some := list(_read_named(islice(rows, _AT_ONCE))):
            new += [(LISTING, id_) for id_ in _put_some(session, some, gazetteer, ways)]
            count += len(some)
        ways.put(session)
    if new:
        note(session, new)
    del held
    return count


def _read_named(named: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, ListingDocument]]:
    for name, row in named:
        with _name_fault(name):
            document = _read(row)
        yield name, document


def _put_some(
    session: Session, named: Sequence[tuple[str, ListingDocument]], gazetteer: Gazetteer, ways: Ways
) -> list[str]:
    """What stands there is changed row by row; what is new goes in by plain rows, of which no flush tells anybody: returns
    its ids."""
    kept = _there_already(session, [document.id for _name, document in named])
    new: dict[str, ListingDocument] = {}
    for name, document in named:
        ways.note(name, document, document.id in kept or document.id in new)
        with _name_fault(name):
            if document.id in kept:
                _write(session, document, gazetteer, kept[document.id])
            else:
                new[document.id] = resolve(document, session, gazetteer)
    session.flush()
    rows = NewRows()
    for document in new.values():
        rows.add(document)
    rows.insert(session)
    return list(new)


@contextmanager
def _name_fault(name: str) -> Iterator[None]:
    """A fault says which line or row it is in."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _there_already(session: Session, ids: list[str]) -> dict[str, Listing]:
    """The listings of these ids that are in the database, fetched together."""
    rows: list[Listing] = []
    for start in range(0, len(ids), _AT_ONCE):
        rows += session.scalars(select(Listing).where(Listing.id.in_(ids[start : start + _AT_ONCE])))
    return {row.id: row for row in rows}


def _write(session: Session, document: ListingDocument, gazetteer: Gazetteer, listing: Listing) -> None:
    """All but the pathways."""
    standing = document.model_copy(update={"pathways": [PathwayPart.of(way) for way in listing.pathways]})
    resolve(standing, session, gazetteer).write_listing(listing)
    session.add(listing)


def _write_pathways(session: Session, document: ListingDocument, listing: Listing) -> None:
    check_pathways(document, session)
    listing.pathways = rows_of(document.pathways, listing.pathways)
