"""What do tests of order stand on? Made-up listings in memory, searched by the real columns and the real steps."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from directory.listings.records.models import Listing, ListingOrganisation
from directory.listings.records.schedules import Schedule
from directory.listings.records.search_document import document
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.listing_cache import CachedListing
from directory.matching.suggesting.suggest import Suggestions, suggest
from directory.matching.understanding.need import Need
from search_index.columns import Columns
from tests.houses import NOW

ALESUND = (62.4722, 6.1495)


def fiction(id_: str, **said: Any) -> Listing:
    """A group about alcohol in Ålesund, confirmed last month, that meets on Tuesdays at 19, unless said otherwise."""
    values: dict[str, Any] = {
        "name": f"Gruppe {id_}",
        "kind": "group",
        "status": "active",
        "audiences": ["self"],
        "needs": ["alcohol"],
        "formats": ["in_person"],
        "language": "nb",
        "young": False,
        "twelve_step": False,
        "faith_based": False,
        "by_appointment": False,
        "may_contact": [],
        "municipality_number": "1508",
        "latitude": ALESUND[0],
        "longitude": ALESUND[1],
        "area_only": False,
        "approximate": False,
        "catchment": [],
        "source": "fiction",
        "last_confirmed_on": date(2026, 10, 20),
        "demo": True,
    } | said
    organisation, weekday = values.pop("organisation", None), values.pop("weekday", "tuesday")
    listing = Listing(id=id_, **values)
    listing.run_by = [ListingOrganisation(organisation_code=organisation, position=0)] if organisation else []
    if weekday:
        listing.schedules = [Schedule(weekday=weekday, starts=time(19), every=1, purpose="meeting")]
    return listing


class Fictions:
    """Listings that no database holds."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._held = {listing.id: CachedListing(listing) for listing in listings}

    def public(self, _session: object, ids: Iterable[str]) -> dict[str, CachedListing]:
        return {id_: self._held[id_] for id_ in ids if id_ in self._held}


def context_of(listings: Iterable[Listing]) -> SearchContext:
    """What answers about `listings` stand on, at `houses.NOW`."""
    rows = list(listings)
    columns = Columns.of(document(row) for row in rows)
    return SearchContext(columns, Fictions(rows), None, NOW)  # type: ignore[arg-type]


def suggested(listings: Iterable[Listing], need: Need) -> Suggestions:
    """What is suggested of `listings`."""
    return suggest(need, context_of(listings))


def ids(suggestions: Iterable[Any]) -> list[str]:
    """The ids of suggestions, in their order."""
    return [suggestion.listing.id for suggestion in suggestions]
