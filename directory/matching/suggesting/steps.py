"""Which listings belong to which step for one need? Masks over the columns of the search index."""

from collections.abc import Collection
from functools import reduce
from operator import and_

import numpy as np
from numpy.typing import NDArray

from directory.matching.suggesting.constraints import AWAY_KM, goes_farther
from directory.matching.suggesting.distances import Distances
from directory.matching.suggesting.neighbours import LOSSES, aimed, neighbours
from directory.matching.suggesting.worked_out import worked_out
from directory.matching.understanding.need import Need
from search_index.columns import Columns
from search_index.masks import Mask, Rows

NEAR_KM = 25
_COURSES_AROUND_KM = 60
CAP_KM = 150  # what is met farther away is no answer where the net, a phone or a human being is
_A_DAY_KM = 400  # what a day allows, where nothing else is there, and towns lie so far apart:
_WIDE_COUNTIES = frozenset(("18", "55", "56"))  # Nordland, Troms, Finnmark
MOST_A_STEP = 600
STEPS = ("courses", "near", "related_need", "neutral", "other_audience", "online", "farther")
REACHED = ("courses", "near", "online", "farther")  # what is as it was asked for, near or far
_UNDER_18 = (12, 17)


def near_km(need: Need) -> int:
    """How far counts as near: what was asked for, else a little farther for those who would rather meet nobody they know."""
    return need.radius_km or (AWAY_KM if goes_farther(need) else NEAR_KM)


def with_steps(columns: Columns, wanted: bool) -> Mask:
    """What has twelve steps; or what has neither them nor a faith."""
    if wanted:
        return columns.having("trait", ("twelve_step",))
    return ~columns.having("trait", ("twelve_step", "faith_based"))


def _groups(columns: Columns) -> Mask:
    """What is met in person, courses aside."""
    return columns.having("format", ("in_person",)) & ~_courses(columns)


def _remote(columns: Columns) -> Mask:
    here = columns.having("format", ("in_person",)) | _courses(columns)
    return columns.having("format", ("online", "phone")) & ~here


def _courses(columns: Columns) -> Mask:
    return columns.having("kind", ("course",))


def _years(ages: tuple[int, int]) -> list[str]:
    return [str(year) for year in range(ages[0], ages[1] + 1)]


def _for_now(columns: Columns) -> Mask:
    return ~columns.having("trait", ("not_now",))


def _unbounded(columns: Columns) -> Mask:
    return ~columns.having("trait", ("bounded",))


def _no_course_to_go_to(columns: Columns) -> Mask:
    return ~(_courses(columns) & columns.having("format", ("in_person",)))


class Choice:
    """Which rows of the columns belong to which step for one need.

    An organisation that is named is a wish: what it has comes first, and others stand beside. Everything else that
    is asked for is a condition.
    """

    def __init__(self, need: Need, columns: Columns, distances: Distances) -> None:
        self.need = aimed(need)
        self.columns = columns
        self._distances = distances

    def within(self, kilometres: int) -> "Choice":
        """The same question with another distance. What does not hang on it is not worked out again."""
        other = Choice(self.need.but(radius_km=kilometres), self.columns, self._distances)
        other.__dict__.update(_exact=self._exact, _wanted=self._wanted)
        return other

    def steps(self, only: Collection[str] = STEPS) -> dict[str, Rows]:
        """Rows by step, at most 600 each, best first; the order of the steps decides where a listing stands."""
        online = self._online()
        if self.need.places and len(online):
            return {"online": online}  # until it is clear where: what can be reached from anywhere
        found: dict[str, Rows] = {}
        for step in STEPS:
            if step == "online":
                found[step] = online
            elif step in only:
                found[step] = (
                    self._farther(reached_otherwise=len(online) > 0)
                    if step == "farther"
                    else self._best(self._step(step))
                )
        return found

    def _step(self, step: str) -> Mask:
        """What belongs to a step that is near, or to the courses."""
        if step == "courses":
            return self._courses & self._suits & (self._fits | self._beside)
        groups = self._near_groups
        if step == "near":
            return groups & self._exact
        if step == "related_need":
            return groups & self._suits & self._beside
        if step == "neutral":
            return groups & self._suits & self._neutral
        return groups & self._open_to_others & self._fits

    def _online(self) -> Rows:
        beside = self._suits & (self._fits | self._beside | self._neutral)
        return self._best(self._remote & (self._exact | beside))

    @worked_out
    def fitting(self) -> Mask:
        """Exactly what was asked for and is in reach: near, remote, or a course that one may join. It is counted."""
        groups, courses, once = self.columns.once(_groups), self.columns.once(_courses), self.columns.once
        here = (groups | courses) & self._here if self.need.radius_km else groups & self._here | courses
        return self._all_of(self._allowed, self._exact) & (here | once(_remote)) & once(_for_now)

    def rows(self) -> Rows:
        """As `fitting`, but a condition is a condition: the audience always, and for courses the distance too."""
        near = self._here | ~self.columns.having("format", ("in_person",))
        return (self.suitable() & near).rows()

    def suitable(self) -> Mask:
        """What this person may be shown, wherever it is, that suits them and what they asked about."""
        return self._suits & self._fits & self._asked & self._allowed

    def courses_of_others(self) -> Rows:
        """Rows of fitting courses not far away that only people of other municipalities may join."""
        if self.need.place is None:
            return np.arange(0)
        course = self.columns.having("kind", ("course",)) & self._wanted & ~self._may_join
        near = course & self._suits & self._fits & self._asked & self._distances.within(_COURSES_AROUND_KM)
        return near.rows()

    @worked_out
    def _groups(self) -> Mask:
        return self._all_of(self._allowed, self.columns.once(_groups))

    @worked_out
    def _near_groups(self) -> Mask:
        return self._groups & self._here

    @worked_out
    def _remote(self) -> Mask:
        return self._all_of(self._allowed, self.columns.once(_remote))

    @worked_out
    def _courses(self) -> Mask:
        """Courses that one may join; where it is said how far one can go, no farther."""
        courses = self._all_of(self._allowed, self.columns.once(_courses))
        return courses & self._here if self.need.radius_km else courses

    @worked_out
    def _fits(self) -> Mask:
        needs = self.need.needs
        return self.columns.having("need", needs) if needs else self.columns.everything()

    @worked_out
    def _suits(self) -> Mask:
        audience = self.need.audience
        if audience in (None, "professional"):
            return self.columns.everything()
        if self.need.needs and LOSSES.issuperset(self.need.needs):
            return self.columns.having("audience", ("self", "relative"))  # who lost somebody is both
        return self.columns.having("audience", (audience,))

    @worked_out
    def _asked(self) -> Mask:
        """Run by one of the organisations that were named."""
        named = self.need.organisations
        return self.columns.having("organisation", named) if named else self.columns.everything()

    @worked_out
    def _suits_or_asked(self) -> Mask:
        """Suits the person, or comes from an organisation that has nothing for them: then it was named for another."""
        suits = self._suits
        for code in self.need.organisations:
            theirs = self.columns.having("organisation", (code,))
            suits = suits if theirs & suits else suits | theirs
        return suits

    @worked_out
    def _exact(self) -> Mask:
        return self._all_of(self._suits_or_asked, self._fits, self._asked)

    @worked_out
    def _beside(self) -> Mask:
        """A related need, what has the words in its text, or what others than the organisation that was named have for this."""
        needs = self.need.needs
        beside = self.columns.having("need", neighbours(self.need)) | self.columns.mask_of(self.need.worded)
        return beside | self._fits & ~self._asked if needs else beside

    @worked_out
    def _neutral(self) -> Mask:
        return self.columns.having("need", ("any",))

    @worked_out
    def _open_to_others(self) -> Mask:
        if not self.need.audience:
            return ~self.columns.everything()
        return ~self._suits_or_asked & self.columns.having("openness", ("open",))

    @worked_out
    def _here(self) -> Mask:
        """Near: within the radius, or anywhere in the county where only the county is known."""
        place = self.need.place
        if place is not None and place.municipality_number is None and self.need.radius_km is None:
            return self.columns.having("county", (place.county_number,))
        return self._distances.within(near_km(self.need))

    @worked_out
    def _may_join(self) -> Mask:
        """It hangs on the place and what is near alone, and most choices to narrow by ask for the same."""
        return self._distances.once((self.need.radius_km, near_km(self.need)), self._find_who_may_join)

    def _find_who_may_join(self) -> Mask:
        """Services and courses take people of their catchment; a course that names none takes those who live near, or
        everybody where it is on the net."""
        place, once = self.need.place, self.columns.once
        if place is None:
            return self.columns.everything()
        inside = self.columns.having("catchment", (place.municipality_number or "",))
        if place.municipality_number is None:
            inside = inside | self._here
        return (once(_unbounded) | inside) & (once(_no_course_to_go_to) | inside | self._here)

    @worked_out
    def _allowed(self) -> Mask:
        """What is never shown to this person, whatever the step."""
        return self._wanted if self.need.listings else self._all_of(self._wanted, self._may_join)

    @worked_out
    def _wanted(self) -> Mask:
        """What has every trait that was asked for."""
        has, need = self.columns.having, self.need
        mask = self.columns.everything()
        wanted: tuple[tuple[str, Collection[str]], ...] = (
            ("kind", [kind for kind in need.kinds if kind != "contact_point"]),
            ("format", need.formats),
            ("openness", (need.openness,) if need.openness else ()),
            ("language", (need.language,) if need.language else ()),
        )
        for facet, values in wanted:
            if values:
                mask = self._all_of(mask, has(facet, values))
        if need.twelve_step is not None:
            mask = self._all_of(mask, with_steps(self.columns, need.twelve_step))
        mask = self._all_of(mask, self._of_the_sex, self._of_the_age)
        if need.kinds == ("contact_point",) and not need.needs:
            mask = ~self.columns.everything()
        return mask & self.columns.mask_of(need.listings) if need.listings else mask

    def _all_of(self, *masks: Mask) -> Mask:
        """The rows of all `masks`; one that leaves everything costs nothing."""
        everything = self.columns.everything()
        telling = [mask for mask in masks if mask is not everything]
        return reduce(and_, telling) if telling else everything

    @worked_out
    def _of_the_sex(self) -> Mask:
        """Nothing that is for the other sex alone."""
        sex, has = self.need.for_whom or self.need.sex, self.columns.having
        return has("for", (sex,)) | ~has("for", ("women", "men")) if sex else self.columns.everything()

    @worked_out
    def _of_the_age(self) -> Mask:
        """For somebody young what takes the young; for others what takes their age, and nothing that is for the young alone,
        unless they ask for one of them."""
        need, has = self.need, self.columns.having
        if need.young:
            return has("age", _years(need.ages or _UNDER_18))
        if need.for_child or need.browsing or (need.ages is None and need.audience == "professional"):
            return self.columns.everything()
        if need.ages:
            return has("age", _years(need.ages)) | ~has("trait", ("aged",))
        return ~has("trait", ("young",))

    def _farther(self, reached_otherwise: bool) -> Rows:
        """What fits and lies within the cap; where there is nothing to reach otherwise, the nearest that a day allows in the
        north. What is only like it goes so far where nothing fits.

        An organisation that was named is looked for before others.
        """
        fits = self._groups & self._exact
        mask = fits or self._groups & self._suits & self._fits
        here = bool(mask & self._here)
        found = self._within_the_cap(mask, reached_otherwise or here)
        if len(found) or here:
            return self._best_of(found)
        like = self._groups & self._suits & (self._beside | self._neutral)
        return self._best_of(self._within_the_cap(like, reached_otherwise))

    def _within_the_cap(self, mask: Mask, reached_otherwise: bool) -> Rows:
        away = mask & ~self._here
        if (place := self.need.place) is None:
            return away.rows()
        found = (away & self._distances.within(CAP_KM)).rows()
        if len(found) or reached_otherwise or place.county_number not in _WIDE_COUNTIES:
            return found
        rows = (away & self._distances.within(_A_DAY_KM)).rows()
        return rows[[int(np.argmin(self._distances.kilometres(rows)))]] if len(rows) else rows

    def _fit(self, rows: Rows) -> NDArray[np.int64]:
        """How many of the needs each of `rows` meets."""
        fit = np.zeros(len(rows), dtype=np.int64)
        for code in self.need.needs:
            fit += self.columns.having("need", (code,)).holds(rows)
        return fit

    def _best(self, mask: Mask) -> Rows:
        return self._best_of(mask.rows())

    def _best_of(self, rows: Rows) -> Rows:
        if len(rows) <= MOST_A_STEP:
            return rows
        far = self._distances.kilometres(rows)
        order = np.lexsort((rows, far, -self._fit(rows), ~self._asked.holds(rows)))
        return rows[order][:MOST_A_STEP]
