"""What is there for the second of two people? An answer of its own, with its own headline, beside the first."""

from dataclasses import dataclass
from datetime import datetime

from directory.contact_points.presenting import ContactEntry, panel
from directory.matching.results import summary
from directory.matching.results.best import best, say_once, to_call
from directory.matching.results.cards import Card, cards
from directory.matching.results.summary import AnswerLine
from directory.matching.search_address import address
from directory.matching.suggesting.service import Matching
from directory.matching.understanding.need import Need
from directory.web.catalogues import gettext as _


@dataclass(frozen=True, slots=True)
class SecondAnswer:
    """The headline of the first person's answer, and the whole of the second's, in words."""

    first: str
    heading: str
    answer: AnswerLine
    lead: str | None
    items: list[Card]
    more_url: str
    call: ContactEntry | None


def second_answer(need: Need, matching: Matching, now: datetime) -> SecondAnswer | None:
    """None where it is asked for one person."""
    other = need.other
    if other is None:
        return None
    found = matching.suggestions(other, now)
    lead, items = say_once(cards(best(found, other), other, now, matching.gazetteer), None)
    first, second = _headings(need)
    told = summary.answer(other, found, now)
    return SecondAnswer(
        first, second, told, lead, items, address(other), None if items else _to_call(other, matching)
    )


def _to_call(other: Need, matching: Matching) -> ContactEntry | None:
    """Where nothing can be shown, one number: of those for the young, for somebody young."""
    contacts = [each for each in matching.contacts(other) if each.young or not other.young]
    return to_call(panel(contacts, other.place.label if other.place else None))


def _headings(need: Need) -> tuple[str, str]:
    theirs, relatives = _("For den det gjelder"), _("For deg som er pårørende")
    if need.second == "self":
        return relatives, theirs
    whose = theirs if need.audience == "professional" else _("For deg")
    return whose, _("For den unge i familien") if need.second == "young" else _("For den som er pårørende")
