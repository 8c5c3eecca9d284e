"""What can a machine ask for? The interface described in OpenAPI 3.1, from the same lists that it is read by."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from directory.matching.api.read import MOST
from directory.matching.api.shapes import ASKED, LISTING, SHAPES, Shape, choice, reference, several, thing
from directory.matching.search_address import RADII, SORTS
from directory.matching.understanding.need import QUESTIONS
from directory.settings import Settings
from directory.vocabulary import (
    ASKED_KINDS,
    AUDIENCES,
    CONSTRAINTS,
    FOR,
    FORMATS,
    LANGUAGES,
    NEEDS,
    OPENNESS,
    PARTS,
    RELATIONS,
    UNADDRESSED_NEEDS,
    WEEKDAYS,
)
from directory.web.wire.open_answers import open_to_all
from directory.web.wire.page_tags import kept_for_the_day

api = open_to_all(Blueprint("openapi", __name__, url_prefix="/api/v1"))

_VERSION = "1"
_ABOUT = """\
Self-help groups, courses, meeting places and services in Norway, and who answers where. Read only, without a key.

**Versions.** Within /api/v1 fields and parameters are only added. What would break a reader comes as /api/v2, and /api/v1 goes on for at
least two years after that; from the day on which its end is known, every answer says it in the headers Deprecation and Sunset.

**What has not changed** costs nothing: send the ETag of the last answer as If-None-Match, and 304 is the answer.

**How often.** Each network has so many answers a minute as RateLimit-Limit says; beyond that 429, with Retry-After.

**From other sites.** Every GET may be read by scripts of any site (CORS). POST /match may be sent by programs, not by pages of other sites.
"""


@api.get("/openapi.json")
@kept_for_the_day
def openapi() -> Response:
    settings: Settings = current_app.extensions["settings"]
    return jsonify(description(settings.public_url))


_WRONG = {
    "400": "What is wrong, in words",
    "404": "There is no such thing",
    "413": "Too long",
    "415": "Not JSON",
    "429": "Too many in this minute",
    "503": "Just now nothing can be read",
}
_NAMES = "|".join(sorted({*LISTING["properties"], "distance_km", "next_meeting"}))
_FIELDS = {
    "type": "string",
    "pattern": f"^(?:(?:{_NAMES})(?:,(?:{_NAMES}))*)?$",
    "examples": ["name,page"],
    "description": "Names of fields with commas between them; without it all. The id is always given.",
}


def description(public_url: str) -> dict[str, Any]:
    """The whole interface as one OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Varde", "version": _VERSION, "description": _ABOUT},
        "servers": [{"url": f"{public_url}/api/v1"}],
        "paths": {
            "/match": {"post": _match()},
            "/listings": {
                "get": _reading(
                    "listings",
                    "Listings that fit, nearest first",
                    reference("Listings"),
                    _search(),
                )
            },
            "/listings/{id}": {"get": _listing()},
            "/slips/{code}": {"get": _slip()},
            "/places": {
                "get": _reading(
                    "places", "Places that a text can mean", _items("Place"), [_query("q", ASKED)]
                )
            },
            "/needs": {"get": _reading("needs", "The needs, by code", _items("Need"))},
            "/organisations": {"get": _reading("organisations", "Organisations", _items("Organisation"))},
            "/contact-points": {
                "get": _reading(
                    "contactPoints",
                    "Who answers, for a place or everywhere",
                    _items("Answering"),
                    [_query("place", ASKED)],
                )
            },
        },
        "components": {"schemas": SHAPES},
    }


def _match() -> dict[str, Any]:
    asked = {"required": True, "content": {"application/json": {"schema": reference("Question")}}}
    summary = "What fits a situation, near a place, and who answers there"
    return {
        **_reading("match", summary, reference("Answer"), [_in_languages()]),
        "requestBody": asked,
    }


def _listing() -> dict[str, Any]:
    id_ = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9]{1,40}$"},
    }
    shape = {"anyOf": [reference("Listing"), reference("Narrowed")]}
    return _reading("listing", "One listing", shape, [id_, _query("fields", _FIELDS)])


def _slip() -> dict[str, Any]:
    code = {"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}
    about = "What stands on a slip today, by the code that is printed on it"
    return _reading("slip", about, reference("Slip"), [code, _in_languages()])


def _reading(name: str, summary: str, shape: Shape, parameters: list[Shape] | None = None) -> dict[str, Any]:
    """One thing to ask for, and all answers to it."""
    good = {"description": summary, "content": {"application/json": {"schema": shape}}}
    problem = {"application/problem+json": {"schema": reference("Problem")}}
    wrongs = {code: {"description": words, "content": problem} for code, words in _WRONG.items()}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters or [],
        "responses": {"200": good, "304": {"description": "What was there before is still so"}, **wrongs},
    }


def _items(name: str) -> Shape:
    return thing(items=several(reference(name)))


def _search() -> list[Shape]:
    """The parameters of the result page, which are those of this interface too."""
    needs = [code for code in NEEDS if code not in UNADDRESSED_NEEDS]
    ones: dict[str, Shape] = {
        "audience": choice(AUDIENCES),
        "relation": choice(RELATIONS),
        "part": choice(PARTS),
        "openness": choice(OPENNESS),
        "twelve_step": choice("01"),
        "young": choice("1"),
        "for": choice(FOR),
        "language": choice(LANGUAGES),
        "radius": choice(map(str, RADII)),
        "listing": {**ASKED, "description": "Ids with commas between them, at most 20.", "examples": [""]},
        "sort": choice(SORTS),
        "fields": _FIELDS,
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50},
        "page": {"type": "integer", "minimum": 1, "maximum": 100_000, "default": 1},
    }
    many: dict[str, Shape] = {
        "need": choice(needs),
        "place": ASKED,
        "kind": choice(ASKED_KINDS),
        "weekday": choice(WEEKDAYS),
        "format": choice(FORMATS),
        "organisation": ASKED,
        "constraint": choice(CONSTRAINTS),
        "ask": choice(QUESTIONS),
    }
    single = [_query(name, shape) for name, shape in ones.items()]
    return single + [_query(name, several(shape)) for name, shape in many.items()]


def _query(name: str, shape: Shape) -> Shape:
    return {"name": name, "in": "query", "schema": shape}


def _in_languages() -> Shape:
    return {
        "name": "Accept-Language",
        "in": "header",
        "schema": choice(LANGUAGES),
        "description": "The language of reasons",
    }
