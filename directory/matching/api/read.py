"""What is in the directory, for machines? Listings, organisations, needs, contacts and places, read only."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy import select

from directory import db
from directory.contact_points.models import ContactPoint
from directory.contact_points.responsibility import public_contact
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing, Organisation
from directory.matching import search_address
from directory.matching.api.match import contact_item
from directory.matching.api.shapes import LISTING
from directory.matching.results.cards import path_of
from directory.matching.suggesting.listing_cache import public_ids
from directory.matching.suggesting.selecting import SelectedListing, select_listings
from directory.matching.suggesting.service import Matching, of_app
from directory.settings import Settings
from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.errors import problem
from directory.web.typed import clean
from directory.web.wire.open_answers import open_to_all
from directory.web.wire.page_tags import kept_for_the_day, may_be_kept

api = open_to_all(Blueprint("read", __name__, url_prefix="/api/v1"))

MOST = 200
_USUAL = 50
FIELDS = frozenset(LISTING["properties"]) | {"distance_km", "next_meeting"}


@api.get("/listings")
@may_be_kept
def listings() -> Response:
    """Public listings that fit the parameters of `GET /finn`, `limit` (at most 200) at a time."""
    matching = of_app()
    limit, page, fields = _number("limit", _USUAL, MOST), _number("page", 1, 100_000), _fields()
    if limit is None or page is None:
        return problem(400, "Bad number", "limit must be 1 to 200, and page a whole number from 1.")
    if fields is None:
        return _no_such_field()
    search = _search(matching)
    total, shown = select_listings(search, matching.context(oslo_now()), (page - 1) * limit, limit)
    rows = select(Listing).where(Listing.id.in_([each.listing.id for each in shown]))
    whole = {each.id: each for each in db.read_session().scalars(rows)}
    public = _ways(list(whole.values()))
    return jsonify(
        items=[
            _narrow(_item(whole[each.listing.id], each, matching, public), fields)
            for each in shown
            if each.listing.id in whole
        ],
        total=total,
        page=page,
        pages=ceil(total / limit),
        ignored=search.ignored,
    )


@api.get("/listings/<code:id>")
@kept_for_the_day
def listing(id: str) -> Response:
    fields = _fields()
    if fields is None:
        return _no_such_field()
    found = db.read_session().get(Listing, id)
    if found is None or not found.public:
        return problem(404, "No such listing", "It may have been closed or taken away.")
    return jsonify(_narrow(_form(found, of_app(), _ways([found])), fields))


@api.get("/organisations")
@kept_for_the_day
def organisations() -> Response:
    rows = db.read_session().scalars(select(Organisation).order_by(Organisation.code))
    return jsonify(items=[_organisation(row) for row in rows])


@api.get("/needs")
@kept_for_the_day
def needs() -> Response:
    items = [
        {"code": code, "labels": label._asdict(), "in_addresses": code not in UNADDRESSED_NEEDS}
        for code, label in NEEDS.items()
    ]
    return jsonify(items=items)


@api.get("/contact-points")
@kept_for_the_day
def contact_points() -> Response:
    """Everybody who answers, at every level; with `place`, those who cover it."""
    matching, wanted = of_app(), clean(request.args.get("place"), 100).strip()
    rows = [
        public_contact(row)
        for row in db.read_session().scalars(select(ContactPoint).order_by(ContactPoint.id))
    ]
    if wanted:
        place = matching.gazetteer.by_slug(wanted) or matching.gazetteer.find(wanted).place
        if place is None:
            return problem(
                404, "No such place", "Send a slug, a number, a postcode or the name of one place."
            )
        numbers = {place.municipality_number, place.county_number, "NO"}
        rows = [row for row in rows if numbers & set(row.covers)]
    return jsonify(items=[{"id": row.id, **contact_item(row)} for row in rows])


@api.get("/places")
@kept_for_the_day
def places() -> Response:
    """The places that `q` can mean."""
    found = of_app().gazetteer.find(clean(request.args.get("q"), 100)).places
    return jsonify(items=[place.as_json() for place in found])


def _search(matching: Matching) -> search_address.Search:
    values = request.args.copy()
    for name in ("limit", "page", "fields"):
        values.poplist(name)
    return search_address.read(values, matching.gazetteer, matching.organisations)


def _ways(listings: Sequence[Listing]) -> set[str]:
    """The public listings that these lead to."""
    return public_ids(
        db.read_session(), list({way.to_id for each in listings for way in each.pathways if way.to_id})
    )


def _item(whole: Listing, found: SelectedListing, matching: Matching, public: set[str]) -> dict[str, Any]:
    meeting, distance = found.next_meeting, found.distance_km
    return {
        **_form(whole, matching, public),
        "distance_km": None if distance is None else round(distance, 1),
        "next_meeting": meeting.starts.isoformat() if meeting else None,
    }


def _form(listing: Listing, matching: Matching, public: set[str]) -> dict[str, Any]:
    """The listing as a document; ways to what is not in `public` are left out, or said in their words alone."""
    settings: Settings = current_app.extensions["settings"]
    form = document_of(listing, matching.gazetteer)
    ways = [way if way["to"] in public else {**way, "to": None} for way in form["pathways"]]
    form["pathways"] = [way for way in ways if way["to"] or way["text"]]
    return {**form, "url": listing.url, "page": settings.public_url + path_of(listing, matching.gazetteer)}


def _fields() -> tuple[str, ...] | None:
    """The fields that are asked for, none being all; None where one of them does not exist."""
    wanted = tuple(filter(None, request.args.get("fields", "").split(",")))
    return wanted if FIELDS.issuperset(wanted) else None


def _no_such_field() -> Response:
    return problem(400, "No such field", "fields must be names of fields, with commas between them.")


def _narrow(form: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Only `fields`, and always the id."""
    if not fields:
        return form
    return {name: value for name, value in form.items() if name in fields or name == "id"}


def _organisation(row: Organisation) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "other_names": row.other_names,
        "audiences": row.audiences,
        "needs": row.needs,
        "twelve_step": row.twelve_step,
        "faith_based": row.faith_based,
        "about": row.about,
        "confidence": row.confidence,
    }


def _number(name: str, usual: int, most: int) -> int | None:
    value = request.args.get(name)
    if value is None:
        return usual
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:9]) <= most:
        return None
    return int(value)
