"""Which rows do new listings become? Rows of plain values, put in many at a time: as `Part.write` would fill them."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Session

from directory.db.base import Base
from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing, ListingContact, ListingOrganisation
from directory.listings.records.parts import ChangedDatePart, Part, columns
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.listings.records.services import ServiceStep

_IN_ORDER = (Listing, Pause, ListingContact, CourseRun, CourseSession, ServiceStep, ListingOrganisation)
_LATER = "pathways"  # they may lead to what does not stand there yet

Row = dict[str, Any]


class NewRows:
    """The rows of some listings that are not in the database yet. `add` them, then `insert` them all."""

    def __init__(self) -> None:
        self._rows: dict[type[Base], list[Row]] = defaultdict(list)
        self._dates: list[tuple[int, Row]] = []  # each with the number of its schedule among ours

    def add(self, document: ListingDocument) -> None:
        """All of a resolved document but where its ways lead."""
        self._add(document, {})
        of_listing = {"listing_id": document.id}
        for contact in document.contacts:
            self._add(contact, of_listing)
        self._rows[ListingOrganisation] += (
            {**of_listing, "organisation_code": code, "position": position}
            for position, code in enumerate(document.organisations)
        )

    def _add(self, part: Part, keys: Mapping[str, str]) -> None:
        self._rows[part.table].append({**_row(part), **keys})
        parts, values = _shape(type(part))[1], part.__dict__
        of_listing = keys or {"listing_id": values["id"]}
        for name in parts:
            held = values[name]
            for each in held if isinstance(held, list) else filter(None, (held,)):
                if isinstance(each, ChangedDatePart):
                    self._dates.append((len(self._rows[Schedule]) - 1, _row(each)))
                else:
                    self._add(each, of_listing)

    def insert(self, session: Session) -> None:
        """Put them in. Nothing that listens to a flush hears of it."""
        for table in _IN_ORDER:
            _insert(session, table, self._rows[table])
        if not self._dates:
            _insert(session, Schedule, self._rows[Schedule])
            return
        schedules = cast(Table, Schedule.__table__)
        stored = schedules.insert().returning(schedules.c.id, sort_by_parameter_order=True)
        ids = session.scalars(stored, self._rows[Schedule]).all()
        _insert(session, ChangedDate, [row | {"schedule_id": ids[number]} for number, row in self._dates])


def _row(part: Part) -> Row:
    values = part.__dict__
    return {column: values[name] for name, column in _shape(type(part))[0]}


def _insert(session: Session, table: type[Base], rows: list[Row]) -> None:
    if rows:
        session.execute(cast(Table, table.__table__).insert(), rows)


@cache
def _shape(kind: type[Part]) -> tuple[list[tuple[str, str]], list[str]]:
    """The fields of a part that are columns, each with its column's name; and those that hold parts."""
    named = inspect(kind.table).column_attrs
    fields = columns(kind).items()
    plain = [(name, named[name].columns[0].name) for name, held in fields if held is None]
    return plain, [name for name, held in fields if held is not None and name != _LATER]
