"""What suits somebody who works shifts, has small children, has no car, or would rather not meet people they know or sit in a
group? It is said of each listing by itself, moves it up among what fits as well, and hides nothing."""

from collections.abc import Callable, Mapping, Sequence

from directory.matching.suggesting.listing_cache import Shelved, Standing
from directory.matching.understanding.need import Need

OWN_TOWN_KM = 5  # within so much, one meets those one knows
AWAY_KM = 50  # so far one may go to meet nobody one knows
WALK_KM = 2

_DAYTIME = frozenset(("morning", "day"))
_SEVERAL = 2

Suits = Callable[[Shelved, Standing, float | None], bool]


def suiting(
    constraints: Sequence[str], shelved: Shelved, standing: Standing, kilometres: float | None
) -> tuple[str, ...]:
    """Those of `constraints` that a listing agrees with; `kilometres` from where the person lives, None where not known."""
    return tuple(code for code in constraints if _SUITS[code](shelved, standing, kilometres))


def goes_farther(need: Need) -> bool:
    """Whether what is a little farther away counts as near."""
    return "not-acquaintances" in need.constraints


def _from_anywhere(shelved: Shelved) -> bool:
    return not {"online", "phone"}.isdisjoint(shelved.listing.formats)


def _at_many_times(shelved: Shelved, standing: Standing, _kilometres: float | None) -> bool:
    """From anywhere, on several days of the week, or open so that one may come in between."""
    open_hours = any(each.purpose == "opening" for each in shelved.listing.schedules)
    days = {weekday for weekday, _part in standing.times}
    return _from_anywhere(shelved) or open_hours or len(days) >= _SEVERAL


def _with_children(shelved: Shelved, standing: Standing, _kilometres: float | None) -> bool:
    """From home, or in the daytime."""
    return _from_anywhere(shelved) or any(part in _DAYTIME for _weekday, part in standing.times)


def _among_strangers(shelved: Shelved, _standing: Standing, kilometres: float | None) -> bool:
    """From anywhere, or not in one's own town."""
    return _from_anywhere(shelved) or (kilometres is not None and OWN_TOWN_KM <= kilometres <= AWAY_KM)


def _without_a_group(shelved: Shelved, _standing: Standing, _kilometres: float | None) -> bool:
    return shelved.listing.kind != "group"


def _without_a_car(shelved: Shelved, _standing: Standing, kilometres: float | None) -> bool:
    """From home, or so near that one may walk."""
    return _from_anywhere(shelved) or (kilometres is not None and kilometres <= WALK_KM)


_SUITS: Mapping[str, Suits] = {
    "shift-work": _at_many_times,
    "small-children": _with_children,
    "not-acquaintances": _among_strangers,
    "no-group": _without_a_group,
    "no-car": _without_a_car,
}
