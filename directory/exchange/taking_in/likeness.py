"""Is it there already, from elsewhere? The same place, day and time, and names that are alike."""

from collections.abc import Collection, Mapping
from typing import Any

from rapidfuzz import fuzz

from directory.exchange.taking_in.standing import Standing, StandingListing
from directory.listings.editing.lookalike_names import shape

_ALIKE = 80.0
_NEAR = 0.003  # degrees: some 200 metres


class Likeness:
    """What meets when and where."""

    def __init__(self, standing: Standing, aside: Collection[str]) -> None:
        """`aside`: listings of the same source, which tells its own apart."""
        self._at, self._aside = standing.at, aside

    def find(self, values: Mapping[str, Any]) -> str | None:
        """The listing that an entry seems to be; None where there is none."""
        for meeting in values.get("meetings", ()):
            for held in self._at.get((meeting["weekday"], meeting["starts"]), ()):
                ours = held.listing_id in self._aside
                if not ours and _is_there(values, held) and _is_alike(str(values.get("name", "")), held.name):
                    return held.listing_id
        return None


def _is_there(values: Mapping[str, Any], held: StandingListing) -> bool:
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if (
        latitude is not None
        and longitude is not None
        and held.latitude is not None
        and held.longitude is not None
    ):
        return abs(latitude - held.latitude) < _NEAR and abs(longitude - held.longitude) < 2 * _NEAR
    number = values.get("municipality_number")
    return number is not None and number == held.municipality


def _is_alike(one: str, other: str) -> bool:
    return shape(one) == shape(other) or fuzz.token_set_ratio(one.lower(), other.lower()) >= _ALIKE
