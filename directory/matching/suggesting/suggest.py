"""What fits, in what order? Suggestions in widening steps: near, related, neutral, the others' open meetings, farther."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from directory.listings.records.listing_record import ListingRecord
from directory.listings.records.meeting_times import Meeting
from directory.matching.suggesting.constraints import suiting
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.listing_cache import CachedListing
from directory.matching.suggesting.ranking import order
from directory.matching.suggesting.steps import MOST_A_STEP, Choice
from directory.matching.understanding.need import Need


class Suggestion(NamedTuple):
    """One listing, and why it stands where it stands. Kilometres are geodesic; None without a place.

    `exact` is what fits all that was asked for and is in reach: it is counted. The rest is shown because it may help.
    `suits`: which of the person's constraints it agrees with.
    """

    cached: CachedListing
    listing: ListingRecord
    step: str
    distance_km: float | None
    next_meeting: Meeting | None
    fresh: bool
    exact: bool = True
    suits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """All suggestions; each listing stands in one of the three only. `many`: more than were looked at."""

    matches: tuple[Suggestion, ...]
    online: tuple[Suggestion, ...]
    courses: tuple[Suggestion, ...]
    # Courses near that only others may join, to say why they are not suggested.
    courses_of_others: tuple[ListingRecord, ...] = ()
    many: bool = False

    @cached_property
    def everything(self) -> tuple[Suggestion, ...]:
        return self.matches + self.online + self.courses

    @cached_property
    def exact(self) -> tuple[Suggestion, ...]:
        """What fits all that was asked for and is in reach."""
        return tuple(suggestion for suggestion in self.everything if suggestion.exact)

    def of(self, *steps: str) -> tuple[Suggestion, ...]:
        return tuple(suggestion for suggestion in self.matches if suggestion.step in steps)


NOTHING_FOUND = Suggestions((), (), ())


def suggest(need: Need, context: SearchContext) -> Suggestions:
    """The suggestions for `need`, each step in order."""
    choice = Choice(need, context.columns, context.distances(need.place))
    steps, others, fits = choice.steps(), choice.courses_of_others(), choice.fitting()
    public = context.public_listings(np.concatenate([*steps.values(), others]))

    answer: dict[str, tuple[Suggestion, ...]] = {}
    seen: set[int] = set()
    for step, rows in steps.items():
        numbers = rows.tolist()
        cached = [
            (public[row], exact)
            for row, exact in zip(numbers, fits.holds(rows).tolist(), strict=True)
            if row in public and row not in seen
        ]
        seen.update(numbers)
        answer[step] = _in_order(cached, step, need, context.now)
    online, courses = answer.pop("online"), answer.pop("courses")
    return Suggestions(
        matches=tuple(suggestion for made in answer.values() for suggestion in made),
        online=online,
        courses=courses,
        courses_of_others=tuple(
            _still_to_come((public[row] for row in others.tolist() if row in public), context.now)
        ),
        many=any(len(rows) >= MOST_A_STEP for rows in steps.values()),
    )


def _in_order(
    found: Iterable[tuple[CachedListing, bool]], step: str, need: Need, now: datetime
) -> tuple[Suggestion, ...]:
    """Suggestions of `found`, each with whether it fits exactly, in order, without courses that are over and what is not on when the person can come."""
    key, place, timed = order(need), need.place, bool(need.weekdays or need.part)
    made = []
    for cached, exact in found:
        state = cached.state(now)
        if state.over:
            continue
        meeting, moment = state.meetings[0] if state.meetings else None, state.moment
        if timed:
            meeting = next((each for each in state.meetings if at_hand(each.weekday, each.part, need)), None)
            if meeting is None:
                continue
            moment = meeting.moment
        far = cached.kilometres(place)
        suits = suiting(need.constraints, cached, state, far) if need.constraints else ()
        suggestion = Suggestion(cached, cached.listing, step, far, meeting, state.fresh, exact, suits)
        made.append((key(cached, state, far, moment, len(suits)), suggestion))
    return tuple(suggestion for _key, suggestion in sorted(made, key=itemgetter(0)))


def can_go(cached: CachedListing, need: Need, now: datetime) -> bool:
    """Whether it is not over, and the person can come at a time that they asked for (always where they named none)."""
    state = cached.state(now)
    if state.over:
        return False
    return not (need.weekdays or need.part) or any(at_hand(*time, need) for time in state.times)


def reachable(cached: CachedListing, need: Need, now: datetime) -> Sequence[Meeting]:
    """The next meetings on the days and parts of the day that the person can come."""
    meetings = cached.meetings(now)
    if not (need.weekdays or need.part):
        return meetings
    return [meeting for meeting in meetings if at_hand(meeting.weekday, meeting.part, need)]


def at_hand(weekday: str, part: str, need: Need) -> bool:
    """Whether the person can come on that day, in that part of it."""
    return (not need.weekdays or weekday in need.weekdays) and need.part in (None, part)


def _still_to_come(courses: Iterable[CachedListing], now: datetime) -> Iterable[ListingRecord]:
    for cached in courses:
        state = cached.state(now)
        if state.fresh and not state.over:
            yield cached.listing
