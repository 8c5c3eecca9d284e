"""What happened to a listing before? Its changes in order, and the history of each field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.changes import Change


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one field: who (as a role) changed it from what to what, when and why."""

    field: str
    before: Any
    after: Any
    role: str
    at: datetime
    reason: str | None
    change_id: int


def history(session: Session, listing_id: str) -> list[Change]:
    """All changes of a listing, the first one first; also those that wait, were refused or undone."""
    rows = session.scalars(select(Change).where(Change.listing_id == listing_id).order_by(Change.id))
    return list(rows)


def history_of_fields(session: Session, listing_id: str) -> list[FieldChange]:
    """What was in force, field by field, in the order it came into force."""
    rows = [row for row in history(session, listing_id) if row.applied_at is not None]
    return [each for row in sorted(rows, key=_when) for each in _fields(row)]


def applied_since(session: Session, listing_id: str, version: int) -> list[Change]:
    """What others applied after the listing had `version`, the first one first."""
    rows = session.scalars(
        select(Change)
        .where(Change.listing_id == listing_id, Change.version > version)
        .order_by(Change.version)
    )
    return list(rows)


def _when(row: Change) -> tuple[datetime, int]:
    return row.applied_at or row.made_at, row.id


def _fields(row: Change) -> Iterator[FieldChange]:
    for name, field in row.fields.items():
        at = row.applied_at or row.made_at
        yield FieldChange(name, field["before"], field["after"], row.made_as, at, row.reason, row.id)
