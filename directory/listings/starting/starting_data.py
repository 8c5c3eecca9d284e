"""What does a new house know on its first day? The starting data of `data/`, and by choice the demonstration set."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, inspect, select, union_all
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory.contact_points import loading as contact_loading
from directory.contact_points.models import ContactPoint
from directory.db.engine import Database
from directory.db.reading_again import may_read_again
from directory.db.request_sessions import read_cached
from directory.listings.records import courses_loading, loading
from directory.listings.records.courses import Rota
from directory.listings.records.models import Listing
from directory.listings.starting.demonstration import (
    demonstration_contacts,
    demonstration_listings,
    demonstration_rotas,
)
from directory.places.gazetteer import Gazetteer
from directory.settings import DATA, SettingsError


def put_starting_data(session: Session, gazetteer: Gazetteer) -> None:
    """Organisations, the lines to call, and the listings that the source documents name.

    What is there already stays as it is: since the first day people may have made it truer than our files.
    """
    loading.put_organisations(session, DATA / "organisations.csv")
    for programme in _rows("programmes.jsonl"):
        courses_loading.put_programme(session, programme)
    session.flush()
    for contact in _rows("contacts.jsonl"):
        if session.get(ContactPoint, contact["id"]) is None:
            contact_loading.put(session, contact)
    new = [row for row in _rows("listings.jsonl") if session.get(Listing, row["id"]) is None]
    loading.put_rows(session, new, gazetteer)


def _rows(filename: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / filename).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def put_demonstration(session: Session, gazetteer: Gazetteer, today: date) -> None:
    """The marked demonstration set, its dates relative to `today`."""
    for contact in demonstration_contacts(gazetteer):
        contact_loading.put(session, contact)
    for rota in demonstration_rotas():
        courses_loading.put_rota(session, rota)
    session.flush()
    loading.put_rows(session, demonstration_listings(today, gazetteer), gazetteer)


def remove_demonstration(session: Session) -> int:
    """Take all demonstration data away. Returns how many listings and contacts went."""
    count = 0
    for table in (Listing, ContactPoint, Rota):
        for item in session.scalars(select(table).where(table.demo)):
            session.delete(item)
            count += 1
        session.flush()
    return count


def refuse_demonstration(base: Database) -> None:
    """Production shows nothing made up.

    Raises:
        SettingsError: there is no database yet, or it holds demonstration data.
    """
    with base.reading() as session:
        if not inspect(session.connection()).has_table("listing"):
            raise SettingsError("There is no database yet. Make it first: flask --app app init --no-demo")
        if has_demonstration(session):
            raise SettingsError(
                "The database holds demonstration data. Remove it: flask --app app demo remove"
            )


def shows_demonstration() -> bool:
    """As `has_demonstration`, for pages that must stand when the database is away."""
    try:
        return read_cached(has_demonstration)
    except SQLAlchemyError as error:
        if may_read_again(error):
            raise
        return False


def has_demonstration(session: Session) -> bool:
    """Whether any demonstration listing, contact or rota is in the database."""
    return session.scalar(select_demonstration().limit(1)) is not None


def select_demonstration() -> CompoundSelect[str]:
    """All that is made up, by id or code, to be counted."""
    return union_all(
        select(Listing.id).where(Listing.demo),
        select(ContactPoint.id).where(ContactPoint.demo),
        select(Rota.code).where(Rota.demo),
    )
