"""What does the search index know of a listing? Listing -> search document, and all that may be searched."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload, selectinload

from directory.db.counter import change_number
from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule
from directory.vocabulary import PUBLIC_STATUSES
from search_index.schema import Document

# What belongs to a listing and is no matter of search, is not read.
_UNASKED = [
    lazyload(part)
    for part in (Listing.pauses, Listing.contacts, Listing.course, Listing.steps, Listing.pathways)
] + [selectinload(Listing.schedules).lazyload(Schedule.changed_dates)]


def searchable(session: Session) -> tuple[int, list[Document]]:
    """The change number and every public listing's document, in order of id.

    The number is read first: a change that comes in between makes the snapshot look older than it is,
    so it is built once more, never too seldom.
    """
    number = change_number(session)
    rows = select(Listing).where(Listing.status.in_(PUBLIC_STATUSES)).order_by(Listing.id).options(*_UNASKED)
    return number, [document(listing) for listing in session.scalars(rows)]


def document(listing: Listing) -> Document:
    """Only what is public: no phone, no e-mail, no address that the group does not show. Its text is what is written about
    it; what codes say is asked by facets."""
    return Document(
        id=listing.id,
        name=listing.name,
        text=" ".join(filter(None, (listing.summary, listing.first_time))),
        latitude=listing.latitude,
        longitude=listing.longitude,
        facets={
            "audience": frozenset(listing.audiences),
            "need": frozenset(listing.needs),
            "kind": frozenset((listing.kind,)),
            "format": frozenset(listing.formats),
            "organisation": frozenset(listing.organisations),
            "openness": frozenset(filter(None, (listing.openness,))),
            "for": frozenset(filter(None, (listing.for_whom,))),
            "language": frozenset((listing.language,)),
            "weekday": frozenset(schedule.weekday for schedule in listing.schedules),
            "municipality": frozenset(filter(None, (listing.municipality_number,))),
            "county": frozenset(filter(None, ((listing.municipality_number or "")[:2],))),
            "catchment": frozenset(_catchment(listing)),
            "trait": frozenset(_traits(listing)),
        },
    )


def _catchment(listing: Listing) -> list[str]:
    """The municipalities whose inhabitants may use it. A service is for its own, unless it says otherwise."""
    own = [listing.municipality_number] if listing.kind == "service" and listing.municipality_number else []
    return listing.catchment or own


def _traits(listing: Listing) -> Iterator[str]:
    if listing.twelve_step:
        yield "twelve_step"
    if listing.faith_based:
        yield "faith_based"
    if listing.young:
        yield "young"
    if _catchment(listing):
        yield "bounded"
