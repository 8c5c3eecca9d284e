"""Which addresses does HSDS have? Services, organisations, places and terms: lists in pages, or as lines, and each by its UUID."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy import select

from directory import db
from directory.exchange.exporting import sending
from directory.exchange.exporting.hsds import asked_services, taxonomies
from directory.exchange.exporting.hsds.asked_services import PageAsked, UnreadableParameter
from directory.exchange.exporting.hsds.service_ids import listing_of, which
from directory.exchange.exporting.hsds.service_places import service_at_location
from directory.exchange.exporting.hsds.service_records import (
    Surroundings,
    organization,
    service,
    short_service,
)
from directory.exchange.exporting.public_listings import public_listings
from directory.listings.records.courses import Programme
from directory.listings.records.models import organisations_by_code
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.service import of_app
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.errors import problem
from directory.web.wire.open_answers import open_to_all
from directory.web.wire.page_tags import kept_for_the_day

feeds = open_to_all(Blueprint("hsds_feed", __name__, url_prefix="/hsds"))

_PROFILE = "https://docs.openhumanservices.org/hsds/v3.0"
Make = Callable[[Sequence[str]], Iterable[dict[str, Any]]]


@feeds.errorhandler(UnreadableParameter)
def _unreadable(fault: UnreadableParameter) -> Response:
    return problem(400, "Bad parameter", str(fault))


@feeds.get("/")
@kept_for_the_day
def root() -> Response:
    settings: Settings = current_app.extensions["settings"]
    return jsonify(version="3.0", profile=_PROFILE, openapi_url=f"{settings.public_url}/api/v1/openapi.json")


@feeds.get("/services")
@kept_for_the_day
def services() -> Response:
    context, args = _context(), request.args
    full, minimal = asked_services.flag(args, "full"), asked_services.flag(args, "minimal")
    ids = context.ids(asked_services.rows(args, context, load(), _organisations()))
    make = service if full else short_service
    return _page(ids, lambda some: (_least(row) if minimal else row for row in _services(some, make)))


@feeds.get("/services/<id>")
@kept_for_the_day
def one_service(id: str) -> Response:
    key = listing_of("service", id, _context())
    found = list(_services([key], service)) if key else []
    return jsonify(found[0]) if found else _none()


@feeds.get("/organizations")
@kept_for_the_day
def organizations() -> Response:
    rows = organisations_by_code(db.read_session())
    text = " ".join(request.args.get("search", "").split()).casefold()[:200]
    keys = [
        code
        for code, row in rows.items()
        if text in f"{row.name} {' '.join(row.other_names)} {row.about}".casefold()
    ]
    return _page(keys, lambda some: (organization(rows[code]) for code in some))


@feeds.get("/organizations/<id>")
@kept_for_the_day
def one_organization(id: str) -> Response:
    rows = organisations_by_code(db.read_session())
    code = which("organization", id, rows)
    return jsonify(organization(rows[code])) if code else _none()


@feeds.get("/service_at_locations")
@kept_for_the_day
def service_at_locations() -> Response:
    context = _context()
    rows = asked_services.rows(request.args, context, load(), _organisations())
    there = context.columns.having("format", ["in_person"])
    full = asked_services.flag(request.args, "full")
    return _page(context.ids(rows[there.holds(rows)]), lambda some: _at_locations(some, full=full))


@feeds.get("/service_at_locations/<id>")
@kept_for_the_day
def one_service_at_location(id: str) -> Response:
    key = listing_of("service_at_location", id, _context())
    found = list(_at_locations([key], full=True)) if key else []
    return jsonify(found[0]) if found else _none()


@feeds.get("/taxonomies")
@kept_for_the_day
def all_taxonomies() -> Response:
    return _page(list(taxonomies.TAXONOMIES), lambda some: map(taxonomies.taxonomy, some))


@feeds.get("/taxonomies/<id>")
@kept_for_the_day
def one_taxonomy(id: str) -> Response:
    name = which("taxonomy", id, taxonomies.TAXONOMIES)
    return jsonify(taxonomies.taxonomy(name)) if name else _none()


@feeds.get("/taxonomy_terms")
@kept_for_the_day
def taxonomy_terms() -> Response:
    wanted = request.args.get("taxonomy_id")
    keys = [
        f"{name}:{code}"
        for name, code in taxonomies.all_terms()
        if not wanted or taxonomies.taxonomy_id(name) == wanted
    ]
    return _page(keys, lambda some: (taxonomies.term(*key.split(":")) for key in some))


@feeds.get("/taxonomy_terms/<id>")
@kept_for_the_day
def one_taxonomy_term(id: str) -> Response:
    found = next(
        ((name, code) for name, code in taxonomies.all_terms() if taxonomies.term_id(name, code) == id), None
    )
    return jsonify(taxonomies.term(*found)) if found else _none()


def every_service() -> Iterator[dict[str, Any]]:
    """All services, whole, one after the other."""
    around = _surroundings()
    return (service(public, around) for public in public_listings(db.read_session(), load()))


def _context() -> SearchContext:
    return of_app().context(oslo_now())


def _organisations() -> list[str]:
    return list(of_app().organisations)


def _surroundings() -> Surroundings:
    session = db.read_session()
    programmes = {row.code: row for row in session.scalars(select(Programme))}
    for row in programmes.values():
        session.expunge(row)
    return Surroundings(organisations_by_code(session), programmes, load(), oslo_now())


def _services(ids: Sequence[str], make: Callable[..., dict[str, Any]]) -> Iterator[dict[str, Any]]:
    around = _surroundings()
    return (make(public, around) for public in public_listings(db.read_session(), around.gazetteer, ids))


def _at_locations(ids: Sequence[str], *, full: bool) -> Iterator[dict[str, Any]]:
    around = _surroundings()
    for public in public_listings(db.read_session(), around.gazetteer, ids):
        at = service_at_location(public.document, around.gazetteer)
        if full:
            yield at
            continue
        location = {name: value for name, value in at["location"].items() if not isinstance(value, list)}
        yield {**at, "location": location, "service": short_service(public, around)}


def _least(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "name", "status", "last_modified") if name in row}


def _page(keys: Sequence[str], make: Make) -> Response:
    """One page of what stands under `keys`; as lines, all of it."""
    asked = asked_services.page_of(request.args)
    if asked.streams:
        return sending.send(_lines(keys, make), "application/x-ndjson")
    start = (asked.number - 1) * asked.size
    return jsonify(envelope(len(keys), asked, list(make(keys[start : start + asked.size]))))


def envelope(total: int, asked: PageAsked, contents: list[dict[str, Any]]) -> dict[str, Any]:
    """A page in its envelope. Without anything there are no pages, and the first one is empty and the last."""
    pages = ceil(total / asked.size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.number,
        "size": len(contents),
        "first_page": asked.number == 1,
        "last_page": asked.number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _lines(keys: Sequence[str], make: Make) -> Iterator[bytes]:
    for item in make(keys):
        yield sending.as_json(item) + b"\n"


def _none() -> Response:
    return problem(404, "No such thing", "Nothing has this id, or it is not shown any more.")
