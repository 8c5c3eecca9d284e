"""Which listings belong to which step for one need? Masks over the columns of the search index."""

from collections.abc import Collection, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from directory.matching.need import Need
from search_index.columns import Columns, Mask

NEAR_KM = 25
_FARTHER_KM = 150
_FEWEST_FARTHER = 3
_COURSES_AROUND_KM = 60
MOST_A_STEP = 60

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


class Choice:
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

    def courses_of_others(self) -> list[int]:
        """Rows of fitting courses not far away that only people of other municipalities may join."""
        if self.need.place is None:
            return []
        course = self.columns.having("kind", ("course",)) & self._wanted() & ~self._may_join()
        return np.flatnonzero(course & self._suits & self._fits & self._within(_COURSES_AROUND_KM)).tolist()

    def _allowed(self) -> Mask:
        """What is never shown to this person, whatever the step."""
        if self.need.listings:
            return self._wanted()
        return self._wanted() & self._may_join()

    def _wanted(self) -> Mask:
        """What has every trait that was asked for."""
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
            mask &= self.columns.named(need.listings)
        return mask

    def rows(self) -> list[int]:
        """Everything that fits, near where a place is asked for; what is on the net is near everywhere."""
        near = self._here | ~self.columns.having("format", ("in_person",))
        return np.flatnonzero(self._fits & self._suits & self._allowed() & near).tolist()

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
        return rows[order][:MOST_A_STEP]
