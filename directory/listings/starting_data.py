"""What does a new house know on its first day? The starting data of `data/`, and by choice the demonstration set."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory.contact_points import loading as contact_loading
from directory.contact_points.models import ContactPoint
from directory.listings import loading
from directory.listings.demonstration import demonstration_contacts, demonstration_listings
from directory.listings.models import Listing
from directory.places.gazetteer import Gazetteer
from directory.settings import DATA


def put_starting_data(session: Session, gazetteer: Gazetteer) -> None:
    """Organisations, the lines to call, and the listings that the source documents name.

    What is there already stays as it is: since the first day people may have made it truer than our files.
    """
    loading.put_organisations(session, DATA / "organisations.csv")
    session.flush()
    for contact in _rows("contacts.jsonl"):
        if session.get(ContactPoint, contact["id"]) is None:
            contact_loading.put(session, contact)
    for listing in _rows("listings.jsonl"):
        if session.get(Listing, listing["id"]) is None:
            loading.put(session, listing, gazetteer)


def _rows(filename: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / filename).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def put_demonstration(session: Session, gazetteer: Gazetteer, today: date) -> None:
    """The marked demonstration set, its dates relative to `today`."""
    for contact in demonstration_contacts(gazetteer):
        contact_loading.put(session, contact)
    for listing in demonstration_listings(today, gazetteer):
        loading.put(session, listing, gazetteer)


def remove_demonstration(session: Session) -> int:
    """Take all demonstration data away. Returns how many listings and contacts went."""
    gone: list[Listing | ContactPoint] = [
        *session.scalars(select(Listing).where(Listing.demo)),
        *session.scalars(select(ContactPoint).where(ContactPoint.demo)),
    ]
    for item in gone:
        session.delete(item)
    return len(gone)


def shows_demonstration(session: Session) -> bool:
    """As `has_demonstration`, for pages that must stand when the database is away."""
    try:
        return has_demonstration(session)
    except SQLAlchemyError:
        return False


def has_demonstration(session: Session) -> bool:
    """Whether any demonstration listing or contact is in the database."""
    counted = (select(func.count()).select_from(table).where(table.demo) for table in (Listing, ContactPoint))
    return any(session.scalar(count) for count in counted)
