"""How does a listing stand on a map? As a point of GeoJSON, with what a map says of it; without a place it has none."""

from datetime import datetime
from typing import Any

from directory.exchange.exporting import telling
from directory.exchange.exporting.public_listings import PublicListing
from directory.listings.wording.presenting import regular_times
from directory.places.gazetteer import Gazetteer

_FIELDS = (
    "id name kind class status organisation audiences needs formats openness for language address area_only approximate"
    " municipality municipality_number last_confirmed_on demo"
).split()


def feature(public: PublicListing, gazetteer: Gazetteer, now: datetime) -> dict[str, Any]:
    """One listing (RFC 7946): longitude first."""
    listing = public.document
    known = listing.as_json()
    point = None
    if listing.longitude is not None and listing.latitude is not None:
        point = {"type": "Point", "coordinates": [listing.longitude, listing.latitude]}
    return {
        "type": "Feature",
        "id": listing.id,
        "geometry": point,
        "properties": {
            **{name: known.get(name) for name in _FIELDS},
            "times": [telling.plain(each) for each in regular_times(listing, now.date())],
            "page": telling.page_of(listing, gazetteer),
        },
    }
