"""What suits somebody who works shifts, has small children, has no car, or would rather not meet people they know or sit in a
group? It is said of each listing by itself, moves it up among what fits as well, and hides nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence

from directory.matching.suggesting.listing_cache import CachedListing, ListingState
from directory.matching.understanding.need import Need

OWN_TOWN_KM = 5  # within so much, one meets those one knows
AWAY_KM = 50  # so far one may go to meet nobody one knows
WALK_KM = 2

# What somebody will not do, where the others are what they must fit it in with: what does not agree stands behind what does.
REFUSALS = frozenset(("no-group", "not-acquaintances"))
_DAYTIME = frozenset(("morning", "day"))
_SEVERAL = 2

Suits = Callable[[CachedListing, ListingState, float | None], bool]


def suiting(
    constraints: Sequence[str], cached: CachedListing, state: ListingState, kilometres: float | None
) -> tuple[str, ...]:
    """Those of `constraints` that a listing agrees with; `kilometres` from where the person lives, None where not known."""
    return tuple(code for code in constraints if _SUITS[code](cached, state, kilometres))


def is_refused(need: Need, suits: Collection[str]) -> bool:
    """Whether somebody said that they will not do this, given the constraints that it agrees with."""
    return not REFUSALS.intersection(need.constraints).issubset(suits)


def goes_farther(need: Need) -> bool:
    """Whether what is a little farther away counts as near."""
    return "not-acquaintances" in need.constraints


def _from_anywhere(cached: CachedListing) -> bool:
    return not {"online", "phone"}.isdisjoint(cached.listing.formats)


def _at_many_times(cached: CachedListing, state: ListingState, _kilometres: float | None) -> bool:
    """From anywhere, on several days of the week, or open so that one may come in between."""
    open_hours = any(each.purpose == "opening" for each in cached.listing.schedules)
    days = {weekday for weekday, _part in state.times}
    return _from_anywhere(cached) or open_hours or len(days) >= _SEVERAL


def _with_children(cached: CachedListing, state: ListingState, _kilometres: float | None) -> bool:
    """From home, or in the daytime."""
    return _from_anywhere(cached) or any(part in _DAYTIME for _weekday, part in state.times)


def _among_strangers(cached: CachedListing, _state: ListingState, kilometres: float | None) -> bool:
    """From anywhere, or not in one's own town."""
    return _from_anywhere(cached) or (kilometres is not None and OWN_TOWN_KM <= kilometres <= AWAY_KM)


def _without_a_group(cached: CachedListing, _state: ListingState, _kilometres: float | None) -> bool:
    return cached.listing.kind != "group"


def _without_a_car(cached: CachedListing, _state: ListingState, kilometres: float | None) -> bool:
    """From home, or so near that one may walk."""
    return _from_anywhere(cached) or (kilometres is not None and kilometres <= WALK_KM)


_SUITS: Mapping[str, Suits] = {
    "shift-work": _at_many_times,
    "small-children": _with_children,
    "not-acquaintances": _among_strangers,
    "no-group": _without_a_group,
    "no-car": _without_a_car,
}
