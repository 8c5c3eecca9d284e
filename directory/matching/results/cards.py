"""How does a suggestion look? One card, always in the same order: what, when, where, why, freshness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup

from directory.listings.records.meeting_times import Meeting
from directory.listings.records.times_kept import Stored
from directory.listings.wording.freshness import freshness_in_words
from directory.listings.wording.presenting import slug, so_far, to_go, what_it_is, when, whereabouts
from directory.matching.results.constraint_words import agreeing
from directory.matching.results.reasons import coming, fit, waiting, worded
from directory.matching.suggesting.listing_cache import CachedListing
from directory.matching.suggesting.service import of_app
from directory.matching.suggesting.suggest import Suggestion
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.places.water import lies_between
from directory.web.catalogues import gettext as _
from directory.web.hall import macro
from directory.web.language import current, page_root, path_for, same_for_all


@dataclass(frozen=True, slots=True)
class CardRow:
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


class Card(NamedTuple):
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
    meanwhile: Meanwhile | None
    # Finished pieces of HTML: all before where it is, the beginning of its foot, and its star's link from its id on.
    top: Markup
    foot: Markup
    star: Markup

    @property
    def why(self) -> str:
        """Its reasons in one line."""
        return " ".join(self.reasons)


class CardPage(NamedTuple):
    """On what pages a card says the same."""

    language: str
    root: str
    minute: datetime


class CardText(NamedTuple):
    """What a card says that does not hang on the question: for one minute, on the pages of one language."""

    meeting: Meeting | None
    what: str
    when: str
    when_known: bool
    whereabouts: str
    coming: tuple[str, ...]
    freshness: str
    url: str
    top: Markup
    foot: Markup
    star: Markup


def path_of(listing: Stored, gazetteer: Gazetteer) -> str:
    """The path of a listing's page, in the language of this page."""
    return path_for("listing.show", id=listing.id, slug=slug(listing, gazetteer))


def card(
    suggestion: Suggestion,
    need: Need,
    now: datetime,
    gazetteer: Gazetteer,
    others: Mapping[str, CachedListing],
    page: CardPage | None,
) -> Card:
    """One suggestion as a card. `others`: the public listings that its ways may lead to. `page` is None where its links
    are one visitor's."""
    listing, words = suggestion.listing, _words(suggestion, now, gazetteer, page)
    return Card(
        id=listing.id,
        name=listing.name,
        url=words.url,
        what=words.what,
        when=words.when,
        when_known=words.when_known,
        where=_where(suggestion, need, words, gazetteer),
        reasons=_reasons(suggestion, need, words),
        freshness=words.freshness,
        fresh=suggestion.fresh,
        demo=listing.demo,
        meanwhile=_meanwhile(listing, gazetteer, others) if listing.pathways else None,
        top=words.top,
        foot=words.foot,
        star=words.star,
    )


def _reasons(suggestion: Suggestion, need: Need, words: CardText) -> tuple[str, ...]:
    """Why this one, as sentences: the first is said once above cards that share it."""
    said = (fit(suggestion, need, brief=True), worded(suggestion, need), agreeing(suggestion), *words.coming)
    return tuple(filter(None, said))


def _where(suggestion: Suggestion, need: Need, words: CardText, gazetteer: Gazetteer) -> str:
    """How far, and where; that a fjord lies between, where that is known."""
    far = to_go(suggestion.listing, suggestion.distance_km, words.meeting)
    told = so_far(far, words.whereabouts)
    there = gazetteer.by_id(suggestion.listing.municipality_number or "")
    if far is not None and need.place and there and lies_between(need.place, there):
        return _("%(where)s, på den andre siden av vannet", where=told)
    return told


def _words(suggestion: Suggestion, now: datetime, gazetteer: Gazetteer, page: CardPage | None) -> CardText:
    """Kept beside the listing: meetings and what is said of them change from one minute to the next at most. Links that carry
    something of one visitor's are kept for nobody."""
    if page is None:
        return _say(suggestion, now, gazetteer)
    meeting, kept = suggestion.next_meeting, suggestion.cached.words
    if kept.get("minute") != page.minute:
        kept.clear()
        kept["minute"] = page.minute
    words: CardText | None = kept.get((page, meeting))
    if words is None:
        kept[page, meeting] = words = _say(suggestion, now, gazetteer)
    return words


def _say(suggestion: Suggestion, now: datetime, gazetteer: Gazetteer) -> CardText:
    listing, meeting = suggestion.listing, suggestion.next_meeting
    said: dict[str, Any] = {
        "what": what_it_is(listing),
        "freshness": freshness_in_words(listing, now.date()),
        "url": path_of(listing, gazetteer),
    }
    said["when"], said["when_known"] = when(listing, meeting, now)
    shown = {"id": listing.id, "name": listing.name, "demo": listing.demo, "fresh": suggestion.fresh, **said}
    return CardText(
        meeting=meeting,
        whereabouts=whereabouts(listing, gazetteer, meeting),
        coming=tuple(coming(listing)),
        top=macro("parts/card.html", "card_top")(shown),
        foot=macro("parts/card.html", "card_foot")(shown),
        star=macro("parts/star.html", "star_end")(listing.id, listing.name),
        **said,
    )


def _ways_on(found: Sequence[Suggestion]) -> list[str]:
    """Ids of the listings to go to while one waits."""
    return [way.to_id for s in found for way in s.listing.pathways if way.path == "meanwhile" and way.to_id]


def _meanwhile(
    listing: Stored, gazetteer: Gazetteer, others: Mapping[str, CachedListing]
) -> Meanwhile | None:
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
    others = of_app().context(now).public(ways) if ways else {}
    minute = now.replace(second=0, microsecond=0)
    page = CardPage(current(), page_root(), minute) if same_for_all() else None
    return [card(suggestion, need, now, gazetteer, others, page) for suggestion in found]
