"""What can be shown before anybody has entered anything? Plainly marked, made-up groups and contacts.

Everything is told by three tables in `data/`: what sort of thing it is (`demonstration_patterns.csv`), where
and when (`demonstration.csv`), and who answers (`demonstration_contacts.csv`). A cell that is empty in a row
is filled by its pattern. The ids are the tables' own, so they are the same on every machine.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import cos, radians, sin
from pathlib import Path
from typing import Any

from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.vocabulary import WEEKDAYS

Row = Mapping[str, str]

MARK = "(eksempel)"
NO_PHONE = "00 00 00 00"
SOURCE = "Oppdiktet eksempel, laget for å vise hvordan Varde virker"
REMOVE_FIRST = "Oppdiktet. Skal fjernes før siden tas i bruk."

_DATA = Path(__file__).parents[2] / "data"
_KM_PER_DEGREE = 111.2
_GOLDEN_ANGLE = 137.5


def demonstration_listings(today: date, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Made-up listings in the form of `/api/v1/listings/{id}`, confirmed and starting around `today`.

    Raises:
        KeyError: a row names a pattern or a place that is not known.
    """
    patterns = {row["pattern"]: row for row in _rows("demonstration_patterns.csv")}
    organisations = {row["code"]: row for row in _rows("organisations.csv")}
    listings = []
    for number, cells in enumerate(_rows("demonstration.csv")):
        row = {**patterns[cells["pattern"]], **{name: cell for name, cell in cells.items() if cell}}
        listing = {**_offer(row), **_fellowship(organisations.get(row["organisation"])), **_when(row, today)}
        listings.append({**listing, **_where(row, gazetteer, number), **_origin(row, today)})
    return listings


def demonstration_contacts(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Made-up contact points, municipal services, centres and one office, in the form of `contacts.jsonl`."""
    return [_contact(row, gazetteer) for row in _rows("demonstration_contacts.csv")]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _several(cell: str | None) -> list[str]:
    return cell.split("|") if cell else []


def _offer(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": f"{row['name']} {MARK}",
        "kind": row["kind"],
        "class": row["class"] or None,
        "status": "active",
        "audiences": _several(row["audiences"]),
        "needs": _several(row["needs"]),
        "openness": row["openness"] or None,
        "for": row.get("for"),
        "young": "young" in row,
        "language": row.get("language", "nb"),
        "formats": _several(row["formats"]),
        "catchment": _several(row.get("catchment")),
        "phone": NO_PHONE if row["phone"] else None,
        "email": None,
        "url": None,
        "summary": row["summary"],
        "first_time": row["first_time"],
    }


def _fellowship(organisation: Row | None) -> dict[str, Any]:
    return {
        "organisation": organisation["code"] if organisation else None,
        "organisations": [organisation["code"]] if organisation else [],
        "twelve_step": bool(organisation and organisation["twelve_step"] == "1"),
        "faith_based": bool(organisation and organisation["faith_based"] == "1"),
    }


def _when(row: Row, today: date) -> dict[str, Any]:
    days = _several(row.get("weekdays"))
    return {
        "meetings": [{"weekday": day, "starts": row["starts"], "ends": row["ends"]} for day in days],
        "starts_on": _first_evening(row, days[0], today) if "starts_in_weeks" in row else None,
    }


def _first_evening(row: Row, weekday: str, today: date) -> str:
    earliest = today + timedelta(weeks=int(row["starts_in_weeks"]))
    days_to_wait = (list(WEEKDAYS).index(weekday) - earliest.weekday()) % 7
    return (earliest + timedelta(days=days_to_wait)).isoformat()


def _where(row: Row, gazetteer: Gazetteer, number: int) -> dict[str, Any]:
    place = _place(row["place"], gazetteer) if "place" in row else None
    shown = "house" in row
    latitude, longitude = _point(place, number if shown else None) if place else (None, None)
    return {
        "municipality": place and place.municipality,
        "municipality_number": place and place.municipality_number,
        "place": place.id if place and place.kind != "municipality" else None,
        "address": f"{row['house']}, Eksempelgata 0" if shown else None,
        "area_only": bool(place) and not shown,
        "approximate": bool(place) and not shown,
        "latitude": latitude,
        "longitude": longitude,
    }


def _place(identity: str, gazetteer: Gazetteer) -> Place:
    place = gazetteer.by_id(identity)
    if place is None:
        raise KeyError(f"the demonstration names a place that is not known: {identity}")
    return place


def _point(place: Place, number: int | None) -> tuple[float, float]:
    """The place's own point for an area; for an address a spot up to 1.5 km off, so that distances differ."""
    if number is None:
        return place.latitude, place.longitude
    distance = 0.3 * (1 + number % 5) / _KM_PER_DEGREE
    angle = radians(number * _GOLDEN_ANGLE)
    east = distance * sin(angle) / cos(radians(place.latitude))
    return round(place.latitude + distance * cos(angle), 5), round(place.longitude + east, 5)


def _origin(row: Row, today: date) -> dict[str, Any]:
    confirmed = (today - timedelta(days=int(row["confirmed_days_ago"]))).isoformat()
    return {
        "source": SOURCE,
        "source_url": None,
        "source_date": confirmed,
        "source_note": None,
        "last_confirmed_on": confirmed,
        "confirmed_by": "contact_point",
        "demo": True,
        "go_live_note": REMOVE_FIRST,
    }


def _contact(row: Row, gazetteer: Gazetteer) -> dict[str, Any]:
    place = _place(row["place"], gazetteer)
    return {
        "id": row["id"],
        "level": row["level"],
        "name": f"{row['name']} {MARK}",
        "covers": _several(row["covers"]),
        "phone": NO_PHONE,
        "hours": row["hours"],
        "about": row["about"],
        "needs": [],
        "audiences": _several(row["audiences"]),
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
