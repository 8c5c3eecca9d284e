"""Which listings fit a search, no more and no less? For the reading interface: nothing is widened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.listings.meeting_times import Meeting
from directory.listings.models import Listing
from directory.matching.addresses import Search
from directory.matching.choice import Choice
from directory.matching.suggest import FAR_FUTURE, distance_to, load_public, meets_when, reachable
from search_index.columns import Columns


@dataclass(frozen=True, slots=True)
class Found:
    """One listing that fits a search, without a step."""

    listing: Listing
    distance_km: float | None
    next_meeting: Meeting | None


def chosen(search: Search, columns: Columns, session: Session, now: datetime) -> list[Found]:
    """Every public listing that fits all that `search` says; nearest first where it says a place, else by id.

    Unlike `suggest`, nothing is widened and nothing is left out.
    """
    need = search.need
    rows = Choice(need, columns).rows()
    listings = load_public(session, [columns.ids[row] for row in rows])
    found = [
        Found(listing, distance_to(listing, need), next(iter(reachable(listing, need, now)), None))
        for listing in listings.values()
        if meets_when(listing, need, now)
    ]
    keys: dict[str, Callable[[Found], tuple[object, ...]]] = {
        "next": lambda f: (f.next_meeting.moment if f.next_meeting else FAR_FUTURE, f.listing.id),
        "distance": lambda f: (f.distance_km is None, f.distance_km or 0.0, f.listing.id),
    }
    keys["fit"] = keys["distance"]
    return sorted(found, key=keys[search.sort])
