"""What can be asked, and what is answered? The description of the interface as a page of our own, and every feed with its address."""

from typing import Any, NamedTuple

from flask import Blueprint, current_app, render_template
from flask_babel import gettext as _

from directory.matching.api.openapi import description
from directory.settings import Settings
from directory.web.wire.page_tags import kept_for_the_day

pages = Blueprint("for_developers", __name__)

_REFERENCE = "#/components/schemas/"


class FeedRow(NamedTuple):
    """One format: what it is, for whom, and where."""

    name: str
    words: str
    paths: list[str]


class AskedField(NamedTuple):
    """A parameter or a field: its name, what it may be, and what it is."""

    name: str
    kind: str
    words: str


class Operation(NamedTuple):
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    summary: str
    parameters: list[AskedField]
    answer: str


class NamedShape(NamedTuple):
    """One shape, with its fields."""

    name: str
    fields: list[AskedField]


@pages.get("/for-utviklere")
@kept_for_the_day
def show() -> str:
    settings: Settings = current_app.extensions["settings"]
    described = description(settings.public_url)
    return render_template(
        "exchange/interface/for_developers.html",
        about=described["info"]["description"].split("\n\n"),
        feeds=_feeds(),
        operations=_operations(described),
        shapes=[_shape(name, shape) for name, shape in described["components"]["schemas"].items()],
        most=settings.reads_a_minute,
    )


def _feeds() -> list[FeedRow]:
    bmlt = [
        "/client_interface/json/?switcher=GetSearchResults",
        "/client_interface/json/?switcher=GetServerInfo",
    ]
    return [
        FeedRow(_("Hele lista"), _("Tabeller, dokumenter og punkter til kart, hver for seg eller i ett arkiv."), [
            "/data/varde.zip", "/data/listings.csv", "/data/listings.xlsx", "/data/listings.jsonl", "/data/listings.geojson",
            "/data/schema.json",
        ]),
        FeedRow(_("Meeting Guide"), _("For apper og nettsteder som viser møter."), ["/feeds/meeting-guide.json"]),
        FeedRow(_("BMLT"), _("For programmer som leser en BMLT-tjener."), bmlt),
        FeedRow(_("HSDS 3.0"), _("For kataloger over tjenester."), ["/hsds/", "/hsds/services"]),
        FeedRow(_("Kalender"), _("For et sted, en organisasjon eller en liste. Oppføringene sier bare «Avtale»."), [
            "/sted/oslo.ics", "/organisasjon/aa.ics",
        ]),
        FeedRow(_("Endringer"), _("For dem som holder en kopi."), ["/feeds/changes.atom"]),
    ]  # fmt: skip


def _operations(described: dict[str, Any]) -> list[Operation]:
    return [
        Operation(
            told["operationId"],
            method.upper(),
            f"/api/v1{path}",
            told["summary"],
            [_field(each["name"], each["schema"], each.get("description")) for each in told["parameters"]],
            _kind(told["responses"]["200"]["content"]["application/json"]["schema"]),
        )
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]


def _shape(name: str, shape: dict[str, Any]) -> NamedShape:
    parts = shape.get("allOf", [shape])
    fields = [pair for part in parts for pair in part.get("properties", {}).items()]
    based = [AskedField("…", _kind(part), "") for part in parts if "$ref" in part]
    return NamedShape(name, [*based, *(_field(name, part) for name, part in fields)])


def _field(name: str, shape: dict[str, Any], words: str | None = None) -> AskedField:
    return AskedField(name, _kind(shape), words or shape.get("description", ""))


def _kind(shape: dict[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in shape:
        return str(shape["$ref"]).removeprefix(_REFERENCE)
    if "anyOf" in shape:
        return " | ".join(dict.fromkeys(map(_kind, shape["anyOf"])))
    if shape.get("type") == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    if "enum" in shape:
        return " | ".join(map(str, shape["enum"]))
    if shape.get("type") == "object" and "properties" in shape:
        return ", ".join(f"{name}: {_kind(part)}" for name, part in shape["properties"].items())
    return str(shape.get("format") or shape.get("type") or "")
