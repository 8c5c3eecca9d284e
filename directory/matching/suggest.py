"""What fits, in what order? Suggestions in widening steps: near, related, neutral, the others' open meetings, farther."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.course_words import is_over
from directory.listings.freshness import is_fresh
from directory.listings.meeting_times import Meeting, next_meetings
from directory.listings.models import Listing
from directory.matching.choice import Choice
from directory.matching.need import Need
from directory.places.distance import kilometres
from directory.vocabulary import PUBLIC_STATUSES
from search_index.columns import Columns

_LOOKED_AT = 14
FAR_FUTURE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One listing, and why it stands where it stands. Kilometres are geodesic; None without a place."""

    listing: Listing
    step: str
    distance_km: float | None
    next_meeting: Meeting | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All suggestions; each listing stands in one of the three only."""

    matches: tuple[Suggestion, ...]
    online: tuple[Suggestion, ...]
    courses: tuple[Suggestion, ...]
    # Courses near that only others may join, to say why they are not suggested.
    courses_of_others: tuple[Listing, ...] = ()

    @property
    def everything(self) -> tuple[Suggestion, ...]:
        return self.matches + self.online + self.courses

    def of(self, *steps: str) -> tuple[Suggestion, ...]:
        return tuple(suggestion for suggestion in self.matches if suggestion.step in steps)


def suggest(need: Need, columns: Columns, session: Session, now: datetime) -> Suggestions:
    """The suggestions for `need` at `now` (aware).

    Only public listings that the database still has are given, whatever `columns` says.
    """
    choice = Choice(need, columns)
    steps = {step: [columns.ids[row] for row in rows.tolist()] for step, rows in choice.steps().items()}
    others = [columns.ids[row] for row in choice.courses_of_others()]
    listings = load_public(session, {id_ for ids in (*steps.values(), others) for id_ in ids})
    listings = {id_: listing for id_, listing in listings.items() if not is_over(listing, now.date())}
    answer: dict[str, list[Suggestion]] = {}
    seen: set[str] = set()
    for step, ids in steps.items():
        made = [_suggestion(listings[id_], step, need, now) for id_ in ids if id_ in listings.keys() - seen]
        seen.update(ids)
        kept = [suggestion for suggestion in made if meets_when(suggestion.listing, need, now)]
        answer[step] = sorted(kept, key=lambda suggestion: _order(suggestion, need))
    online, courses = answer.pop("online"), answer.pop("courses")
    return Suggestions(
        matches=tuple(suggestion for made in answer.values() for suggestion in made),
        online=tuple(online),
        courses=tuple(courses),
        courses_of_others=tuple(
            listings[id_] for id_ in others if id_ in listings and is_fresh(listings[id_], now.date())
        ),
    )


def distance_to(listing: Listing, need: Need) -> float | None:
    """Geodesic kilometres from the place asked for; None without a place, or for what is not met in person."""
    place = need.place
    if place is None or listing.latitude is None or listing.longitude is None:
        return None
    if "in_person" not in listing.formats:
        return None
    return kilometres((place.latitude, place.longitude), (listing.latitude, listing.longitude))


def _suggestion(listing: Listing, step: str, need: Need, now: datetime) -> Suggestion:
    distance = distance_to(listing, need)
    meetings = reachable(listing, need, now)
    return Suggestion(listing, step, distance, next(iter(meetings), None), is_fresh(listing, now.date()))


def reachable(listing: Listing, need: Need, now: datetime) -> list[Meeting]:
    """The next meetings on the days and parts of the day that the person can come."""
    looked_at = _LOOKED_AT if need.weekdays or need.part else 1
    return [meeting for meeting in next_meetings(listing, now, looked_at) if _at_hand(meeting, need)]


def _at_hand(meeting: Meeting, need: Need) -> bool:
    return (not need.weekdays or meeting.weekday in need.weekdays) and need.part in (None, meeting.part)


def meets_when(listing: Listing, need: Need, now: datetime) -> bool:
    """Whether the person can come at a time that they asked for; always where they asked for none."""
    return not (need.weekdays or need.part) or bool(reachable(listing, need, now))


def _order(suggestion: Suggestion, need: Need) -> tuple[object, ...]:
    """Confirmed before long unconfirmed, open before full or paused; then fit, distance as printed, next meeting; ties by id."""
    fit = len(set(suggestion.listing.needs) & set(need.needs))
    starts = suggestion.next_meeting.starts if suggestion.next_meeting else FAR_FUTURE
    distance = round(suggestion.distance_km or 0.0)
    waits = suggestion.listing.status in ("full", "paused")
    return (not suggestion.fresh, waits, -fit, distance, starts, suggestion.listing.id)


def load_public(session: Session, ids: Iterable[str]) -> dict[str, Listing]:
    """Those of `ids` that are public listings in the database now, by id."""
    rows = session.scalars(
        select(Listing).where(Listing.id.in_(list(ids)), Listing.status.in_(PUBLIC_STATUSES))
    )
    return {listing.id: listing for listing in rows}
