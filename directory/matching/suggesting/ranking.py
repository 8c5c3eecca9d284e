"""In what order do two suggestions stand? By a key that each has by itself (docs/decisions/0019)."""

from collections.abc import Callable
from datetime import UTC, datetime

from directory.listings.records.meeting_times import Meeting
from directory.matching.suggesting.constraints import suiting
from directory.matching.suggesting.listing_cache import CachedListing, ListingState
from directory.matching.understanding.need import Need

FAR_FUTURE = datetime.max.replace(tzinfo=UTC)
_GROWN_UP = frozenset(("partner", "child", "colleague"))  # who speaks of one of these is no child
_INFINITE = float("inf")

Key = Callable[[CachedListing, ListingState, float | None, Meeting | None], tuple[object, ...]]


def order(need: Need) -> Key:
    """The key by which suggestions for `need` stand; smaller stands first.

    Kilometres count as they are printed, with one decimal. What sinks comes last, whatever else: long unconfirmed, then
    not to be joined now, then made for others. Then what was named, how well it fits, how many constraints it agrees with,
    how near, how much it is for this alone, how soon, how lately confirmed; ties by id.
    """
    needs, named = frozenset(need.needs), frozenset(need.organisations)

    def key(
        cached: CachedListing, state: ListingState, kilometres: float | None, meeting: Meeting | None
    ) -> tuple[object, ...]:
        return (
            state.sinks,
            _is_for_others(cached, need),
            bool(named) and named.isdisjoint(cached.organisations),
            -len(cached.needs & needs) - _alone(cached, need),
            -len(suiting(need.constraints, cached, state, kilometres)),
            _INFINITE if kilometres is None else round(kilometres, 1),
            cached.weight,
            meeting.moment if meeting else FAR_FUTURE,
            -cached.confirmed,
            cached.id,
        )

    return key


def _alone(cached: CachedListing, need: Need) -> bool:
    """Being for women or men alone counts as a need that fits, where that was asked for."""
    return need.for_whom is not None and cached.for_whom == need.for_whom


def _is_for_others(cached: CachedListing, need: Need) -> bool:
    """For health staff where somebody else asks; for the young where a grown-up asks."""
    for_staff = cached.for_staff and need.audience != "professional"
    return for_staff or (cached.young and not need.young and need.relation in _GROWN_UP)
