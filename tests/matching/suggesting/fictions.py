"""What do tests of order stand on? Made-up listings in memory, searched by the real columns and the real steps."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing, ListingOrganisation
from directory.listings.records.schedules import Schedule
from directory.listings.records.search_document import document
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.listing_cache import ListingCache
from directory.matching.suggesting.suggest import Suggestions, suggest
from directory.matching.understanding.need import Need
from search_index.builder import build
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


class Fictions(ListingCache):
    """Listings that no database holds; all of them are public."""

    def public_ids(self, session: Session, ids: Sequence[str]) -> set[str]:
        return set(ids)


def context_of(listings: Iterable[Listing]) -> SearchContext:
    """What answers about `listings` stand on, at `houses.NOW`."""
    documents = [document(_with_defaults(row)) for row in listings]
    return SearchContext(build((1, ""), documents), Fictions(lambda: None), None, NOW)  # type: ignore[arg-type]


def _with_defaults(row: Any) -> Any:
    """As a database would hold it."""
    for column in inspect(row).mapper.column_attrs:
        default = column.columns[0].default
        if default is not None and getattr(row, column.key) is None:
            setattr(row, column.key, default.arg if default.is_scalar else default.arg(None))
    for part in getattr(row, "schedules", ()):
        _with_defaults(part)
    return row


def suggested(listings: Iterable[Listing], need: Need) -> Suggestions:
    """What is suggested of `listings`."""
    return suggest(need, context_of(listings))


def ids(suggestions: Iterable[Any]) -> list[str]:
    """The ids of suggestions, in their order."""
    return [suggestion.listing.id for suggestion in suggestions]
