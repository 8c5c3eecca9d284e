"""In what order do two suggestions stand? By a key that each has by itself (docs/decisions/0019)."""

from collections.abc import Callable
from datetime import datetime

from directory.matching.suggesting.listing_cache import CachedListing, ListingState
from directory.matching.understanding.need import Need

_GROWN_UP = frozenset(("partner", "child", "colleague"))  # who speaks of one of these is no child
_INFINITE = float("inf")

Key = Callable[[CachedListing, ListingState, float | None, datetime, int], tuple[object, ...]]


def order(need: Need) -> Key:
    """The key by which suggestions for `need` stand; smaller stands first. It is given the moment of the next meeting, and how
    many constraints a listing agrees with.

    Kilometres count as they are printed, with one decimal. What sinks comes last, whatever else: long unconfirmed, then
    not to be joined now, then made for others: for health staff where somebody else asks, for the young where a grown-up asks.
    Then what was named, how well it fits (being for women or men alone is a need too, where that was asked for), constraints,
    how near, how much it is for this alone, how soon, how lately confirmed; ties by id.
    """
    needs, named, alone = frozenset(need.needs), frozenset(need.organisations), need.for_whom
    not_staff = need.audience != "professional"
    grown_up = not need.young and need.relation in _GROWN_UP

    def key(
        cached: CachedListing, state: ListingState, kilometres: float | None, moment: datetime, suits: int
    ) -> tuple[object, ...]:
        return (
            state.sinks,
            (not_staff and cached.for_staff) or (grown_up and cached.young),
            bool(named) and named.isdisjoint(cached.organisations),
            -len(cached.needs & needs) - (alone is not None and cached.for_whom == alone),
            -suits,
            _INFINITE if kilometres is None else round(kilometres, 1),
            cached.weight,
            moment,
            -cached.confirmed,
            cached.id,
        )

    return key
