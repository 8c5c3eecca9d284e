"""Which listings are given away? All that are public, a few hundred at a time, as documents without what is not for everybody.

Every format is made of these: what is left out here is in none of them. They are read from the database, in order of id, and nothing of
them is held, so that 150,000 need no more room than 500.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.listings.editing.changes import Change
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing
from directory.matching.suggesting.listing_cache import public_ids
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import PUBLIC_STATUSES, ROLES

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PublicListing:
    """A listing as everybody may have it, and when it was last changed, in UTC; the day of its source where nobody changed it here."""

    document: ListingDocument
    changed_at: datetime | None


def ids_of_public(session: Session, organisation: str | None = None) -> list[str]:
    """The ids of all public listings, in order; of one organisation where it is named."""
    wanted = select(Listing.id).where(Listing.status.in_(PUBLIC_STATUSES)).order_by(Listing.id)
    if organisation:
        wanted = wanted.where(Listing.run_by.any(organisation_code=organisation))
    return list(session.scalars(wanted))


def public_listings(
    session: Session, gazetteer: Gazetteer, ids: Sequence[str] | None = None
) -> Iterator[PublicListing]:
    """Those of `ids` that are public, in their order; all there are where none are given."""
    wanted = ids_of_public(session) if ids is None else ids
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _some(session, gazetteer, wanted[start : start + _AT_ONCE])


def _some(session: Session, gazetteer: Gazetteer, ids: Sequence[str]) -> Iterable[PublicListing]:
    found = select(Listing).where(Listing.id.in_(ids), Listing.status.in_(PUBLIC_STATUSES))
    rows = {row.id: row for row in session.scalars(found)}
    ways = [way.to_id for row in rows.values() for way in row.pathways if way.to_id]
    leads, changed = public_ids(session, ways), _last_changes(session, list(rows))
    made = [
        PublicListing(_document(rows[id_], gazetteer, leads), changed.get(id_) or _known_since(rows[id_]))
        for id_ in ids
        if id_ in rows
    ]
    session.expunge_all()
    return made


def _document(row: Listing, gazetteer: Gazetteer, leads: set[str]) -> ListingDocument:
    """The document without a note of ours, the name of whoever confirmed it, and ways to what is not public."""
    whole = ListingDocument.of_listing(row, gazetteer).for_the_public()
    ways = [way if way.to_id in leads else way.model_copy(update={"to_id": None}) for way in whole.pathways]
    return whole.model_copy(
        update={
            "confirmed_by": whole.confirmed_by if whole.confirmed_by in ROLES else None,
            "pathways": [way for way in ways if way.to_id or way.text],
        }
    )


def _last_changes(session: Session, ids: Sequence[str]) -> dict[str, datetime]:
    """When each was last changed at the desk."""
    latest = (
        select(Change.listing_id, func.max(Change.applied_at))
        .where(Change.listing_id.in_(ids), Change.applied_at.is_not(None))
        .group_by(Change.listing_id)
    )
    return {id_: moment for id_, moment in session.execute(latest) if moment}


def _known_since(row: Listing) -> datetime | None:
    days = [day for day in (row.source_date, row.last_confirmed_on) if day]
    return datetime.combine(max(days), time(), UTC) if days else None
