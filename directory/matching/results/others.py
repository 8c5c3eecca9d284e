"""What else is there, for somebody who looks at one listing? The nearest few of the same, and what can be joined at home."""

from datetime import datetime

from directory.listings.records.models import Listing
from directory.listings.wording.presenting import when, where
from directory.matching.results.cards import CardRow, path_of
from directory.matching.suggesting.service import of_app
from directory.matching.suggesting.suggest import Suggestion
from directory.matching.understanding.need import Need
from directory.vocabulary import UNADDRESSED_NEEDS

_MOST = 3


def others(listing: Listing, now: datetime) -> list[CardRow]:
    """Up to three ways on: near and soon first, and one on the net among them where there is one."""
    matching = of_app()
    needs = tuple(code for code in listing.needs if code not in UNADDRESSED_NEEDS)
    place = matching.gazetteer.by_id(listing.municipality_number or "")
    audience = listing.audiences[0] if len(listing.audiences) == 1 else None
    found = matching.suggestions(Need(audience=audience, needs=needs, place=place, young=listing.young), now)
    near = _without(listing, found.matches)
    remote = _without(listing, found.online)[:1]
    shown = [*near[: _MOST - len(remote)], *remote]
    return [
        CardRow(
            each.listing.name,
            f"{when(each.listing, each.next_meeting, now)[0]}."
            f" {where(each.listing, each.distance_km, matching.gazetteer, each.next_meeting)}",
            path_of(each.listing, matching.gazetteer),
        )
        for each in shown
    ]


def _without(listing: Listing, found: tuple[Suggestion, ...]) -> list[Suggestion]:
    return [each for each in found if each.listing.id != listing.id]
