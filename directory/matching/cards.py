"""How does a suggestion look? One card, always in the same order: what, when, where, why, freshness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from directory.listings.freshness import freshness_in_words, is_fresh
from directory.listings.models import Listing
from directory.listings.presenting import slug, what_it_is, when, where
from directory.matching.need import Need
from directory.matching.reasons import why
from directory.matching.suggest import Suggestion
from directory.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Card:
    """What the template needs for one suggestion. Everything is words already."""

    id: str
    name: str
    url: str
    what: str
    when: str
    when_known: bool
    where: str
    reasons: tuple[str, ...]
    freshness: str
    fresh: bool
    demo: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A plain link with a note."""

    label: str
    note: str | None
    url: str


def path_of(listing: Listing, gazetteer: Gazetteer) -> str:
    """The path of a listing's page, in the language of this page."""
    return url_for("listings.show", id=listing.id, slug=slug(listing, gazetteer))


def card(suggestion: Suggestion, need: Need, now: datetime, gazetteer: Gazetteer) -> Card:
    """One suggestion as a card."""
    listing = suggestion.listing
    time, known = when(listing, suggestion.next_meeting, now)
    return Card(
        id=listing.id,
        name=listing.name,
        url=path_of(listing, gazetteer),
        what=what_it_is(listing),
        when=time,
        when_known=known,
        where=where(listing, suggestion.distance_km, gazetteer),
        reasons=tuple(why(suggestion, need)),
        freshness=freshness_in_words(listing, now.date()),
        fresh=is_fresh(listing, now.date()),
        demo=listing.demo,
    )


def cards(found: Sequence[Suggestion], need: Need, now: datetime, gazetteer: Gazetteer) -> list[Card]:
    """Several suggestions as cards, in their order."""
    return [card(suggestion, need, now, gazetteer) for suggestion in found]
