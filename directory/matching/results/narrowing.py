"""How can the answer be narrowed? Each choice is an address, with how many things exactly fit there."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from directory.listings.records.models import Organisation
from directory.matching.search_address import RADII, AddressesAround, Search
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.steps import MOST_A_STEP, Choice, near_km, with_steps
from directory.matching.suggesting.suggest import Suggestions, at_hand, can_go
from directory.matching.understanding.need import Need
from directory.vocabulary import FORMATS, KINDS, OPENNESS, PARTS, WEEKDAYS, Codes, label
from directory.web.catalogues import gettext as _
from directory.web.language import current
from search_index.masks import Mask, Rows

_MOST_ORGANISATIONS = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One choice, how many things exactly fit there, and its address. A chosen one leads back to all."""

    label: str
    count: int
    url: str
    chosen: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Choices of one sort, of which one can be made."""

    id: str
    heading: str
    options: tuple[Option, ...]


def narrowing(
    search: Search, found: Suggestions, context: SearchContext, organisations: Mapping[str, Organisation]
) -> list[Family]:
    """The choices that lead to something and leave something out. None where there is too much to count exactly."""
    need = search.need
    if need.empty or need.listings or found.many:
        return []
    counting, write = Counting(context), _Writer(search).options
    families = [
        Family("dag", _("Ukedag"), write("weekday", counting.weekdays(need), _labels(WEEKDAYS))),
        Family("tid", _("Tid på dagen"), write("part", counting.parts(need), _labels(PARTS))),
        Family("avstand", _("Hvor langt unna"), write("radius", counting.radii(need), _within)),
        Family(
            "mate",
            _("Hvordan"),
            write("format", counting.facet(need, "formats", "format", FORMATS), _labels(FORMATS)),
        ),
        Family(
            "slag",
            _("Hva slags tilbud"),
            write("kind", counting.facet(need, "kinds", "kind", KINDS), _labels(KINDS)),
        ),
        Family(
            "hvem",
            _("Hvem som står bak"),
            write("organisation", counting.organisations(need), lambda code: organisations[code].called),
        ),
        Family(
            "apen", _("Åpent eller lukket"), write("openness", counting.openness(need), _labels(OPENNESS))
        ),
        Family("trinn", _("Tolv trinn"), write("twelve_step", counting.twelve_steps(need), _steps)),
    ]
    return [family for family in families if _is_a_choice(family, len(found.exact))]


def _is_a_choice(family: Family, all_of_them: int) -> bool:
    return any(option.chosen or option.count != all_of_them for option in family.options)


class ChoiceCount(NamedTuple):
    """One value of a parameter, how many things exactly fit with it, and whether it is chosen."""

    value: str
    fit: int
    chosen: bool


class Counting:
    """How many things would exactly fit, if the question were another one? As the page of that question counts them."""

    def __init__(self, context: SearchContext) -> None:
        self._context = context
        self._fitting: dict[Need, Mask] = {}
        self._reached: dict[Need, Rows | None] = {}

    def reachable_rows(self, need: Need) -> Rows | None:
        """The rows that the page of `need` counts; None where they are more than it looks at."""
        if need not in self._reached:
            self._reached[need] = self._that_can_be_reached(self._mask(need).rows(), need)
        return self._reached[need]

    def count_among(self, need: Need, among: Mask) -> Rows | None:
        """As `reachable_rows`, where one condition more leaves only those of `among`."""
        return self._that_can_be_reached((self._mask(need) & among).rows(), need)

    def _mask(self, need: Need) -> Mask:
        """Times are asked of each listing afterwards, and leave the same mask."""
        if need.weekdays or need.part:
            need = need.but(weekdays=(), part=None)
        if need not in self._fitting:
            choice = Choice(need, self._context.columns, self._context.distances(need.place))
            self._fitting[need] = choice.fitting()
        return self._fitting[need]

    def _that_can_be_reached(self, rows: Rows, need: Need) -> Rows | None:
        """Without courses that are over, what has a long break, and what is not on at the times that are asked for."""
        if len(rows) > MOST_A_STEP:
            return None
        timed = bool(need.weekdays or need.part)
        has = self._context.columns.having
        doubtful = has("kind", ("course",)) | has("trait", ("breaks",))
        looked_at = rows if timed else rows[doubtful.holds(rows)]
        public = self._context.listings(looked_at)
        gone = [
            row
            for row in looked_at.tolist()
            if row not in public or not can_go(public[row], need, self._context.now)
        ]
        return np.setdiff1d(rows, np.array(gone, dtype=np.int64), assume_unique=True) if gone else rows

    def facet(self, need: Need, field: str, facet: str, codes: Iterable[str]) -> Iterator[ChoiceCount]:
        """Each of `codes`, by the index's `facet`; the choice made so far in `field` is left aside."""
        chosen = getattr(need, field)
        rows = self.reachable_rows(need.but(**{field: ()}) if chosen else need)
        if rows is None:
            return
        counts = self._context.columns.counts(rows, facet)
        for code in codes:
            if code in counts:
                yield ChoiceCount(code, counts[code], code in chosen)

    def organisations(self, need: Need) -> list[ChoiceCount]:
        """Those who have most, and the one that is chosen."""
        codes = self._context.columns.values("organisation")
        found = sorted(
            self.facet(need, "organisations", "organisation", codes), key=lambda c: (-c.fit, c.value)
        )
        return [c for place, c in enumerate(found) if c.chosen or place < _MOST_ORGANISATIONS]

    def weekdays(self, need: Need) -> Iterator[ChoiceCount]:
        """Each day of the week on which something is, at the part of day that was asked for."""
        counts = self._days(need.but(weekdays=()) if need.weekdays else need)
        return (ChoiceCount(code, counts[code], code in need.weekdays) for code in WEEKDAYS if code in counts)

    def parts(self, need: Need) -> Iterator[ChoiceCount]:
        """Each part of the day in which something is, on the days that were asked for."""
        without = need.but(part=None) if need.part else need
        times = self._times(without)
        for code in PARTS:
            asked = without.but(part=code)
            count = sum(alike for each, alike in times.items() if any(at_hand(*time, asked) for time in each))
            if count:
                yield ChoiceCount(code, count, code == need.part)

    def _days(self, need: Need) -> Counter[str]:
        """How many listings have a meeting that the person can reach on each day."""
        counts: Counter[str] = Counter()
        for times, alike in self._times(need).items():
            for day in {weekday for weekday, part in times if at_hand(weekday, part, need)}:
                counts[day] += alike
        return counts

    def _times(self, need: Need) -> Counter[frozenset[tuple[str, str]]]:
        """The days and parts of the day of what can be reached, with how many listings have just these."""
        rows = self.reachable_rows(need)
        public = self._context.listings(rows) if rows is not None else {}
        return Counter(each.state(self._context.now).times for each in public.values())

    def radii(self, need: Need) -> Iterator[ChoiceCount]:
        """Each distance, where there is a place to measure from."""
        if need.place is None or need.place.kind == "county":
            return
        usual = near_km(need.but(radius_km=None))
        met = self._context.columns.having(
            "format", ("in_person",)
        )  # what is on the net lies within no distance
        for radius in RADII:
            chosen = need.radius_km == radius
            if radius == usual and need.radius_km is None:
                continue  # as it stands
            rows = self.reachable_rows(need if chosen else need.but(radius_km=radius))
            near = 0 if rows is None else int(met.holds(rows).sum())
            if near:
                yield ChoiceCount(str(radius), near, chosen)

    def openness(self, need: Need) -> Iterator[ChoiceCount]:
        """Open and closed."""
        without = need.but(openness=None) if need.openness else need
        has = self._context.columns.having
        for code in OPENNESS:
            rows = self.count_among(without, has("openness", (code,)))
            if rows is not None and len(rows):
                yield ChoiceCount(code, len(rows), code == need.openness)

    def twelve_steps(self, need: Need) -> Iterator[ChoiceCount]:
        """With twelve steps, and with neither them nor a faith."""
        without = need if need.twelve_step is None else need.but(twelve_step=None)
        for yes in (True, False):
            rows = self.count_among(without, with_steps(self._context.columns, yes))
            if rows is not None and len(rows):
                yield ChoiceCount(str(int(yes)), len(rows), need.twelve_step is yes)


class _Writer:
    """Says choices in the language of the page, and writes their addresses. A chosen one leads back to all."""

    def __init__(self, search: Search) -> None:
        self._addresses = AddressesAround(search.need, search.sort)

    def options(
        self, name: str, counted: Iterable[ChoiceCount], say: Callable[[str], str]
    ) -> tuple[Option, ...]:
        before, after = self._addresses.split_at(name)
        return tuple(
            Option(
                say(code),
                count,
                self._addresses.without(name) if chosen else f"{before}{code}{after}",
                chosen,
                code,
            )
            for code, count, chosen in counted
        )


def _labels(codes: Codes) -> Callable[[str], str]:
    language = current()
    return lambda code: label(codes, code, language)


def _within(kilometres: str) -> str:
    return _("Innen %(km)s\u00a0km", km=kilometres)


def _steps(yes: str) -> str:
    return _("Tolv trinn") if yes == "1" else _("Ikke religiøst, ikke tolv trinn")
