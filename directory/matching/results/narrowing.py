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
from search_index.columns import Columns
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


class Family(NamedTuple):
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


def _doubtful(columns: Columns) -> Mask:
    """What may be over, or have a break: it is looked at one by one."""
    return columns.having("kind", ("course",)) | columns.having("trait", ("breaks",))


class Counting:
    """How many things would exactly fit, if the question were another one? As the page of that question counts them."""

    def __init__(self, context: SearchContext) -> None:
        self._context = context
        self._reached: dict[Need, Rows | None] = {}
        self._met: dict[Need, Counter[frozenset[tuple[str, str]]]] = {}

    def reachable_rows(self, need: Need) -> Rows | None:
        """The rows that the page of `need` counts; None where they are more than it looks at."""
        if need not in self._reached:
            mask = self._mask(need)
            self._reached[need] = self._without_gone(mask, need) if mask.count() <= MOST_A_STEP else None
        return self._reached[need]

    def count_among(self, need: Need, among: Mask) -> int:
        """How many of `among` the page of `need` counts, were these a condition more; 0 where they are more than it looks at."""
        return self._count(self._mask(need) & among, need)

    def _mask(self, need: Need) -> Mask:
        return self._choice(need).fitting

    def _choice(self, need: Need) -> Choice:
        """Times are asked of each listing afterwards, and leave the same rows."""
        return self._context.choice(need.but(weekdays=(), part=None) if _is_timed(need) else need)

    def _without_gone(self, mask: Mask, need: Need) -> Rows:
        rows, gone = mask.rows(), self._find_gone(mask, need)
        return np.setdiff1d(rows, np.array(gone, dtype=np.int64), assume_unique=True) if gone else rows

    def _count(self, mask: Mask, need: Need) -> int:
        count = mask.count()
        return count - len(self._find_gone(mask, need)) if count <= MOST_A_STEP else 0

    def _find_gone(self, mask: Mask, need: Need) -> list[int]:
        """Courses that are over, what has a long break, and what is not on at the times that are asked for."""
        looked_at = mask if _is_timed(need) else mask & self._context.columns.once(_doubtful)
        rows, now = looked_at.rows(), self._context.now
        public = self._context.listings(rows)
        return [row for row in rows.tolist() if row not in public or not can_go(public[row], need, now)]

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
        if need not in self._met:
            rows, now = self.reachable_rows(need), self._context.now
            public = self._context.listings(rows) if rows is not None else {}
            self._met[need] = Counter(each.state(now).times for each in public.values())
        return self._met[need]

    def radii(self, need: Need) -> Iterator[ChoiceCount]:
        """Each distance, where there is a place to measure from. What is on the net lies within none."""
        if need.place is None or need.place.kind == "county":
            return
        usual = near_km(need.but(radius_km=None))
        met, choice = self._context.columns.having("format", ("in_person",)), self._choice(need)
        for radius in RADII:
            chosen = need.radius_km == radius
            if radius == usual and need.radius_km is None:
                continue  # as it stands
            within = choice.fitting if chosen else choice.within(radius).fitting
            near = self._count(within & met, need) if within.count() <= MOST_A_STEP else 0
            if near:
                yield ChoiceCount(str(radius), near, chosen)

    def openness(self, need: Need) -> Iterator[ChoiceCount]:
        """Open and closed."""
        without = need.but(openness=None) if need.openness else need
        for code in OPENNESS:
            count = self.count_among(without, self._context.columns.having("openness", (code,)))
            if count:
                yield ChoiceCount(code, count, code == need.openness)

    def twelve_steps(self, need: Need) -> Iterator[ChoiceCount]:
        """With twelve steps, and with neither them nor a faith."""
        without = need if need.twelve_step is None else need.but(twelve_step=None)
        for yes in (True, False):
            count = self.count_among(without, with_steps(self._context.columns, yes))
            if count:
                yield ChoiceCount(str(int(yes)), count, need.twelve_step is yes)


def _is_timed(need: Need) -> bool:
    return bool(need.weekdays or need.part)


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
