"""What fits, in what order? Suggestions in widening steps: near, related, neutral, the others' open meetings, farther."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from directory.listings.course_words import is_over
from directory.listings.freshness import is_fresh
from directory.listings.meeting_times import Meeting
from directory.listings.models import Listing
from directory.matching.choice import MOST_A_STEP, Choice
from directory.matching.ground import Ground, distance_to
from directory.matching.need import Need
from directory.matching.order import order
from directory.matching.shelf import Shelved


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One listing, and why it stands where it stands. Kilometres are geodesic; None without a place.

    `exact` is what fits all that was asked for and is in reach: it is counted. The rest is shown because it may help.
    """

    listing: Listing
    step: str
    distance_km: float | None
    next_meeting: Meeting | None
    fresh: bool
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All suggestions; each listing stands in one of the three only. `many`: more than were looked at."""

    matches: tuple[Suggestion, ...]
    online: tuple[Suggestion, ...]
    courses: tuple[Suggestion, ...]
    # Courses near that only others may join, to say why they are not suggested.
    courses_of_others: tuple[Listing, ...] = ()
    many: bool = False

    @property
    def everything(self) -> tuple[Suggestion, ...]:
        return self.matches + self.online + self.courses

    @property
    def exact(self) -> tuple[Suggestion, ...]:
        """What fits all that was asked for and is in reach."""
        return tuple(suggestion for suggestion in self.everything if suggestion.exact)

    def of(self, *steps: str) -> tuple[Suggestion, ...]:
        return tuple(suggestion for suggestion in self.matches if suggestion.step in steps)


def suggest(need: Need, ground: Ground) -> Suggestions:
    """The suggestions for `need`, each step in order."""
    choice = Choice(need, ground.columns, ground.around(need.place))
    steps = {step: ground.ids(rows) for step, rows in choice.steps().items()}
    others = [ground.columns.ids[row] for row in choice.courses_of_others()]
    fitting = set(ground.ids(choice.fitting().nonzero()[0]))
    public = ground.public([id_ for ids in (*steps.values(), others) for id_ in ids])

    def placed(s: Suggestion) -> tuple[object, ...]:
        return order(s.listing, s.distance_km, s.next_meeting, need, ground.now.date())

    answer: dict[str, tuple[Suggestion, ...]] = {}
    seen: set[str] = set()
    for step, ids in steps.items():
        shelved = [public[id_] for id_ in ids if id_ in public and id_ not in seen]
        seen.update(ids)
        made = (_suggestion(each, step, each.listing.id in fitting, need, ground.now) for each in shelved)
        answer[step] = tuple(sorted((s for s in made if s), key=placed))
    online, courses = answer.pop("online"), answer.pop("courses")
    return Suggestions(
        matches=tuple(suggestion for made in answer.values() for suggestion in made),
        online=online,
        courses=courses,
        courses_of_others=tuple(_still_to_come((public[id_] for id_ in others if id_ in public), ground.now)),
        many=any(len(ids) >= MOST_A_STEP for ids in steps.values()),
    )


def _suggestion(shelved: Shelved, step: str, exact: bool, need: Need, now: datetime) -> Suggestion | None:
    """None where the person cannot come at the times that were asked for, or the course is over."""
    listing = shelved.listing
    if not can_go(shelved, need, now):
        return None
    meeting = next(iter(reachable(shelved, need, now)), None)
    fresh = is_fresh(listing, now.date())
    return Suggestion(listing, step, distance_to(listing, need.place), meeting, fresh, exact)


def can_go(shelved: Shelved, need: Need, now: datetime) -> bool:
    """Whether it is not over, and the person can come at a time that they asked for (always where they named none)."""
    if is_over(shelved.listing, now.date()):
        return False
    return not (need.weekdays or need.part) or bool(reachable(shelved, need, now))


def reachable(shelved: Shelved, need: Need, now: datetime) -> list[Meeting]:
    """The next meetings on the days and parts of the day that the person can come."""
    return [meeting for meeting in shelved.meetings(now) if _at_hand(meeting, need)]


def _at_hand(meeting: Meeting, need: Need) -> bool:
    return (not need.weekdays or meeting.weekday in need.weekdays) and need.part in (None, meeting.part)


def _still_to_come(courses: Iterable[Shelved], now: datetime) -> Iterable[Listing]:
    for shelved in courses:
        listing = shelved.listing
        if is_fresh(listing, now.date()) and not is_over(listing, now.date()):
            yield listing
