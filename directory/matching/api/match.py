"""The main job as an interface: `POST /api/v1/match`. Answers in the language of `Accept-Language`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from directory.contact_points.presenting import reasons as contact_reasons
from directory.contact_points.responsibility import Contact
from directory.matching import search_address
from directory.matching.results.cards import path_of
from directory.matching.results.reasons import whole
from directory.matching.suggesting.service import Matching, of_app
from directory.matching.suggesting.suggest import Suggestion
from directory.matching.understanding.need import Need
from directory.places.models import Place
from directory.settings import Settings
from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.errors import problem
from directory.web.typed import clean
from directory.web.wire.open_answers import open_to_all

api = open_to_all(Blueprint("match", __name__, url_prefix="/api/v1"))

# The request's names and those of an address differ where a list is plural in JSON.
_NAMES = {
    "audience": "audience",
    "relation": "relation",
    "needs": "need",
    "kinds": "kind",
    "weekdays": "weekday",
    "part": "part",
    "formats": "format",
    "organisations": "organisation",
    "openness": "openness",
    "for": "for",
    "language": "language",
    "constraints": "constraint",
    "radius_km": "radius",
}
_FLAGS = {"twelve_step": ("0", "1"), "young": (None, "1")}
_MOST = 200
_DEFAULT_LIMIT = 20


@api.post("/match")
def match() -> Response:
    matching = of_app()
    try:
        asked = request.get_json()
    except (BadRequest, RecursionError):
        return problem(400, "Not JSON", "Send a JSON object, with Content-Type application/json.")
    if not isinstance(asked, Mapping):
        return problem(400, "Not a JSON object", "Send a JSON object; every field is optional.")
    search = search_address.read(_values(asked), matching.gazetteer, matching.organisations)
    chosen = _with_place(search.need.override(_beyond_addresses(asked)), asked.get("place"), matching)
    need = _with_place(matching.understand(asked.get("situation"), chosen).need, asked.get("place"), matching)
    return jsonify(_answer(need, matching, _limit(asked.get("limit"))))


def _answer(need: Need, matching: Matching, limit: int) -> dict[str, Any]:
    now = oslo_now()
    found = None if need.empty else matching.suggestions(need, now)

    def items(suggestions: Sequence[Suggestion]) -> list[dict[str, Any]]:
        return [item(suggestion, need, now, matching) for suggestion in suggestions[:limit]]

    return {
        "understood": need.as_json(),
        "matches": items(found.matches if found else ()),
        "online": items(found.online if found else ()),
        "courses": items(found.courses if found else ()),
        "contacts": [contact_item(contact) for contact in matching.contacts(need)],
    }


def item(suggestion: Suggestion, need: Need, now: datetime, matching: Matching) -> dict[str, Any]:
    """One suggestion in the contract's form. Kilometres with one decimal; times with their offset."""
    listing, meeting = suggestion.listing, suggestion.next_meeting
    place = matching.gazetteer.by_id(listing.municipality_number or "")
    settings: Settings = current_app.extensions["settings"]
    made: dict[str, Any] = {
        "id": listing.id,
        "url": settings.public_url + path_of(listing, matching.gazetteer),
        "name": listing.name,
        "kind": listing.kind,
        "class": listing.class_,
        "organisation": next(iter(listing.organisations), None),
        "audiences": listing.audiences,
        "needs": listing.needs,
        "municipality": place.municipality if place else None,
        "latitude": listing.latitude,
        "longitude": listing.longitude,
        "formats": listing.formats,
        "distance_km": None if suggestion.distance_km is None else round(suggestion.distance_km, 1),
        "next_meeting": meeting.starts.isoformat() if meeting else None,
        "last_confirmed_on": listing.last_confirmed_on.isoformat() if listing.last_confirmed_on else None,
        "demo": listing.demo,
        "step": suggestion.step,
        "reasons": whole(suggestion, need, now),
    }
    if listing.approximate:
        made["approximate"] = True
    return made


def contact_item(contact: Contact) -> dict[str, Any]:
    """One contact in the contract's form."""
    return {
        "level": contact.level,
        "name": contact.name,
        "covers": list(contact.covers),
        "phone": contact.phone,
        "email": contact.email,
        "url": contact.url,
        "hours": contact.hours,
        "demo": contact.demo,
        "reasons": contact_reasons(contact),
    }


def _values(asked: Mapping[str, Any]) -> "MultiDict[str, str]":
    """The request's codes as an address would hold them; anything that is not a code falls away."""
    values: list[tuple[str, str]] = []
    for name, parameter in _NAMES.items():
        given = asked.get(name)
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, str | int) and not isinstance(value, bool):
                values.append((parameter, str(value)))
    for name, (no, yes) in _FLAGS.items():
        flag = yes if asked.get(name) is True else no if asked.get(name) is False else None
        if flag is not None:
            values.append((name, flag))
    return MultiDict(values)


def _beyond_addresses(asked: Mapping[str, Any]) -> Need:
    """The needs that never stand in an address may be asked for here, where there is none."""
    given = asked.get("needs")
    codes = (
        [code for code in given if isinstance(code, str) and code in NEEDS] if isinstance(given, list) else []
    )
    return Need(needs=tuple(dict.fromkeys(codes))) if UNADDRESSED_NEEDS.intersection(codes) else Need()


def _with_place(need: Need, text: object, matching: Matching) -> Need:
    """`place` is a slug, a number, a postcode or a name; several candidates are given back to choose from."""
    typed = clean(text, 100).strip()
    if not typed:
        return need
    gazetteer = matching.gazetteer
    known = gazetteer.by_slug(typed)
    found: tuple[Place, ...] = (known,) if known else gazetteer.find(typed).places
    if len(found) == 1:
        return need.but(place=found[0], places=())
    return need.but(place=None, places=found)


def _limit(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        return _DEFAULT_LIMIT
    return max(0, min(given, _MOST))
