"""Is it there already, from elsewhere? The same place, day and time, and names that are alike."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.lookalike_names import shape
from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule

_ALIKE = 80.0
_NEAR = 0.003  # degrees: some 200 metres


class _Held(NamedTuple):
    listing_id: str
    name: str
    municipality: str | None
    latitude: float | None
    longitude: float | None


class Likeness:
    """What meets when and where, read once for a whole list."""

    def __init__(self, session: Session, aside: Collection[str]) -> None:
        """`aside`: listings of the same source, which tells its own apart."""
        self._at: dict[tuple[str, str], list[_Held]] = defaultdict(list)
        rows = session.execute(
            select(
                Schedule.weekday,
                Schedule.starts,
                Listing.id,
                Listing.name,
                Listing.municipality_number,
                Listing.latitude,
                Listing.longitude,
            )
            .join(Listing, Listing.id == Schedule.listing_id)
            .where(Listing.status != "closed")
        )
        for weekday, starts, id_, name, number, latitude, longitude in rows:
            if id_ not in aside:
                self._at[weekday, f"{starts:%H:%M}"].append(_Held(id_, name, number, latitude, longitude))

    def find(self, values: Mapping[str, Any]) -> str | None:
        """The listing that an entry seems to be; None where there is none."""
        for meeting in values.get("meetings", ()):
            for held in self._at.get((meeting["weekday"], meeting["starts"]), ()):
                if _is_there(values, held) and _is_alike(str(values.get("name", "")), held.name):
                    return held.listing_id
        return None


def _is_there(values: Mapping[str, Any], held: _Held) -> bool:
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
