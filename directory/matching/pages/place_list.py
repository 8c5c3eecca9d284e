"""Which places can a device suggest by itself? One file of all of them, so that nothing is sent while somebody types."""

import hashlib
import json
from collections import defaultdict
from functools import cache
from math import log2
from typing import NamedTuple

from flask import Blueprint, Response, abort, url_for

from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.places.models import Place

pages = Blueprint("place_list", __name__)

_FOR_GOOD = "public, max-age=31536000, immutable"
_LOCALITIES = ("town", "district")
_SMALL = 250  # inhabitants: below this, size no longer decides which name comes first
_HUNDREDTHS = 100  # of a degree: about a kilometre


class _File(NamedTuple):
    plain: bytes
    mark: str


@pages.get("/steder/<code:mark>.json")
def places(mark: str) -> Response:
    """Its name tells its content, so that a browser may keep it for good."""
    file = _file()
    if mark != file.mark:
        abort(404)
    response = Response(file.plain, mimetype="application/json")
    response.headers["Cache-Control"] = _FOR_GOOD
    return response


@pages.app_template_global()
def place_list_url() -> str:
    """The address of the list as it is now."""
    return url_for("place_list.places", mark=_file().mark)


@cache
def _file() -> _File:
    plain = json.dumps(place_list(load()), ensure_ascii=False, separators=(",", ":")).encode()
    return _File(plain, hashlib.sha256(plain).hexdigest()[:10])


def place_list(gazetteer: Gazetteer) -> list[list[object]]:
    """Each county as [name, row, municipalities], each municipality as [row, rows of its places]. Svalbard and Jan Mayen
    are no counties, and have no row of their own.

    A row is [label, latitude, longitude, rank, other names]; the last is left out where there is none. Degrees are
    whole hundredths, counted from the municipality's own for the places in it. Rank grows with the place's size.
    """
    inside: dict[str, list[Place]] = defaultdict(list)
    for place in gazetteer.all:
        if place.kind in _LOCALITIES:
            inside[place.municipality_number or ""].append(place)
    counties: dict[tuple[str, str], list[list[object]]] = {}
    for place in (place for place in gazetteer.all if place.kind == "municipality"):
        rows = [_row(each, gazetteer, place) for each in inside[place.id]]
        counties.setdefault((place.county_number, place.county), []).append([_row(place, gazetteer), rows])
    return [
        [name, _row(county, gazetteer) if (county := gazetteer.by_id(number)) else None, found]
        for (number, name), found in counties.items()
    ]


def _row(place: Place, gazetteer: Gazetteer, around: Place | None = None) -> list[object]:
    north, east = _hundredths(place)
    south, west = _hundredths(around) if around else (0, 0)
    row: list[object] = [place.label, north - south, east - west, int(log2(place.size / _SMALL + 1))]
    names = gazetteer.other_names(place)
    return [*row, names] if names else row


def _hundredths(place: Place) -> tuple[int, int]:
    return round(place.latitude * _HUNDREDTHS), round(place.longitude * _HUNDREDTHS)
