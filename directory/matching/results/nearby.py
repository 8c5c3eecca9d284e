"""What is there around a place? All kinds of things, and which neighbours have something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing
from directory.listings.records.times_kept import Stored
from directory.matching.results import place_words, summary
from directory.matching.results.cards import Card, CardRow, cards
from directory.matching.results.summary import AnswerLine
from directory.matching.search_address import address
from directory.matching.suggesting.ranking import band
from directory.matching.suggesting.service import Matching
from directory.matching.suggesting.steps import MOST_A_STEP
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.matching.understanding.need import Need
from directory.places.distance import great_circle
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.places.models import Place
from directory.places.water import lies_between
from directory.vocabulary import KINDS, NEEDS, PUBLIC_STATUSES, UNADDRESSED_NEEDS
from directory.web.language import label_of

_CARDS_A_PART = 3
_MOST_NEIGHBOURS = 6
_MOST_COMMON = (
    "alcohol",
    "drugs",
    "gambling",
    "mental-health",
    "anxiety",
    "grief",
    "loneliness",
    "growing-up",
    "any",
)


@dataclass(frozen=True, slots=True)
class NearbyPart:
    """The next few of what there is of one sort, how many there are in all, and where the rest is."""

    id: str
    heading: str
    lead: str | None
    items: list[Card]
    more_label: str | None
    more_url: str | None


def by_kind(need: Need, matching: Matching, now: datetime) -> dict[str, Suggestions]:
    """What fits `need` of each kind, so that many groups do not crowd out the one meeting place."""
    return {kind: matching.suggestions(need.but(kinds=(kind,)), now) for kind in KINDS}


def together(found: Iterable[Suggestions]) -> Suggestions:
    """All of it as one answer."""
    found = list(found)
    return Suggestions(
        tuple(s for each in found for s in each.matches),
        tuple(s for each in found for s in each.online),
        tuple(s for each in found for s in each.courses),
        tuple(s for each in found for s in each.later),
    )


def parts(need: Need, found: dict[str, Suggestions], now: datetime, gazetteer: Gazetteer) -> list[NearbyPart]:
    """Each kind near, then online, and where nothing is near, what lies nearest."""
    made = [
        _NearbyRow(kind, _count_in_words(kind, len(_near(found[kind]))), None, need.but(kinds=(kind,))).part(
            _by_place(_near(found[kind]), need.place), now, gazetteer
        )
        for kind in KINDS
    ]
    everything = together(found.values())
    online = _NearbyRow(
        "nett",
        _("På nett og telefon"),
        _("Hvor du bor, spiller ingen rolle."),
        need.but(formats=("online", "phone")),
    )
    made.append(online.part(_by_place(everything.online, None), now, gazetteer))
    if not any(_near(each) for each in found.values()):
        far = sorted(everything.of("farther"), key=lambda s: (s.distance_km or 0.0, s.listing.id))
        row = _NearbyRow("lenger", _("Lenger unna"), _("Avstanden er i luftlinje. Veien er lengre."), need)
        made.append(row.part(far, now, gazetteer))
    return [part for part in made if part.items]


def answer(need: Need, found: dict[str, Suggestions], now: datetime) -> AnswerLine:
    """How much there is near, and the next time one can go; no number where not all of it was counted."""
    made = summary.answer(need, together(found.values()), now)
    counts, place = [len(_near(each)) for each in found.values()], need.place
    if place is None or not any(counts):
        return made
    if max(counts) >= MOST_A_STEP:
        return replace(made, text=_("Det er mange tilbud %(where)s.", where=place_words.near(place)))
    words = ngettext(
        "Vi fant ett tilbud %(where)s.",
        "Vi fant %(num)s tilbud %(where)s.",
        sum(counts),
        where=place_words.near(place),
    )
    return replace(made, text=words)


@dataclass(frozen=True, slots=True)
class _NearbyRow:
    """One sort of thing, and the search that gives all of it."""

    id: str
    heading: str
    lead: str | None
    need: Need

    def part(self, found: Sequence[Suggestion], now: datetime, gazetteer: Gazetteer) -> NearbyPart:
        """The first three of `found`."""
        first, rest = found[:_CARDS_A_PART], len(found[_CARDS_A_PART:])
        more = ngettext("Se ett til", "Se %(num)s til", rest) if rest else None
        url = address(self.need) if rest else None
        return NearbyPart(
            self.id, self.heading, self.lead, cards(first, self.need, now, gazetteer), more, url
        )


def _near(found: Suggestions) -> tuple[Suggestion, ...]:
    """What nobody can join now is there too, and comes last."""
    return found.of("near") + found.courses + tuple(s for s in found.later if s.step in ("near", "courses"))


def _by_place(found: Iterable[Suggestion], place: Place | None) -> list[Suggestion]:
    """What one can join before what one cannot, confirmed before long unconfirmed; then the place itself, what is about as far
    (over water one band farther), and the next meeting."""

    def order(suggestion: Suggestion) -> tuple[object, ...]:
        number = suggestion.listing.municipality_number
        starts = suggestion.next_meeting.starts.timestamp() if suggestion.next_meeting else 0.0
        away = place is not None and number != place.municipality_number
        there = load().by_id(number) if away and number else None
        water = there is not None and place is not None and lies_between(place, there)
        far = band(suggestion.distance_km) + water
        return (
            not suggestion.joinable,
            not suggestion.fresh,
            away,
            far,
            not starts,
            starts,
            suggestion.listing.id,
        )

    return sorted(found, key=order)


def _count_in_words(kind: str, count: int) -> str:
    """`12 grupper`."""
    words = {
        "group": ngettext("Én gruppe", "%(num)s grupper", count),
        "course": ngettext("Ett kurs", "%(num)s kurs", count),
        "meeting_place": ngettext("Ett treffsted", "%(num)s treffsteder", count),
        "service": ngettext("Én tjeneste", "%(num)s tjenester", count),
    }
    return words[kind] if count < MOST_A_STEP else _("%(what)s eller flere", what=words[kind])


def is_met_in(place: Place, found: dict[str, Suggestions]) -> bool:
    """Whether people meet in the very place, as its calendar has it: a neighbour's meetings are in the neighbour's."""

    def there(listing: Stored) -> bool:
        if place.kind in ("town", "district"):
            return listing.place_id == place.id
        number = listing.municipality_number or ""
        return number == place.municipality_number or (
            place.kind == "county" and number[:2] == place.county_number
        )

    all_found = together(found.values())
    every = (*all_found.matches, *all_found.courses, *all_found.later)
    return any("in_person" in each.listing.formats and there(each.listing) for each in every)


def needs_here(place: Place) -> list[CardRow]:
    """The result page of the place for each of the most common needs."""
    codes = (code for code in _MOST_COMMON if code not in UNADDRESSED_NEEDS)
    return [CardRow(label_of(NEEDS, code), None, address(Need(needs=(code,), place=place))) for code in codes]


def neighbours(place: Place, session: Session, gazetteer: Gazetteer) -> list[CardRow]:
    """The nearest other municipalities that have something, or those of the county, with how much."""
    counted = _count_listings(session)
    others = [
        other
        for other in gazetteer.municipalities
        if other.id in counted
        and other.id != place.id
        and (place.kind != "county" or _is_within(other, place))
    ]
    return [
        CardRow(other.label, _how_many(counted[other.id]), url_for("place.show", place=other.slug))
        for other in nearest(place, others)[:_MOST_NEIGHBOURS]
    ]


def nearest(place: Place, others: Sequence[Place]) -> list[Place]:
    """`others`, the nearest to `place` first."""
    if not others:
        return []
    latitudes, longitudes = zip(*(other.point for other in others), strict=True)
    distances = great_circle(place.latitude, place.longitude, np.array(latitudes), np.array(longitudes))
    return [others[at] for at in np.argsort(distances, kind="stable")]


def _is_within(municipality: Place, county: Place) -> bool:
    return municipality.county_number == county.county_number


def _how_many(count: int) -> str:
    return ngettext("Ett tilbud", "%(num)s tilbud", count)


def _count_listings(session: Session) -> dict[str, int]:
    """How many public listings each municipality has."""
    rows = session.execute(
        select(Listing.municipality_number, func.count())
        .where(Listing.status.in_(PUBLIC_STATUSES), Listing.municipality_number.is_not(None))
        .group_by(Listing.municipality_number)
    )
    return {str(number): count for number, count in rows}
