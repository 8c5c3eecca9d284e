"""In what order do two suggestions stand? By one key that each has by itself (docs/decisions/0019, 0067).

The parts of the key, in order, each a small number; the smaller stands first. docs/words.md#order tells them with their reasons.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from directory.matching.suggesting.constraints import REFUSALS, suiting
from directory.matching.suggesting.listing_cache import CachedListing, ListingState, Profile
from directory.matching.suggesting.neighbours import LOSSES, neighbours
from directory.matching.understanding.need import Need
from directory.places.loading import load
from directory.places.models import Place
from directory.places.water import lies_between

BANDS_KM = (5, 15, 25, 50, 100, 150)
SOON_FARTHER_KM = 50  # what was asked for and lies so near stands before what is only like it
WANTED_FARTHER_KM = 100  # as far, where it was asked for by name
_INFINITE = float("inf")
_FEW_YEARS = 20
_EXACT, _BESIDE, _BESIDE_REMOTE, _FAR = range(4)
_LEVELS = {"near": _EXACT, "online": _EXACT, "courses": _EXACT, "farther": _FAR}
_WAYS = {
    "near": 0,
    "related_need": 1,
    "neutral": 2,
    "other_audience": 3,
    "online": 4,
    "courses": 5,
    "farther": 6,
}
# What is about one of these above all is second where something else is asked for: who drinks goes where drinking is spoken of,
# and a widow not first to those whom a suicide left.
_OWN_ROOM = frozenset(
    ("alcohol", "drugs", "medicines", "gambling", "suicide-loss", "overdose-loss", "rights", "prison", "work")
)
_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
# What is for nobody's one trouble: it comes first where none is said.
_WIDE = frozenset(("any", "mental-health", "loneliness"))
# Whether it is at a time, and in a way, that was asked for; beside it is what begins after noon where it was asked for before.
AT_HAND, BESIDE_IN_TIME, OTHERWISE = range(3)


Key = tuple[Any, ...]


class Aimed(NamedTuple):
    """What the profile of a listing is for one need: whether it is for staff alone; the parts of its key that say whom and what it
    is for; whether it is about one trouble where none is said, about what was asked for, from who was named, about something
    else that has a room of its own, and of a loss where one is mourned."""

    staff: bool
    parts: tuple[int, ...]
    unsaid: bool
    fits: bool
    wanted: bool
    own_room: bool
    mourns: bool


# The key that orders all suggestions of one answer, which of the person's constraints it agrees with, and whether it is far: of a listing as it stands now, how far it is, when one can go next, whether that is at a time that
# was asked for (`AT_HAND` or not), and whether it fits exactly.
Stand = Callable[
    [CachedListing, ListingState, float | None, datetime, int, bool], tuple[Key, tuple[str, ...], bool]
]


def band(kilometres: float | None) -> int:
    """In which band it lies: what is within one is about as far."""
    return len(BANDS_KM) + 1 if kilometres is None else bisect_left(BANDS_KM, kilometres)


def order(need: Need) -> Callable[[str], Stand]:
    """How suggestions for `need` stand, by the step in which they were found. Listings are many and alike: what is the same for
    all of a profile is looked at once."""
    aim, over_water, unplaced = _aim(need), _over_water(need.place), need.place is None
    refused = frozenset(need.constraints) & REFUSALS
    aims: dict[Profile, Aimed] = {}

    def in_step(step: str) -> Stand:
        way = _WAYS[step] if not unplaced or step == "online" else len(_WAYS)

        def stand(
            cached: CachedListing,
            state: ListingState,
            kilometres: float | None,
            moment: datetime,
            time: int,
            exact: bool,
        ) -> tuple[Key, tuple[str, ...], bool]:
            aimed = aims.get(cached.profile)
            if aimed is None:
                aims[cached.profile] = aimed = aim(cached.profile)
            suits = suiting(need.constraints, cached, state, kilometres) if need.constraints else ()
            level = _level(step, kilometres, time, exact or aimed.fits, aimed)
            last = (
                len(refused.difference(suits)),
                time,
                aimed.staff,
                cached.id not in need.worded,
                not state.fresh,
                aimed.parts,
                -len(suits),
                way,
                band(kilometres) + over_water(cached.listing.municipality_number, kilometres),
                aimed.unsaid,
                cached.weight,
                _INFINITE if kilometres is None else round(kilometres, 1),
                moment,
                -cached.confirmed,
                cached.id,
            )
            circle = _circle(level, cached) if "no-group" in refused else 0
            return (not state.joinable, circle, level, last), suits, level == _FAR

        return stand

    return in_step


def otherwise(key: Key) -> Key:
    """The key of what is not as it was asked for, where it stood at `key` in the answer to a wider question."""
    joinable, circle, level, last = key
    return joinable, circle, level, (last[0], OTHERWISE, *last[2:])


def within_step(key: Key) -> Key:
    """What orders the suggestions of one step among each other."""
    return key[1], key[3]


def _over_water(place: Place | None) -> Callable[[str | None, float | None], bool]:
    """Whether a fjord lies between: then it counts as one band farther."""
    found: dict[str, bool] = {}

    def over_water(number: str | None, kilometres: float | None) -> bool:
        if place is None or kilometres is None or number is None or kilometres > BANDS_KM[-2]:
            return False
        over = found.get(number)
        if over is None:
            there = None if number[:2] == place.county_number else load().by_id(number)
            found[number] = over = there is not None and lies_between(place, there)
        return over

    return over_water


def is_about_something_else(cached: CachedListing, step: str) -> bool:
    """Whether it is for everybody, but about one thing above all, which is not what was asked about."""
    return step == "neutral" and not _OWN_ROOM.isdisjoint(cached.profile.needs)


def _circle(level: int, cached: CachedListing) -> int:
    """For who does not want to sit in a group: a service first, then where one may come in or learn, groups last; what is far away
    behind what is at hand."""
    return 3 * (level == _FAR) + {"service": 0, "group": 2}.get(cached.listing.kind, 1)


def _level(step: str, kilometres: float | None, time: int, fits: bool, aimed: Aimed) -> int:
    """What was asked for, a little farther where it was named and at a time that was asked for; then what is like it and near, of
    a loss on the net too; then what is like it on the net, then what is far."""
    if step == "farther":
        reach = WANTED_FARTHER_KM if aimed.wanted else SOON_FARTHER_KM
        near = fits and kilometres is not None and kilometres <= reach
        return (_EXACT if time == AT_HAND else _BESIDE) if near else _FAR
    if aimed.own_room and step == "neutral":
        return _BESIDE_REMOTE
    if step in ("online", "courses") and not fits:
        return _BESIDE if aimed.mourns else _BESIDE_REMOTE
    return _LEVELS.get(step, _BESIDE)


def _apart_in_age(whose: Profile, need: Need) -> int:
    """What is for just this age, and for few others, first; what is for some ages last where none was said."""
    if whose.ages is None or need.for_child:
        return 1
    if not whose.is_for_age(need):
        return 2
    return int(whose.ages[1] - whose.ages[0] > _FEW_YEARS)


def _aim(need: Need) -> Callable[[Profile], Aimed]:
    """The parts that say whom and what it is for. All of them come before how far it is."""
    needs, named, alone = frozenset(need.needs), frozenset(need.organisations), need.for_whom
    beside = {code: place for place, code in enumerate(neighbours(need), start=1)}
    # Beside those who drink or use is not where a mother or a wife begins.
    theirs = need.audience == "relative" and not needs.isdisjoint(_USED)
    not_staff = need.audience != "professional"
    unsaid = not needs and not named and not need.browsing
    mourns = not LOSSES.isdisjoint(needs)
    language = need.language or need.tongue

    def aim(whose: Profile) -> Aimed:
        shared, own_room = whose.needs & needs, not _OWN_ROOM.isdisjoint(whose.needs)
        met = min(len(shared), 1 if named else len(shared)) + (alone is not None and whose.for_whom == alone)
        main = 1 if shared and whose.main_need in _OWN_ROOM and whose.main_need not in needs else 0
        if needs and not shared:
            main = min((beside[code] for code in whose.needs if code in beside), default=len(beside) + 1)
            main += main > len(beside) and own_room
        parts = (
            whose.english != (language == "en"),
            bool(named) and named.isdisjoint(whose.organisations),
            need.for_child and not whose.young,
            -met,
            main,
            theirs and whose.for_self,
            whose.for_whom is not None and whose.for_whom not in (alone, need.sex),
            _apart_in_age(whose, need),
        )
        wanted = not named.isdisjoint(whose.organisations)
        return Aimed(
            not_staff and whose.for_staff,
            parts,
            unsaid and whose.main_need not in _WIDE,
            not needs or bool(shared),
            wanted,
            own_room,
            mourns and not LOSSES.isdisjoint(whose.needs),
        )

    return aim
