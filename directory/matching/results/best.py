"""What stands at the top of an answer? The three best, wherever they are met, and one number to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.contact_points.presenting import ContactEntry, Panel
from directory.matching.results.cards import Card, cards
from directory.matching.suggesting.suggest import BEST, Suggestion, Suggestions
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _


@dataclass(frozen=True, slots=True)
class Top:
    """The first cards of an answer, and what is true of all of them, said once."""

    heading: str
    lead: str | None
    items: list[Card]


def best(found: Suggestions, need: Need) -> tuple[Suggestion, ...]:
    """Three at most, of what fits all that was asked for. None for professionals: there two people's things stand apart."""
    if need.audience == "professional":
        return ()
    return tuple(each for each in found.ranked if each.exact and each.joinable)[:BEST]


def top_of(found: Sequence[Suggestion], need: Need, now: datetime, gazetteer: Gazetteer) -> Top | None:
    """The best as cards."""
    if not found:
        return None
    lead, items = say_once(cards(found, need, now, gazetteer), None)
    return Top(_("Begynn her"), lead, items)


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
