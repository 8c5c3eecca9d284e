"""Which listings fit a search, no more and no less? For the reading interface: nothing is widened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from directory.listings.records.meeting_times import Meeting
from directory.listings.records.models import Listing
from directory.matching.search_address import Search
from directory.matching.suggesting.context import Ground
from directory.matching.suggesting.listing_cache import Shelved
from directory.matching.suggesting.ranking import FAR_FUTURE
from directory.matching.suggesting.steps import Choice
from directory.matching.suggesting.suggest import reachable
from directory.matching.understanding.need import Need


@dataclass(frozen=True, slots=True)
class Found:
    """One listing that fits a search, without a step."""

    listing: Listing
    distance_km: float | None
    next_meeting: Meeting | None


def chosen(search: Search, ground: Ground, start: int, count: int) -> tuple[int, list[Found]]:
    """How many public listings fit all that `search` says, and `count` of them from `start` on.

    Nearest first where it says a place, else by id. Unlike `suggest`, nothing is widened and nothing is left out.
    """
    need = search.need
    rows = Choice(need, ground.columns, ground.around(need.place)).rows()
    ids = [ground.columns.ids[row] for row in rows]  # in order of id
    if need.place is None and not (need.weekdays or need.part) and search.sort != "next":
        return len(ids), _found(ids[start : start + count], need, ground)
    found = _found(ids, need, ground)
    if need.weekdays or need.part:
        found = [each for each in found if each.next_meeting]
    keys: dict[str, Callable[[Found], tuple[object, ...]]] = {
        "next": lambda f: (f.next_meeting.moment if f.next_meeting else FAR_FUTURE, f.listing.id),
        "distance": lambda f: (f.distance_km is None, f.distance_km or 0.0, f.listing.id),
    }
    ordered = sorted(found, key=keys.get(search.sort, keys["distance"]))
    return len(ordered), ordered[start : start + count]


def _found(ids: Sequence[str], need: Need, ground: Ground) -> list[Found]:
    def made(shelved: Shelved) -> Found:
        meeting = next(iter(reachable(shelved, need, ground.now)), None)
        return Found(shelved.listing, shelved.kilometres(need.place), meeting)

    return [made(shelved) for shelved in ground.public(ids).values()]
