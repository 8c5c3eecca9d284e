"""Where is a made-up offer? At its place's own point where only the area is shown, else a little way from it."""

from math import cos, radians, sin
from typing import Any

from directory.listings.starting.demonstration.tables import Row, place_of, seed, table, yes_or_no
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place

_KM_PER_DEGREE = 111.2
_GOLDEN_ANGLE = 137.5


def whereabouts(row: Row, gazetteer: Gazetteer, ordinal: int) -> dict[str, Any]:
    """The fields that say where. What is held apart from places has none of them.

    Raises:
        KeyError: the row names a place or a house that is not known.
    """
    if not row.get("place"):
        return {}
    place = place_of(row["place"], gazetteer)
    shown = bool(row.get("house"))
    latitude, longitude = _point(place, ordinal if shown else None)
    return {
        "municipality": place.municipality,
        "municipality_number": place.municipality_number,
        "place": place.id if place.kind != "municipality" else None,
        "latitude": latitude,
        "longitude": longitude,
        "area_only": not shown,
        "approximate": not shown,
        **(_house(row) if shown else {}),
    }


def _house(row: Row) -> dict[str, Any]:
    """The address and what is known of the house; of every third one nobody has asked."""
    houses = {house["house"]: house for house in table("demonstration_houses.csv")}
    house = houses[row["house"]] if seed(row["id"]) % 3 else {}
    told = {**house, **row}
    return {
        "address": f"{row['house']}, Eksempelgata 0",
        "way_in": house.get("way_in") or None,
        "wheelchair": yes_or_no(told, "wheelchair"),
        "hearing_loop": yes_or_no(told, "hearing_loop"),
    }


def _point(place: Place, ordinal: int | None) -> tuple[float, float]:
    """The place's own point for an area; for an address a spot up to 1.5 km off, so that distances differ."""
    if ordinal is None:
        return place.latitude, place.longitude
    distance = 0.3 * (1 + ordinal % 5) / _KM_PER_DEGREE
    angle = radians(ordinal * _GOLDEN_ANGLE)
    east = distance * sin(angle) / cos(radians(place.latitude))
    return round(place.latitude + distance * cos(angle), 5), round(place.longitude + east, 5)
