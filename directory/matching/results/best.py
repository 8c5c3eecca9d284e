"""What stands at the top of an answer? The three best, wherever they are met, and one number to call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from directory.contact_points.presenting import ContactEntry, Panel
from directory.matching.results.cards import Card, cards
from directory.matching.suggesting.constraints import is_refused
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _


@dataclass(frozen=True, slots=True)
class Top:
    """The first cards of an answer, and what is true of all of them, said once. They fit all that was asked for, or may help."""

    id: str
    heading: str
    lead: str | None
    items: list[Card]


def best(found: Suggestions, need: Need) -> tuple[Suggestion, ...]:
    """Three at most. None for professionals: there two people's things stand apart."""
    return () if need.audience == "professional" else found.best


def tops_of(found: Sequence[Suggestion], need: Need, now: datetime, gazetteer: Gazetteer) -> list[Top]:
    """The best as cards: what fits all that was asked for, and apart from it what may help; first what holds the first."""
    fits = [s for s in found if s.exact and not is_refused(need, s.suits)]
    like = [s for s in found if s not in fits]
    parts = [("best", _("Dette spurte du om"), fits), ("passer", _("Noe annet som kan passe"), like)]
    if like[:1] == list(found[:1]):
        parts.reverse()
    made = [
        Top(id_, heading, *say_once(cards(each, need, now, gazetteer), None))
        for id_, heading, each in parts
        if each
    ]
    return [replace(each, heading=each.heading if at else _("Begynn her")) for at, each in enumerate(made)]


def say_once(made: Sequence[Card], lead: str | None) -> tuple[str | None, list[Card]]:
    """The reason that all cards share stands above them, and on none of them."""
    shared = {card.reasons[:1] for card in made}
    if len(made) < 2 or len(shared) != 1 or not made[0].reasons:
        return lead, list(made)
    said = made[0].reasons[0]
    return " ".join(filter(None, (said, lead))), [each._replace(reasons=each.reasons[1:]) for each in made]


def to_call(panel: Panel) -> ContactEntry | None:
    """The one number: the nearest whom one can dial, else the first line."""
    return next((each for each in (*panel.near, *panel.lines) if each.tel), None)
