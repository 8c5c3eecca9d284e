"""What can a machine ask for? The interface described in OpenAPI 3.1, from the same lists that it is read by."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from directory.matching.api.read import MOST
from directory.matching.api.shapes import SHAPES, TEXT, Shape, one_of, reference, several, thing
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

api = Blueprint("openapi", __name__, url_prefix="/api/v1")

_VERSION = "1"


@api.get("/openapi.json")
def openapi() -> Response:
    settings: Settings = current_app.extensions["settings"]
    return jsonify(description(settings.public_url))


def description(public_url: str) -> dict[str, Any]:
    """The whole interface as one OpenAPI document."""
    about = (
        "Self-help groups, courses, meeting places and services in Norway, and who answers where. Read only."
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Varde", "version": _VERSION, "description": about},
        "servers": [{"url": f"{public_url}/api/v1"}],
        "paths": {
            "/match": {"post": _match()},
            "/listings": {
                "get": _reading(
                    "listings", "Listings that fit, nearest first", reference("Listings"), _search()
                )
            },
            "/listings/{id}": {"get": _listing()},
            "/slips/{code}": {"get": _slip()},
            "/places": {
                "get": _reading("places", "Places that a text can mean", _items("Place"), [_query("q", TEXT)])
            },
            "/needs": {"get": _reading("needs", "The needs, by code", _items("Need"))},
            "/organisations": {"get": _reading("organisations", "Organisations", _items("Organisation"))},
            "/contact-points": {
                "get": _reading(
                    "contactPoints",
                    "Who answers, for a place or everywhere",
                    _items("Answering"),
                    [_query("place", TEXT)],
                )
            },
        },
        "components": {"schemas": SHAPES},
    }


def _match() -> dict[str, Any]:
    asked = {"required": True, "content": {"application/json": {"schema": reference("Question")}}}
    summary = "What fits a situation, near a place, and who answers there"
    return {
        **_reading("match", summary, reference("Answer"), [_in_languages()], wrong="400"),
        "requestBody": asked,
    }


def _listing() -> dict[str, Any]:
    id_ = {"name": "id", "in": "path", "required": True, "schema": TEXT}
    return _reading("listing", "One listing", reference("Listing"), [id_], wrong="404")


def _slip() -> dict[str, Any]:
    code = {"name": "code", "in": "path", "required": True, "schema": TEXT}
    about = "What stands on a slip today, by the code that is printed on it"
    return _reading("slip", about, reference("Slip"), [code, _in_languages()], wrong="400")


def _reading(
    name: str, summary: str, shape: Shape, parameters: list[Shape] | None = None, wrong: str = "default"
) -> dict[str, Any]:
    """One thing to ask for, and both answers to it."""
    good = {"description": summary, "content": {"application/json": {"schema": shape}}}
    problem = {"application/problem+json": {"schema": reference("Problem")}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters or [],
        "responses": {"200": good, wrong: {"description": "What is wrong, in words", "content": problem}},
    }


def _items(name: str) -> Shape:
    return thing(items=several(reference(name)))


def _search() -> list[Shape]:
    """The parameters of the result page, which are those of this interface too."""
    needs = [code for code in NEEDS if code not in UNADDRESSED_NEEDS]
    ones: dict[str, Shape] = {
        "audience": one_of(AUDIENCES),
        "relation": one_of(RELATIONS),
        "part": one_of(PARTS),
        "openness": one_of(OPENNESS),
        "twelve_step": one_of("01"),
        "young": one_of("1"),
        "for": one_of(FOR),
        "language": one_of(LANGUAGES),
        "radius": {"type": "integer", "enum": list(RADII)},
        "listing": {"type": "string", "description": "Ids with commas between them, at most 20."},
        "sort": one_of(SORTS),
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50},
        "page": {"type": "integer", "minimum": 1, "default": 1},
    }
    many: dict[str, Shape] = {
        "need": one_of(needs),
        "place": TEXT,
        "kind": one_of(ASKED_KINDS),
        "weekday": one_of(WEEKDAYS),
        "format": one_of(FORMATS),
        "organisation": TEXT,
        "constraint": one_of(CONSTRAINTS),
        "ask": one_of(QUESTIONS),
    }
    single = [_query(name, shape) for name, shape in ones.items()]
    return single + [_query(name, several(shape)) for name, shape in many.items()]


def _query(name: str, shape: Shape) -> Shape:
    return {"name": name, "in": "query", "schema": shape}


def _in_languages() -> Shape:
    return {
        "name": "Accept-Language",
        "in": "header",
        "schema": one_of(LANGUAGES),
        "description": "The language of reasons",
    }
