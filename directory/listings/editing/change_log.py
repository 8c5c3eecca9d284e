"""What happened to a listing before? Its changes in order."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.changes import Change


def history(session: Session, listing_id: str) -> list[Change]:
    """All changes of a listing, the first one first; also those that wait, were refused or undone."""
    rows = session.scalars(select(Change).where(Change.listing_id == listing_id).order_by(Change.id))
    return list(rows)


def applied_since(session: Session, listing_id: str, version: int) -> list[Change]:
    """What others applied after the listing had `version`, the first one first."""
    rows = session.scalars(
        select(Change)
        .where(Change.listing_id == listing_id, Change.version > version)
        .order_by(Change.version)
    )
    return list(rows)
