"""What stands on the result page, under which headings? What fits first, then what may help, then what lies farther away.

The first page shows the beginning of everything; the pages after it show the rest, each listing once, so that nothing
found is out of reach.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, takewhile

from directory.listings.records.models import Organisation
from directory.listings.wording.course_words import catchment_names
from directory.listings.wording.presenting import join_words
from directory.matching.results import place_words
from directory.matching.results.best import say_once
from directory.matching.results.cards import Card, CardRow, cards
from directory.matching.results.other_organisations import other_choices
from directory.matching.search_address import Search, address
from directory.matching.suggesting.listing_cache import FAR_FUTURE
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.matching.suggesting.worked_out import worked_out
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _
from directory.web.catalogues import ngettext

FIRST_PAGE, PAGE = 6, 20
_TWO, _FEW = 2, 3


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading, the way to the rest of them, and other choices where the first cards are all alike."""

    id: str
    heading: str
    lead: str | None
    items: list[Card]
    more_url: str | None = None
    more_label: str | None = None
    choices: tuple[CardRow, ...] = ()

    @property
    def holds(self) -> str:
        """What is in it, in a line: its first names."""
        names = [item.name.removesuffix(" (eksempel)") for item in self.items]
        more = len(names) > _TWO or self.more_url
        return ", ".join(names[:_TWO]) + (" …" if more else "")


@dataclass(frozen=True, slots=True)
class Stack:
    """All suggestions that belong under one heading; the first page shows `first` of them."""

    id: str
    heading: str
    lead: str | None
    suggestions: Sequence[Suggestion]
    first: int = _FEW


class Table:
    """Everything that was found for one search, in stacks."""

    def __init__(
        self,
        search: Search,
        found: Suggestions,
        now: datetime,
        gazetteer: Gazetteer,
        organisations: Mapping[str, Organisation],
        shown: Collection[str] = (),
    ) -> None:
        self.search = search
        self.found = found
        self.now = now
        self.gazetteer = gazetteer
        self.organisations = organisations
        self._shown = shown  # what stands on the page already, and is left out here

    def sections(self) -> list[Section]:
        """The sections of the page that was asked for."""
        if self.search.page > 1:
            return self._rest_of_page()
        return [self._beginning(stack) for stack in self.stacks]

    def listing_ids(self) -> set[str]:
        """Ids of the listings that stand on the first page."""
        return set(self._shown) | {
            s.listing.id for stack in self.stacks for s in stack.suggestions[: stack.first]
        }

    def pages(self) -> dict[str, str | None]:
        """The addresses of the page before and the page after; None where there is none."""
        page, last = self.search.page, 1 - -len(self._rest) // PAGE
        return {
            "previous": self._page(min(page - 1, last)) if page > 1 else None,
            "next": self._page(page + 1) if page < last else None,
        }

    @worked_out
    def stacks(self) -> list[Stack]:
        """In the order of the page, sorted as was asked, the empty ones left out."""
        if self.search.need.organisations:  # farther away is what was named; beside is something else
            found = [*self._exact(), self._farther(), *self._beside(), self._later()]
        else:
            found = [*self._exact(), *self._beside(), self._farther(), self._later()]
        others = self.found.courses_of_others
        stacks = [Stack(s.id, s.heading, s.lead, self._order(s.suggestions), s.first) for s in found]
        return [s for s in stacks if s.suggestions or (s.id == "kurs" and others)]

    def _order(self, found: Sequence[Suggestion]) -> Sequence[Suggestion]:
        left = [s for s in found if s.listing.id not in self._shown] if self._shown else found
        return sort_by(left, self.search.sort)

    def _exact(self) -> Iterator[Stack]:
        """What fits all that was asked for and is in reach. Near comes first, unless what is online agrees with more of what
        one must fit it in with."""
        near, found = list(self._near()), [s for s in self.found.online if s.exact]
        online = Stack("nett", self._online_heading(), _("Hvor du bor, spiller ingen rolle."), found)
        before = _agreeing(online) > max(map(_agreeing, near))
        yield from [online, *near] if before else [*near, online]
        exact = [s for s in self.found.courses if s.exact]
        yield Stack("kurs", _("Kurs"), self._course_lead(), exact, _TWO)

    def _near(self) -> Iterator[Stack]:
        """For professionals what is for the person and what is for relatives stand apart."""
        need, near = self.search.need, self.found.of("near")
        where = place_words.near(need.place) if need.place else ""
        if need.audience == "professional":
            relatives = [s for s in near if "self" not in s.listing.audiences]
            theirs = [s for s in near if "self" in s.listing.audiences]
            yield Stack(
                "naer", _tidy(_("For den det gjelder, %(where)s", where=where)), None, theirs, _FEW + 1
            )
            heading = _tidy(_("For pårørende, %(where)s", where=where))
            yield Stack("naer-parorende", heading, None, relatives, _FEW + 1)
        elif need.audience == "relative":
            heading = (
                where[:1].upper() + where[1:]
                if need.organisations
                else _("Noe for deg %(where)s", where=where)
            )
            yield Stack("naer", _tidy(heading), None, near, FIRST_PAGE)
        else:
            heading = where[:1].upper() + where[1:] or _("Dette passer best")
            yield Stack("naer", heading, None, near, FIRST_PAGE)

    def _online_heading(self) -> str:
        need = self.search.need
        if need.audience == "relative" and not need.organisations and not self.found.of("near"):
            return _("Noe for deg på nett og telefon")
        return _("På nett og telefon")

    def _beside(self) -> Iterator[Stack]:
        """What is something else, but may help."""
        beside = [s for s in (*self.found.courses, *self.found.online) if not s.exact]
        for_all = [s for s in beside if _only_for_all(s, self.search.need)]
        like = [s for s in beside if s not in for_all]
        yield self._like(like)
        heading = _("For alle, uansett hva det gjelder")
        yield Stack("for-alle", heading, None, (*self.found.of("neutral"), *for_all), _TWO)
        yield Stack("apne", _("Åpne møter for andre"), None, self.found.of("other_audience"), _TWO)

    def _like(self, others: Sequence[Suggestion]) -> Stack:
        """What is near in another sense. Beside an organisation that was named stands something of each kind early."""
        near = self.found.of("related_need")
        if not self.search.need.organisations:
            return Stack("ligner", *self._like_words(), (*near, *others), _TWO)
        courses = [s for s in others if s.listing.kind == "course"]
        rest = [s for s in others if s not in courses]
        mixed = (*near[:_TWO], *courses[:1], *near[_TWO:], *courses[1:], *rest)
        return Stack("ligner", *self._like_words(), mixed, _FEW + 1)

    def _like_words(self) -> tuple[str, str]:
        need = self.search.need
        if not need.organisations:
            return _("Noe som ligner"), _("Det gjelder noe annet, men kan likevel passe.")
        lead = _("Det er ikke det du spurte om, men kan likevel passe.")
        if need.audience == "relative":
            return _("Noe for deg som er pårørende"), lead
        names = join_words(
            [self.organisations[code].called for code in need.organisations if code in self.organisations]
        )
        return _("Noe annet enn %(organisation)s", organisation=names), lead

    def _farther(self) -> Stack:
        lead = _("Avstanden er i luftlinje. Veien er ofte lengre.")
        first = _FEW if self.found.of("near") else FIRST_PAGE
        return Stack("lenger", _("Lenger unna"), lead, self.found.of("farther"), first)

    def _later(self) -> Stack:
        lead = _("Her kan du ikke bli med nå. Spør om venteliste, eller når de begynner igjen.")
        return Stack("senere", _("Fullt eller pause nå"), lead, self.found.later)

    def _course_lead(self) -> str:
        """What courses are; where there are none, why the one that runs near is not for this place."""
        if self.found.courses or not self.found.courses_of_others:
            return _("Her lærer du mer, sammen med andre i samme situasjon.")
        course = self.found.courses_of_others[0]
        bound = _(
            "%(course)s er bare for dem som bor i %(places)s.",
            course=course.name,
            places=catchment_names(course, self.gazetteer),
        )
        return f"{bound} {_('Spør dem som svarer der du bor, om det kommer et kurs hos dere.')}"

    def _beginning(self, stack: Stack) -> Section:
        rest = len(stack.suggestions) - stack.first
        need, first = self.search.need, stack.suggestions[: stack.first]
        lead, items = say_once(cards(first, need, self.now, self.gazetteer), stack.lead)
        return Section(
            stack.id,
            stack.heading,
            lead,
            items,
            f"{self._page(self._page_of(stack))}#{stack.id}" if rest > 0 else None,
            ngettext("Se ett til", "Se %(num)s til", rest) if rest > 0 else None,
            other_choices(self.found.of("near"), self.now, self.gazetteer) if stack.id == "naer" else (),
        )

    @worked_out
    def _rest(self) -> list[tuple[Stack, Suggestion]]:
        """What the first page leaves, in its order."""
        return [(stack, s) for stack in self.stacks for s in stack.suggestions[stack.first :]]

    def _page_of(self, stack: Stack) -> int:
        """The page on which the rest of `stack` begins."""
        before = takewhile(lambda other: other.id != stack.id, self.stacks)
        return 2 + sum(max(0, len(other.suggestions) - other.first) for other in before) // PAGE

    def _rest_of_page(self) -> list[Section]:
        start = (self.search.page - 2) * PAGE
        rows = groupby(self._rest[start : start + PAGE], key=lambda row: row[0].id)
        need, made = self.search.need, []
        for _id, group in rows:
            pairs = list(group)
            stack = pairs[0][0]
            shown = cards([s for _stack, s in pairs], need, self.now, self.gazetteer)
            made.append(Section(stack.id, stack.heading, stack.lead, shown))
        return made

    def _page(self, page: int) -> str:
        search = self.search
        return address(search.need, search.sort, page, search.described)


def _agreeing(stack: Stack) -> int:
    """How many constraints the best of it agrees with."""
    return max((len(s.suits) for s in stack.suggestions), default=0)


def _tidy(text: str) -> str:
    """Without what a missing place leaves behind."""
    return text.rstrip(" ,")


def _only_for_all(suggestion: Suggestion, need: Need) -> bool:
    return "any" in suggestion.listing.needs and set(suggestion.listing.needs).isdisjoint(need.needs)


def sort_by(found: Sequence[Suggestion], sort: str) -> Sequence[Suggestion]:
    """As was asked; what is equal stays in its order of fit."""
    if sort == "distance":
        return sorted(found, key=lambda s: float("inf") if s.distance_km is None else s.distance_km)
    if sort == "next":
        return sorted(found, key=lambda s: s.next_meeting.moment if s.next_meeting else FAR_FUTURE)
    return found
