"""What fits, in what order? Suggestions in widening steps: near, related, neutral, the others' open meetings, farther."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.freshness import is_fresh
from directory.listings.meeting_times import Meeting, next_meetings
from directory.listings.models import Listing
from directory.matching.need import Need
from directory.places.distance import kilometres
from directory.vocabulary import PUBLIC_STATUSES
from directory.web.clock import OSLO
from search_index.columns import Columns, Mask

NEAR_KM = 25
_FARTHER_KM = 150
_FEWEST_FARTHER = 3
_MOST_A_STEP = 60
_FAR_FUTURE = datetime.max.replace(tzinfo=OSLO)

# Somebody who asks for one of these may be helped where the other is spoken of.
_RELATED: Mapping[str, tuple[str, ...]] = {
    "alcohol": ("drugs", "codependency", "growing-up"),
    "drugs": ("alcohol", "medicines"),
    "medicines": ("drugs", "alcohol"),
    "anxiety": ("mental-health", "depression"),
    "depression": ("mental-health", "anxiety", "loneliness"),
    "psychosis": ("mental-health",),
    "mental-health": ("anxiety", "depression"),
    "suicide-loss": ("grief",),
    "overdose-loss": ("grief", "drugs"),
    "grief": ("suicide-loss", "overdose-loss"),
    "loneliness": ("mental-health",),
    "trauma": ("mental-health",),
    "eating": ("mental-health",),
    "codependency": ("growing-up",),
    "growing-up": ("codependency",),
    "breakup": ("loneliness",),
}


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

    @property
    def everything(self) -> tuple[Suggestion, ...]:
        return self.matches + self.online + self.courses

    def of(self, *steps: str) -> tuple[Suggestion, ...]:
        return tuple(suggestion for suggestion in self.matches if suggestion.step in steps)


def suggest(need: Need, columns: Columns, session: Session, now: datetime) -> Suggestions:
    """The suggestions for `need` at `now` (aware).

    Only public listings that the database still has are given, whatever `columns` says.
    """
    choice = _Choice(need, columns)
    steps = choice.steps()
    chosen = {row for rows in steps.values() for row in rows.tolist()}
    listings = _load(session, [columns.ids[row] for row in chosen])
    seen: set[str] = set()
    answer: dict[str, list[Suggestion]] = {}
    for step, rows in steps.items():
        made = [
            _suggestion(listings[columns.ids[row]], step, choice, row, now)
            for row in rows.tolist()
            if columns.ids[row] in listings and columns.ids[row] not in seen
        ]
        seen.update(suggestion.listing.id for suggestion in made)
        kept = [suggestion for suggestion in made if _meets_when(suggestion.listing, need, now)]
        answer[step] = sorted(kept, key=lambda suggestion: _order(suggestion, need))
    online, courses = answer.pop("online"), answer.pop("courses")
    return Suggestions(tuple(s for made in answer.values() for s in made), tuple(online), tuple(courses))


class _Choice:
    """Which rows of the columns belong to which step for one need."""

    def __init__(self, need: Need, columns: Columns) -> None:
        self.need = need
        self.columns = columns

    def steps(self) -> dict[str, NDArray[np.int64]]:
        """Rows by step, at most 60 each, best first; the order of the steps decides where a listing stands."""
        has, need = self.columns.having, self.need
        allowed = self._allowed()
        met = has("format", ("in_person",)) & allowed
        remote = ~has("format", ("in_person",)) & has("format", ("online", "phone")) & allowed
        course = has("kind", ("course",))
        fits, suits, here = self._fits, self._suits, self._here
        related = has("need", self._related_needs)
        neutral = has("need", ("any",))
        others = ~suits & has("openness", ("open",)) if need.audience else ~self.columns.everything()
        groups = met & ~course
        return {
            "courses": self._best(course & allowed & suits & (fits | related)),
            "near": self._best(groups & suits & fits & here),
            "related_need": self._best(groups & suits & related & here),
            "neutral": self._best(groups & suits & neutral & here),
            "other_audience": self._best(groups & others & fits & here),
            "online": self._best(remote & ~course & suits & (fits | neutral)),
            "farther": self._farther(groups & suits & fits & ~here),
        }

    @cached_property
    def distances(self) -> NDArray[np.float64]:
        place = self.need.place
        if place is None:
            return np.full(len(self.columns), np.nan)
        return self.columns.distances(place.latitude, place.longitude)

    @cached_property
    def _fits(self) -> Mask:
        needs = self.need.needs
        return self.columns.having("need", needs) if needs else self.columns.everything()

    @cached_property
    def _suits(self) -> Mask:
        audience = self.need.audience
        if audience in (None, "professional"):
            return self.columns.everything()
        return self.columns.having("audience", (audience,))

    @cached_property
    def _related_needs(self) -> list[str]:
        return [
            code for need in self.need.needs for code in _RELATED.get(need, ()) if code not in self.need.needs
        ]

    def _within(self, kilometres: float) -> Mask:
        if self.need.place is None:
            return self.columns.everything()
        return np.nan_to_num(self.distances, nan=np.inf) <= kilometres

    @cached_property
    def _here(self) -> Mask:
        """Near: within the radius, or anywhere in the county where only the county is known."""
        place = self.need.place
        if place is not None and place.municipality_number is None and self.need.radius_km is None:
            return self.columns.having("county", (place.county_number,))
        return self._within(self.need.radius_km or NEAR_KM)

    def _may_join(self) -> Mask:
        """Services and courses take people of their catchment; a course that names none takes those who live near."""
        has, place = self.columns.having, self.need.place
        bounded, course = has("trait", ("bounded",)), has("kind", ("course",))
        if place is None:
            return self.columns.everything()
        inside = has("catchment", (place.municipality_number or "",))
        if place.municipality_number is None:
            inside |= self._here
        return (~bounded | inside) & (~course | inside | self._here)

    def _allowed(self) -> Mask:
        """What is never shown to this person, whatever the step."""
        has, need = self.columns.having, self.need
        mask = self.columns.everything()
        kinds = [kind for kind in need.kinds if kind != "contact_point"]
        wanted: tuple[tuple[str, Collection[str]], ...] = (
            ("kind", kinds),
            ("format", need.formats),
            ("organisation", need.organisations),
            ("openness", (need.openness,) if need.openness else ()),
            ("language", (need.language,) if need.language else ()),
        )
        for facet, values in wanted:
            if values:
                mask &= has(facet, values)
        if need.twelve_step is False:
            mask &= ~has("trait", ("twelve_step", "faith_based"))
        elif need.twelve_step:
            mask &= has("trait", ("twelve_step",))
        if need.young:
            mask &= has("trait", ("young",))
        if need.for_whom:
            mask &= has("for", (need.for_whom,)) | ~has("for", ("women", "men"))
        if need.kinds == ("contact_point",) and not need.needs:
            mask &= False
        if need.listings:
            return mask & self.columns.named(need.listings)
        return mask & self._may_join()

    def _farther(self, mask: Mask) -> NDArray[np.int64]:
        """What a day's journey reaches, and where that is nothing, the three that lie nearest."""
        rows = np.flatnonzero(mask)
        nearest = rows[np.argsort(self.distances[rows], kind="stable")][:_FEWEST_FARTHER]
        chosen = mask & self._within(_FARTHER_KM)
        chosen[nearest] = True
        return self._best(chosen)

    def _best(self, mask: Mask) -> NDArray[np.int64]:
        rows = np.flatnonzero(mask)
        distances = np.nan_to_num(self.distances[rows], nan=0.0)
        fit = np.zeros(len(rows), dtype=np.int64)
        for code in self.need.needs:
            fit += self.columns.having("need", (code,))[rows]
        order = np.lexsort((rows, distances, np.negative(fit)))
        return rows[order][:_MOST_A_STEP]


def _suggestion(listing: Listing, step: str, choice: _Choice, row: int, now: datetime) -> Suggestion:
    place = choice.need.place
    known = place is not None and listing.latitude is not None and listing.longitude is not None
    distance = None
    if known and place is not None and "in_person" in listing.formats:
        distance = kilometres(
            (place.latitude, place.longitude), (listing.latitude or 0.0, listing.longitude or 0.0)
        )
    meetings = _reachable(listing, choice.need, now)
    return Suggestion(listing, step, distance, next(iter(meetings), None), is_fresh(listing, now.date()))


def _reachable(listing: Listing, need: Need, now: datetime) -> list[Meeting]:
    """The next meetings on the days and parts of the day that the person can come."""
    after = now
    if listing.starts_on and listing.starts_on > now.date():
        after = datetime.combine(listing.starts_on, time.min, OSLO)
    return [meeting for meeting in next_meetings(listing.meetings, after, 14) if _at_hand(meeting, need)]


def _at_hand(meeting: Meeting, need: Need) -> bool:
    return (not need.weekdays or meeting.weekday in need.weekdays) and need.part in (None, meeting.part)


def _meets_when(listing: Listing, need: Need, now: datetime) -> bool:
    return not (need.weekdays or need.part) or bool(_reachable(listing, need, now))


def _order(suggestion: Suggestion, need: Need) -> tuple[object, ...]:
    """Confirmed before long unconfirmed; then fit, distance as printed, next meeting; ties by id."""
    fit = len(set(suggestion.listing.needs) & set(need.needs))
    starts = suggestion.next_meeting.starts if suggestion.next_meeting else _FAR_FUTURE
    distance = round(suggestion.distance_km or 0.0)
    return (not suggestion.fresh, -fit, distance, starts, suggestion.listing.id)


def _load(session: Session, ids: Iterable[str]) -> dict[str, Listing]:
    rows = session.scalars(
        select(Listing).where(Listing.id.in_(list(ids)), Listing.status.in_(PUBLIC_STATUSES))
    )
    return {listing.id: listing for listing in rows}
