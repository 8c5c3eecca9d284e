"""Who answers in the made-up country? Contact points, municipal services, centres, offices, and one rota of hosts."""

from collections.abc import Iterator
from typing import Any

from directory.listings.starting.demonstration.tables import (
    MARK,
    NO_PHONE,
    SOURCE,
    Row,
    place_of,
    several,
    table,
)
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.vocabulary import WEEKDAYS

_WORKDAYS = tuple(WEEKDAYS)[:5]
_OPENING = {
    "Hverdager kl. 10–14": (_WORKDAYS, "10:00", "14:00"),
    "Hverdager kl. 9–15": (_WORKDAYS, "09:00", "15:00"),
    "Tirsdag og torsdag kl. 10–14": (("tuesday", "thursday"), "10:00", "14:00"),
    "Mandag, onsdag og fredag kl. 9–12": (("monday", "wednesday", "friday"), "09:00", "12:00"),
    "Mandag kl. 12–18": (("monday",), "12:00", "18:00"),
}


def demonstration_contacts(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Made-up contact points, municipal services, centres and offices, in the form of `contacts.jsonl`.

    Raises:
        KeyError: a row names a place or opening hours that are not known.
    """
    return [_contact(row, gazetteer) for row in _rows(gazetteer)]


def demonstration_rotas() -> list[dict[str, Any]]:
    """The made-up order in which the seven municipalities of Søre Sunnmøre host TA TAK."""
    return [
        {
            "code": row["code"],
            "name": f"{row['name']} {MARK}",
            "programme": row["programme"],
            "interval_months": int(row["interval_months"]),
            "municipalities": several(row["municipalities"]),
            "demo": True,
        }
        for row in table("demonstration_rotas.csv")
    ]


def _rows(gazetteer: Gazetteer) -> Iterator[Row]:
    """Those arranged by hand, then those of the places, each like the first by hand of its level."""
    models: dict[str, Row] = {}
    for row in table("demonstration_contacts.csv"):
        models.setdefault(row["level"], row)
        yield row
    for row in table("demonstration_places.csv"):
        place = place_of(row["place"], gazetteer)
        if row["point"]:
            yield {**models["contact_point"], **_point(row, place)}
        if row["service"]:
            yield {**models["municipal_service"], **_service(row, place)}


def _point(row: Row, place: Place) -> dict[str, str]:
    names = {"id": f"demopoint{_letters(place)}", "name": f"Kontaktpunktet {row['where']}"}
    return {**names, **_area(place), "hours": row["point"], "silent_since": row["silent_since"]}


def _service(row: Row, place: Place) -> dict[str, str]:
    return {"id": f"demoservice{_letters(place)}", "name": f"{row['service']} {row['where']}", **_area(place)}


def _area(place: Place) -> dict[str, str]:
    return {"place": place.id, "covers": place.municipality_number or ""}


def _letters(place: Place) -> str:
    return place.slug.replace("-", "")


def _contact(row: Row, gazetteer: Gazetteer) -> dict[str, Any]:
    place = place_of(row["place"], gazetteer)
    days, opens, closes = _OPENING[row["hours"]]
    return {
        "id": row["id"],
        "level": row["level"],
        "name": f"{row['name']} {MARK}",
        "covers": several(row["covers"]),
        "phone": NO_PHONE,
        "hours": row["hours"],
        "opening": [{"weekday": day, "opens": opens, "closes": closes} for day in days],
        "silent_since": row["silent_since"] or None,
        "about": row["about"],
        "needs": [],
        "audiences": several(row["audiences"]),
        "young": False,
        "urgent": None,
        "email": None,
        "url": None,
        "address": None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "source": SOURCE,
        "source_date": "2026-11",
        "confirm": True,
        "demo": True,
    }
