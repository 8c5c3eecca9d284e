"""What can start while one waits, and what comes after? The ways that lead from a listing, each by its name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing
from directory.listings.wording.presenting import join_words
from directory.vocabulary import PATHS, PUBLIC_STATUSES
from directory.web.language import label_of


@dataclass(frozen=True, slots=True)
class Onward:
    """When it is taken ("Mens du venter"), and all that it leads to."""

    term: str
    text: str


def ways_onward(session: Session, listings: Iterable[Listing]) -> Mapping[str, tuple[Onward, ...]]:
    """By listing: what can start now where one has to wait, and what comes afterwards. What is not public is left out."""
    listings = list(listings)
    ids = {way.to_id for listing in listings for way in listing.pathways if way.to_id}
    wanted = select(Listing.id, Listing.name).where(Listing.id.in_(ids), Listing.status.in_(PUBLIC_STATUSES))
    names = {row.id: row.name for row in session.execute(wanted)} if ids else {}
    return {listing.id: tuple(_ways(listing, names)) for listing in listings}


def _ways(listing: Listing, names: Mapping[str, str]) -> Iterator[Onward]:
    waits = bool(listing.waiting_days) or listing.status == "full"
    for path in PATHS:
        ways = [way for way in listing.pathways if way.path == path and (waits or path != "meanwhile")]
        found = [names.get(way.to_id or "") or way.text for way in ways]
        words = join_words([text.rstrip(".") for text in found if text])
        if words:
            yield Onward(label_of(PATHS, path), f"{words}.")
