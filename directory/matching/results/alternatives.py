"""What else may help? The same at other times or of other kinds, and what there is for the person whom it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.matching.results.cards import cards
from directory.matching.results.sections import Section
from directory.matching.search_address import address
from directory.matching.suggesting.service import Matching
from directory.matching.suggesting.steps import REACHED
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.matching.understanding.need import Need
from directory.web.catalogues import gettext as _
from directory.web.catalogues import ngettext

_FEW = 3


@dataclass(frozen=True, slots=True)
class _Wider:
    """The same question with one condition less, and how that is said."""

    id: str
    heading: str
    lead: str
    need: Need


def wider(
    need: Need, found: Suggestions, shown: set[str], matching: Matching, now: datetime
) -> Iterator[Section]:
    """Where the times leave something out, what there is at other times; where a condition leaves nothing, what there
    is without it. What stands in `shown` already is not repeated, and what is yielded is added to it."""
    for each in _widen(need):
        if found.exact and each.id != "tider":
            continue
        reached = _reachable(matching.suggestions(each.need, now, only=REACHED), far=not found.of("near"))
        others = [s for s in reached if s.listing.id not in shown]
        if others:
            first = _near_and_online(others)
            shown.update(s.listing.id for s in first)
            yield _section(each, first, len(others) - len(first), matching, now)


def for_the_other(need: Need, shown: set[str], matching: Matching, now: datetime) -> Section | None:
    """For a relative: a few things for the person whom it is about, and the way to all of them."""
    if need.audience != "relative" or need.young or not need.needs:
        return None
    theirs = need.but(audience="self", relation=None, listings=(), organisations=(), ask=(), unused=False)
    theirs = theirs.but(constraints=(), rest=(), ages=None, sex=None)  # they are those of the one who asks
    for asked in dict.fromkeys((theirs, unconditional(theirs))):
        all_theirs = matching.suggestions(asked, now, only=REACHED)
        reached = _reachable(all_theirs, far=not all_theirs.of("near"))
        found = [s for s in reached if s.listing.id not in shown]
        if found:
            return _theirs(need, asked, _near_and_online(found), matching, now)
    return None


def _theirs(
    need: Need, asked: Need, found: Sequence[Suggestion], matching: Matching, now: datetime
) -> Section:
    other = _("Dette er noe annet enn det du spurte om, men kan likevel passe.")
    said_neutrally = asked.but(audience=None)  # "for the person it is about", not "for you"
    items = cards(found, said_neutrally, now, matching.gazetteer)
    lead = other if need.organisations else None
    return Section(
        "andre", _for_whom(need.relation), lead, items, address(asked), _("Se alt for den det gjelder")
    )


def unconditional(need: Need) -> Need:
    """The question without times, kinds, ways, openness and language: those that may be left aside, where the heading says so."""
    return need.but(weekdays=(), part=None, kinds=(), formats=(), openness=None, language=None)


def _for_whom(relation: str | None) -> str:
    words = {
        "partner": _("Noe for partneren din"),
        "parent": _("Noe for moren eller faren din"),
        "child": _("Noe for barnet ditt"),
        "sibling": _("Noe for søsteren eller broren din"),
        "friend": _("Noe for vennen din"),
        "colleague": _("Noe for kollegaen din"),
    }
    return words.get(relation or "", _("Noe for den det gjelder"))


def _widen(need: Need) -> Iterator[_Wider]:
    if need.weekdays or need.part:
        without = need.but(weekdays=(), part=None)
        yield _Wider("tider", _("På andre tider"), _("Dette er ikke på de tidene du spurte om."), without)
    if need.kinds and need.kinds != ("contact_point",):
        lead = _("Dette er noe annet enn det du spurte om, men kan likevel passe.")
        yield _Wider("slag", _("Andre slags tilbud"), lead, need.but(kinds=()))
    if need.formats:
        lead = _("Dette er ikke slik du spurte om det, men kan likevel passe.")
        yield _Wider("mater", _("På en annen måte"), lead, need.but(formats=()))
    if need.openness or need.language:
        lead = _("Dette er noe annet enn det du spurte om, men kan likevel passe.")
        yield _Wider("grupper", _("Andre grupper"), lead, need.but(openness=None, language=None))
    if len([1 for a in (need.weekdays or need.part, need.kinds, need.formats) if a]) > 1:
        lead = _("Dette er noe annet enn det du spurte om, men kan likevel passe.")
        yield _Wider("annet", _("Noe annet"), lead, unconditional(need))


def _reachable(found: Suggestions, far: bool) -> list[Suggestion]:
    """What fits, the nearest first; `far`: also what lies farther away."""
    beyond = found.of("farther") if far else ()
    return [*found.of("near"), *beyond, *(s for s in (*found.online, *found.courses) if s.exact)]


def _section(
    each: _Wider, first: Sequence[Suggestion], rest: int, matching: Matching, now: datetime
) -> Section:
    return Section(
        each.id,
        each.heading,
        each.lead,
        cards(first, each.need, now, matching.gazetteer),
        address(each.need) if rest > 0 else None,
        ngettext("Se ett til", "Se %(num)s til", rest) if rest > 0 else None,
    )


def _near_and_online(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Three of them: two that one can go to and one that can be reached from home, as far as there are any."""
    met = [s for s in found if "in_person" in s.listing.formats]
    remote = [s for s in found if "in_person" not in s.listing.formats]
    chosen = met[: _FEW - min(1, len(remote))] + remote
    return chosen[:_FEW]
