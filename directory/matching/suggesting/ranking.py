"""In what order do two suggestions stand? By a key that each has by itself (docs/decisions/0019)."""

from collections.abc import Callable
from datetime import UTC, datetime

from directory.listings.records.meeting_times import Meeting
from directory.matching.suggesting.constraints import suiting
from directory.matching.suggesting.listing_cache import Shelved, Standing
from directory.matching.understanding.need import Need

FAR_FUTURE = datetime.max.replace(tzinfo=UTC)
_GROWN_UP = frozenset(("partner", "child", "colleague"))  # who speaks of one of these is no child
_INFINITE = float("inf")

Key = Callable[[Shelved, Standing, float | None, Meeting | None], tuple[object, ...]]


def order(need: Need) -> Key:
    """The key by which suggestions for `need` stand; smaller stands first.

    Kilometres count as they are printed, with one decimal. What sinks comes last, whatever else: long unconfirmed, then
    not to be joined now, then made for others. Then what was named, how well it fits, how many constraints it agrees with,
    how near, how much it is for this alone, how soon, how lately confirmed; ties by id.
    """
    needs, named = frozenset(need.needs), frozenset(need.organisations)

    def key(
        shelved: Shelved, standing: Standing, kilometres: float | None, meeting: Meeting | None
    ) -> tuple[object, ...]:
        return (
            standing.sinks,
            _is_for_others(shelved, need),
            bool(named) and named.isdisjoint(shelved.organisations),
            -len(shelved.needs & needs) - _alone(shelved, need),
            -len(suiting(need.constraints, shelved, standing, kilometres)),
            _INFINITE if kilometres is None else round(kilometres, 1),
            shelved.weight,
            meeting.moment if meeting else FAR_FUTURE,
            -shelved.confirmed,
            shelved.id,
        )

    return key


def _alone(shelved: Shelved, need: Need) -> bool:
    """Being for women or men alone counts as a need that fits, where that was asked for."""
    return need.for_whom is not None and shelved.for_whom == need.for_whom


def _is_for_others(shelved: Shelved, need: Need) -> bool:
    """For health staff where somebody else asks; for the young where a grown-up asks."""
    for_staff = shelved.for_staff and need.audience != "professional"
    return for_staff or (shelved.young and not need.young and need.relation in _GROWN_UP)
