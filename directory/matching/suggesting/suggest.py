"""What fits, in what order? Suggestions in widening steps: near, related, neutral, the others' open meetings, farther."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from directory.listings.records.listing_record import ListingRecord
from directory.listings.records.meeting_times import Meeting
from directory.matching.suggesting.constraints import REFUSALS
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.listing_cache import CachedListing
from directory.matching.suggesting.neighbours import aimed
from directory.matching.suggesting.ranking import (
    AT_HAND,
    BESIDE_IN_TIME,
    OTHERWISE,
    Stand,
    is_about_something_else,
    order,
    otherwise,
    within_step,
)
from directory.matching.suggesting.steps import CAP_KM, MOST_A_STEP, STEPS
from directory.matching.suggesting.worked_out import worked_out
from directory.matching.understanding.need import Need

BEST = 3


class Suggestion(NamedTuple):
    """One listing, and why it stands where it stands. Kilometres are geodesic; None without a place.

    `exact` is what fits all that was asked for and is in reach: it is counted. The rest is shown because it may help.
    `suits`: which of the person's constraints it agrees with. `joinable`: neither full nor on a break. `standing` orders all
    suggestions of one answer, and what is `far` is named where nothing else is.
    """

    cached: CachedListing
    listing: ListingRecord
    step: str
    distance_km: float | None
    next_meeting: Meeting | None
    fresh: bool
    exact: bool = True
    suits: tuple[str, ...] = ()
    joinable: bool = True
    standing: Any = ()  # of `ranking.order`
    far: bool = False


@dataclass(frozen=True)
class Suggestions:
    """All suggestions; each listing stands in one of the lists only. `many`: more than were looked at."""

    matches: tuple[Suggestion, ...]
    online: tuple[Suggestion, ...]
    courses: tuple[Suggestion, ...]
    # What nobody can join now: full, on a break, begun. It stands behind all else.
    later: tuple[Suggestion, ...] = ()
    # What is not at the times or in the way that was asked for.
    otherwise: tuple[Suggestion, ...] = ()
    # Courses near that only others may join, to say why they are not suggested.
    courses_of_others: tuple[ListingRecord, ...] = ()
    many: bool = False
    # The person is free now at one time of day, now at another.
    shifts: bool = False

    @worked_out
    def everything(self) -> tuple[Suggestion, ...]:
        return self.matches + self.online + self.courses

    @worked_out
    def exact(self) -> tuple[Suggestion, ...]:
        """What fits all that was asked for and is in reach."""
        return tuple(suggestion for suggestion in self.everything if suggestion.exact)

    @worked_out
    def ranked(self) -> tuple[Suggestion, ...]:
        """Everything in one order, what is as it was asked for first, and what nobody can join now last."""
        ranked = sorted((*self.everything, *self.otherwise, *self.later), key=_standing)
        if self.shifts:
            _put_another_time_third(ranked)
        _put_what_is_near_third(ranked)
        return tuple(ranked)

    @worked_out
    def best(self) -> tuple[Suggestion, ...]:
        """The first three that one can join, as it was asked for; what is far away only where nothing else is there."""
        asked = {each.listing.id for each in self.everything}
        as_asked = [each for each in self.ranked if each.listing.id in asked]
        return tuple([each for each in as_asked if not each.far] or as_asked)[:BEST]

    def of(self, *steps: str) -> tuple[Suggestion, ...]:
        return tuple(suggestion for suggestion in self.matches if suggestion.step in steps)


_Judge = Callable[[CachedListing, bool], tuple[Suggestion, bool] | None]
_standing = attrgetter("standing")


def _put_what_is_near_third(ranked: list[Suggestion]) -> None:
    """Where all of the best three are far away or reached from home, what can be gone to near home takes the third place."""
    refused = {code for each in ranked[:1] for code in REFUSALS.intersection(each.suits)}
    if not any(_is_met_near(each) for each in ranked[:BEST]):
        _put_third(ranked, lambda each: each.joinable and _is_met_near(each) and refused.issubset(each.suits))


def _put_another_time_third(ranked: list[Suggestion]) -> None:
    """Where all of the best three meet in the same part of the day, what is as near in another part takes the third place."""
    parts = {each.next_meeting.part if each.next_meeting else None for each in ranked[:BEST]}
    if (
        len(parts) == 1
        and None not in parts
        and not any("shift-work" in each.suits for each in ranked[:BEST])
    ):
        _put_third(
            ranked,
            lambda each: (
                each.exact
                and each.joinable
                and _is_met_near(each)
                and each.next_meeting is not None
                and each.next_meeting.part not in parts
            ),
        )


def _put_third(ranked: list[Suggestion], fits: Callable[[Suggestion], bool]) -> None:
    """The first that fits behind the best three takes the third place."""
    third = next((each for each in ranked[BEST:] if fits(each)), None)
    if third is not None:
        ranked.remove(third)
        ranked.insert(BEST - 1, third)


def _is_met_near(suggestion: Suggestion) -> bool:
    near = suggestion.step in ("near", "related_need", "neutral") and suggestion.distance_km is not None
    return near and not is_about_something_else(suggestion.cached, suggestion.step)


_OFF_THE_NET = {"in_person", "phone"}
NOTHING_FOUND = Suggestions((), (), ())


def suggest(need: Need, context: SearchContext, only: Collection[str] = STEPS) -> Suggestions:
    """The suggestions for `need`, each step in order. Where nobody can join anything that is as it was asked for, what is
    otherwise is given as well. `only`: the steps that are looked at, for who asks for no more."""
    return _within_reach(_suggest(aimed(need), context, only))


def _within_reach(found: Suggestions) -> Suggestions:
    """Without what lies beyond the cap, where anything can be reached from home."""
    everything = (*found.everything, *found.otherwise, *found.later)
    if not any(map(_lies_beyond, everything)) or not any(map(_is_joined_from_home, everything)):
        return found

    def near(part: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
        return tuple(each for each in part if not _lies_beyond(each))

    return replace(
        found, matches=near(found.matches), later=near(found.later), otherwise=near(found.otherwise)
    )


def _lies_beyond(suggestion: Suggestion) -> bool:
    return suggestion.step == "farther" and (suggestion.distance_km or 0) > CAP_KM


def _is_joined_from_home(suggestion: Suggestion) -> bool:
    return suggestion.joinable and "in_person" not in suggestion.listing.formats


def _suggest(need: Need, context: SearchContext, only: Collection[str]) -> Suggestions:
    found = _find(need, context, only)
    if found.exact or not (need.formats or need.kinds or need.openness or need.language):
        return found
    if need.kinds == ("contact_point",):
        return found
    known = {each.listing.id for each in (*found.everything, *found.otherwise, *found.later)}
    # Who has no internet has none, however little there is: what is on the net alone is no answer.
    formats = need.formats if set(need.formats) == _OFF_THE_NET else ()
    wide = _find(need.but(kinds=(), formats=formats, openness=None, language=None), context, only)
    more = (each for each in (*wide.everything, *wide.otherwise) if each.listing.id not in known)
    return replace(found, otherwise=(*found.otherwise, *(_not_as_asked(each) for each in more)))


def _not_as_asked(suggestion: Suggestion) -> Suggestion:
    return suggestion._replace(exact=False, standing=otherwise(suggestion.standing))


def _find(need: Need, context: SearchContext, only: Collection[str]) -> Suggestions:
    choice = context.choice(need)
    steps, others, fits = choice.steps(only), choice.courses_of_others(), choice.fitting
    public = context.public_listings(np.concatenate([*steps.values(), others]))

    answer: dict[str, list[Suggestion]] = {"online": [], "courses": []}
    otherwise: list[Suggestion] = []
    later: list[Suggestion] = []
    seen: set[int] = set()
    standing = order(need)
    for step, rows in steps.items():
        cached = [
            (public[row], exact)
            for row, exact in zip(rows.tolist(), fits.holds(rows).tolist(), strict=True)
            if row in public and row not in seen
        ]
        seen.update(rows.tolist())
        answer[step] = []
        judge = _judge(need, context.now, step, standing(step))
        for suggestion, as_asked in _in_order(cached, judge):
            part = later if not suggestion.joinable else answer[step] if as_asked else otherwise
            part.append(suggestion)
    online, courses = answer.pop("online"), answer.pop("courses")
    return Suggestions(
        matches=tuple(suggestion for made in answer.values() for suggestion in made),
        online=tuple(online),
        courses=tuple(courses),
        later=tuple(sorted(later, key=_standing)),
        otherwise=tuple(sorted(otherwise, key=_standing)),
        courses_of_others=tuple(
            _still_to_come((public[row] for row in others.tolist() if row in public), context.now)
        ),
        many=any(len(rows) >= MOST_A_STEP for rows in steps.values()),
        shifts="shift-work" in need.constraints,
    )


def _in_order(found: Iterable[tuple[CachedListing, bool]], judge: _Judge) -> list[tuple[Suggestion, bool]]:
    """Suggestions of `found`, which says of each whether it fits exactly; each with whether it is on when the person can come.
    Courses that are over are left out."""
    made = [judged for cached, exact in found if (judged := judge(cached, exact))]
    made.sort(key=lambda judged: within_step(judged[0].standing))
    return made


def _judge(need: Need, now: datetime, step: str, stand: Stand) -> _Judge:
    """What makes a suggestion of a listing that was found in `step`, and tells whether it is on when the person can come. None
    where it is over."""
    place, timed = need.place, bool(need.weekdays or need.part)

    def judge(cached: CachedListing, exact: bool) -> tuple[Suggestion, bool] | None:
        state = cached.state(now)
        if state.over:
            return None
        meeting, time, moment = state.first, AT_HAND, state.moment
        if timed:
            meeting, time = _nearest_in_time(state.meetings, need)
            moment = meeting.moment if meeting else moment
        far = cached.kilometres(place)
        standing, suits, far_away = stand(cached, state, far, moment, time, exact)
        made = Suggestion(
            cached,
            cached.listing,
            step,
            far,
            meeting,
            state.fresh,
            exact and time == AT_HAND,
            suits,
            state.joinable,
            standing,
            far_away,
        )
        return made, time == AT_HAND

    return judge


def _nearest_in_time(meetings: Sequence[Meeting], need: Need) -> tuple[Meeting | None, int]:
    """The next meeting that is as it was asked for, else one in the daytime where it was asked for before noon, else the next
    one; and how near in time it is."""
    wishes = [(AT_HAND, need)]
    if need.part == "morning":
        wishes.append((BESIDE_IN_TIME, need.but(part="day")))
    for time, wish in wishes:
        fitting = next((each for each in meetings if at_hand(each.weekday, each.part, wish)), None)
        if fitting:
            return fitting, time
    return next(iter(meetings), None), OTHERWISE


def can_go(cached: CachedListing, need: Need, now: datetime) -> bool:
    """Whether it is not over, and the person can come at a time that they asked for (always where they named none)."""
    state = cached.state(now)
    if state.over or not state.joinable:
        return False
    return not (need.weekdays or need.part) or any(at_hand(*time, need) for time in state.times)


def reachable(cached: CachedListing, need: Need, now: datetime) -> Sequence[Meeting]:
    """The next meetings on the very days and in the very part of the day that were asked for."""
    return [
        each
        for each in cached.meetings(now)
        if _on_day(each.weekday, need) and need.part in (None, each.part)
    ]


def at_hand(weekday: str, part: str, need: Need) -> bool:
    """Whether the person can come on that day, in that part of it. Who can come by day can come before noon as well."""
    return _on_day(weekday, need) and (need.part in (None, part) or (need.part, part) == ("day", "morning"))


def _on_day(weekday: str, need: Need) -> bool:
    return not need.weekdays or weekday in need.weekdays


def _still_to_come(courses: Iterable[CachedListing], now: datetime) -> Iterable[ListingRecord]:
    for cached in courses:
        state = cached.state(now)
        if state.fresh and not state.over:
            yield cached.listing
