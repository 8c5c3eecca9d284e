"""How does a suggestion look? One card, always in the same order: what, when, where, why, freshness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from directory.listings.freshness import freshness_in_words, is_fresh
from directory.listings.models import Listing
from directory.listings.presenting import slug, what_it_is, when, where
from directory.matching.need import Need
from directory.matching.reasons import waiting, why
from directory.matching.service import of_app
from directory.matching.shelf import Shelved
from directory.matching.suggest import Suggestion
from directory.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Row:
    """A plain link with a note."""

    label: str
    note: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What one can do while waiting: a way to another listing, or words where there is none to name."""

    wait: str
    label: str
    url: str | None


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
    meanwhile: Meanwhile | None = None


def path_of(listing: Listing, gazetteer: Gazetteer) -> str:
    """The path of a listing's page, in the language of this page."""
    return url_for("listings.show", id=listing.id, slug=slug(listing, gazetteer))


def card(
    suggestion: Suggestion, need: Need, now: datetime, gazetteer: Gazetteer, others: Mapping[str, Shelved]
) -> Card:
    """One suggestion as a card. `others`: the public listings that its ways may lead to."""
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
        meanwhile=_meanwhile(listing, gazetteer, others),
    )


def _ways_on(found: Sequence[Suggestion]) -> list[str]:
    """Ids of the listings to go to while one waits."""
    return [way.to_id for s in found for way in s.listing.pathways if way.path == "meanwhile" and way.to_id]


def _meanwhile(listing: Listing, gazetteer: Gazetteer, others: Mapping[str, Shelved]) -> Meanwhile | None:
    wait = waiting(listing) if listing.waiting_days else ""
    for way in listing.pathways:
        if way.path != "meanwhile" or not (wait or listing.status == "full"):
            continue
        to = others.get(way.to_id or "")
        if to is not None:
            return Meanwhile(wait, to.listing.name, path_of(to.listing, gazetteer))
        if way.text:
            return Meanwhile(wait, way.text, None)
    return None


def cards(found: Sequence[Suggestion], need: Need, now: datetime, gazetteer: Gazetteer) -> list[Card]:
    """Several suggestions as cards, in their order."""
    ways = _ways_on(found)
    others = of_app().ground(now).public(ways) if ways else {}
    return [card(suggestion, need, now, gazetteer, others) for suggestion in found]
