"""Which listings fit a search, no more and no less? For the reading interface: nothing is widened."""

from collections.abc import Callable
from dataclasses import dataclass

from directory.listings.records.listing_record import ListingRecord
from directory.listings.records.meeting_times import Meeting
from directory.matching.search_address import Search
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.listing_cache import FAR_FUTURE, CachedListing
from directory.matching.suggesting.steps import Choice
from directory.matching.suggesting.suggest import reachable
from directory.matching.understanding.need import Need
from search_index.masks import Rows


@dataclass(frozen=True, slots=True)
class SelectedListing:
    """One listing that fits a search, without a step."""

    listing: ListingRecord
    distance_km: float | None
    next_meeting: Meeting | None


def select_listings(
    search: Search, context: SearchContext, start: int, count: int
) -> tuple[int, list[SelectedListing]]:
    """How many public listings fit all that `search` says, and `count` of them from `start` on.

    Nearest first where it says a place, else by id. Unlike `suggest`, nothing is widened and nothing is left out.
    """
    need = search.need if search.need.ages else search.need.but(browsing=True)
    rows = Choice(need, context.columns, context.distances(need.place)).rows()
    if not (need.weekdays or need.part) and search.sort != "next":
        if need.place is not None:
            rows = context.distances(need.place).nearest(rows, start, start + count)
        return len(rows), _select(rows[start : start + count], need, context)
    found = _select(rows, need, context)
    if need.weekdays or need.part:
        found = [each for each in found if each.next_meeting]
    keys: dict[str, Callable[[SelectedListing], tuple[object, ...]]] = {
        "next": lambda f: (f.next_meeting.moment if f.next_meeting else FAR_FUTURE, f.listing.id),
        "distance": lambda f: (f.distance_km is None, f.distance_km or 0.0, f.listing.id),
    }
    ordered = sorted(found, key=keys.get(search.sort, keys["distance"]))
    return len(ordered), ordered[start : start + count]


def _select(rows: Rows, need: Need, context: SearchContext) -> list[SelectedListing]:
    def select(cached: CachedListing) -> SelectedListing:
        meeting = next(iter(reachable(cached, need, context.now)), None)
        return SelectedListing(cached.listing, cached.kilometres(need.place), meeting)

    return [select(cached) for cached in context.public_listings(rows).values()]
