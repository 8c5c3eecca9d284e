"""In what order do two suggestions stand? By one key that each has by itself (docs/decisions/0019, 0067).

The parts of the key, in order, each a small number; the smaller stands first. docs/words.md#order tells them with their reasons.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from directory.matching.suggesting.constraints import REFUSALS, suiting
from directory.matching.suggesting.listing_cache import CachedListing, ListingState
from directory.matching.suggesting.neighbours import LOSSES, neighbours
from directory.matching.understanding.need import Need
from directory.places.loading import load
from directory.places.models import Place
from directory.places.water import lies_between

BANDS_KM = (5, 15, 25, 50, 100, 150)
SOON_FARTHER_KM = 50  # what was asked for and lies so near stands before what is only like it
WANTED_FARTHER_KM = 100  # as far, where it was asked for by name
_INFINITE = float("inf")
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
AT_HAND, OTHERWISE = range(2)  # whether it is at a time, and in a way, that was asked for


class Standing(NamedTuple):
    """Where one suggestion stands: first among all of one answer, then within its own step."""

    joinable: bool
    overall: tuple[object, ...]
    within: tuple[object, ...]
    suits: tuple[str, ...]
    far: bool = False


class Candidate(NamedTuple):
    """What is looked at: the listing as it stands now, how far it is, when one can go next, in which step it was found, whether
    that is at a time that was asked for (`AT_HAND`, `OTHERWISE`), and whether it fits exactly."""

    cached: CachedListing
    state: ListingState
    kilometres: float | None
    moment: datetime
    step: str
    time: int
    exact: bool


Stand = Callable[[Candidate], Standing]


def band(kilometres: float | None) -> int:
    """In which band it lies: what is within one is about as far."""
    if kilometres is None:
        return len(BANDS_KM) + 1
    return sum(kilometres > edge for edge in BANDS_KM)


def order(need: Need) -> Stand:
    """How suggestions for `need` stand."""
    aim, needs, named = _aim(need), frozenset(need.needs), frozenset(need.organisations)
    unplaced, mourns = need.place is None, not LOSSES.isdisjoint(needs)
    over_water = _over_water(need.place)
    unsaid = not needs and not named and not need.browsing
    refused = frozenset(need.constraints) & REFUSALS

    def stand(each: Candidate) -> Standing:
        cached, kilometres, step = each.cached, each.kilometres, each.step
        suits = suiting(need.constraints, cached, each.state, kilometres) if need.constraints else ()
        refusals = len(refused.difference(suits))
        who = (refusals, each.time, *aim(cached, each.state), -len(suits))
        where = (
            band(kilometres) + over_water(cached.listing.municipality_number, kilometres),
            unsaid and cached.main_need not in _WIDE,
            cached.weight,
            _INFINITE if kilometres is None else round(kilometres, 1),
            each.moment,
            -cached.confirmed,
            cached.id,
        )
        fits = each.exact or not needs or not needs.isdisjoint(cached.needs)
        way = _WAYS[step] if not unplaced or step == "online" else len(_WAYS)
        wanted = fits and not named.isdisjoint(cached.organisations)
        level = _level(each, fits, wanted, mourns=mourns and not LOSSES.isdisjoint(cached.needs))
        circle = _circle(level, cached) if "no-group" in refused else 0
        overall = (not each.state.joinable, circle, level, *who, way, *where)
        return Standing(each.state.joinable, overall, (circle, *who, *where), suits, level == _FAR)

    return stand


def _over_water(place: Place | None) -> Callable[[str | None, float | None], bool]:
    """Whether a fjord lies between: then it counts as one band farther."""

    def over_water(number: str | None, kilometres: float | None) -> bool:
        if place is None or kilometres is None or number is None or kilometres > BANDS_KM[-2]:
            return False
        there = None if number[:2] == place.county_number else load().by_id(number)
        return there is not None and lies_between(place, there)

    return over_water


def is_about_something_else(cached: CachedListing, step: str) -> bool:
    """Whether it is for everybody, but about one thing above all, which is not what was asked about."""
    return step == "neutral" and not _OWN_ROOM.isdisjoint(cached.needs)


def _circle(level: int, cached: CachedListing) -> int:
    """For who does not want to sit in a group: a service first, then where one may come in or learn, groups last; what is far away
    behind what is at hand."""
    return 3 * (level == _FAR) + {"service": 0, "group": 2}.get(cached.listing.kind, 1)


def _level(each: Candidate, fits: bool, wanted: bool, mourns: bool) -> int:
    """What was asked for, a little farther where it was `wanted` by name and at a time that was asked for; then what is like it and
    near, of a loss on the net too; then what is like it on the net, then what is far."""
    step, kilometres = each.step, each.kilometres
    if step == "farther":
        reach = WANTED_FARTHER_KM if wanted else SOON_FARTHER_KM
        near = fits and kilometres is not None and kilometres <= reach
        return (_EXACT if each.time == AT_HAND else _BESIDE) if near else _FAR
    if is_about_something_else(each.cached, step):
        return _BESIDE_REMOTE
    if step in ("online", "courses") and not fits:
        return _BESIDE if mourns else _BESIDE_REMOTE
    return _LEVELS.get(step, _BESIDE)


def _aim(need: Need) -> Callable[[CachedListing, ListingState], tuple[int, ...]]:
    """The parts that say whom and what it is for. All of them come before how far it is."""
    needs, named, alone = frozenset(need.needs), frozenset(need.organisations), need.for_whom
    beside = {code: place for place, code in enumerate(neighbours(need), start=1)}
    # Beside those who drink or use is not where a mother or a wife begins.
    theirs = need.audience == "relative" and not needs.isdisjoint(_USED)
    not_staff = need.audience != "professional"
    language = need.language or need.tongue

    def aim(cached: CachedListing, state: ListingState) -> tuple[int, ...]:
        shared = cached.needs & needs
        met = min(len(shared), 1 if named else len(shared)) + (alone is not None and cached.for_whom == alone)
        main = 1 if shared and cached.main_need in _OWN_ROOM and cached.main_need not in needs else 0
        if needs and not shared:
            main = min((beside[code] for code in cached.needs if code in beside), default=len(beside) + 1)
            main += main > len(beside) and not _OWN_ROOM.isdisjoint(cached.needs)
        return (
            not_staff and cached.for_staff,
            cached.id not in need.worded,
            not state.fresh,
            (cached.listing.language == "en") != (language == "en"),
            bool(named) and named.isdisjoint(cached.organisations),
            need.for_child and not cached.young,
            -met,
            main,
            theirs and "self" in cached.listing.audiences,
            cached.for_whom is not None and cached.for_whom not in (alone, need.sex),
            cached.aged and not need.for_child and not cached.is_for_age(need),
        )

    return aim
