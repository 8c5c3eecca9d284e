"""The main job as an interface: `POST /api/v1/match`. Answers in the language of `Accept-Language`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from directory.contact_points.presenting import reasons as contact_reasons
from directory.contact_points.responsibility import Contact
from directory.listings.records.search_document import OLDEST
from directory.matching import search_address
from directory.matching.results.cards import path_of
from directory.matching.results.reasons import whole
from directory.matching.suggesting.service import Matching, of_app
from directory.matching.suggesting.suggest import Suggestion, Suggestions
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
    "sex": "sex",
    "second": "second",
    "radius_km": "radius",
}
_FLAGS = {"twelve_step": ("0", "1"), "young": (None, "1")}
_MOST = 200
_OF_AGE = 18
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
    codes = _with_age(search.need.override(_beyond_addresses(asked)), asked.get("age"))
    chosen = _with_place(codes, asked.get("place"), matching)
    need = _with_place(matching.understand(asked.get("situation"), chosen).need, asked.get("place"), matching)
    return jsonify(_answer(need, matching, _limit(asked.get("limit"))))


def _answer(need: Need, matching: Matching, limit: int) -> dict[str, Any]:
    now = oslo_now()
    found = None if need.empty else matching.suggestions(need, now)

    other = need.other
    second = None
    if found is not None and other is not None:
        second = {
            "understood": other.as_json(),
            **_lists(matching.suggestions(other, now), other, now, matching, limit),
        }
    return {
        "understood": need.as_json(),
        **_lists(found, need.first, now, matching, limit),
        "other": second,
        "contacts": [contact_item(contact) for contact in matching.contacts(need)],
    }


def _lists(
    found: Suggestions | None, need: Need, now: datetime, matching: Matching, limit: int
) -> dict[str, list[dict[str, Any]]]:
    """`matches`, `online` and `courses`, what is as it was asked for first; `later` is what nobody can join now. `rank` is where
    each stands among all."""
    lists: dict[str, list[dict[str, Any]]] = {"matches": [], "online": [], "courses": [], "later": []}
    if found is None:
        return lists
    rank = {s.listing.id: place for place, s in enumerate(found.ranked, start=1)}
    parts = {name: list(getattr(found, name)) for name in lists}
    for suggestion in found.otherwise:
        parts[_list_of(suggestion)].append(suggestion)
    for name, suggestions in parts.items():
        lists[name] = [
            item(s, need, now, matching) | {"rank": rank[s.listing.id]} for s in suggestions[:limit]
        ]
    return lists


def _list_of(suggestion: Suggestion) -> str:
    return suggestion.step if suggestion.step in ("online", "courses") else "matches"


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


def _with_age(need: Need, age: object) -> Need:
    """`age` in years, of whoever asks."""
    if isinstance(age, bool) or not isinstance(age, int) or not 0 < age <= OLDEST:
        return need
    return need.but(ages=(age, age), young=need.young or age < _OF_AGE)


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
