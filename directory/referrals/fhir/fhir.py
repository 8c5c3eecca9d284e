"""The FHIR view: what is public, to be read and searched. Nothing is taken in, least of all anything about a person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, json, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from directory import db
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing, ListingOrganisation, Organisation
from directory.places.loading import load
from directory.referrals.fhir import resources
from directory.referrals.fhir.capability import capability
from directory.referrals.fhir.searching import (
    FhirSearch,
    Fits,
    SearchRefused,
    moment,
    near,
    read_search,
    text,
    token,
)
from directory.settings import Settings
from directory.vocabulary import PUBLIC_STATUSES
from directory.web.clock import oslo_now

api = Blueprint("fhir", __name__, url_prefix="/fhir")
_TYPE = "application/fhir+json"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search looks at of one listing or organisation, without the rest of it."""

    id: str
    name: str
    active: bool
    updated: datetime
    kind: str = ""
    needs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    city: str = ""


_EVERY: Mapping[str, Callable[[str, str], Fits]] = {
    "_id": token(lambda each: (each.id,)),
    "identifier": token(lambda each: (each.id,)),
    "name": text(lambda each: each.name),
    "active": token(lambda each: (str(each.active).lower(),)),
    "_lastUpdated": moment(lambda each: each.updated),
}
_SEARCHES: Mapping[str, Mapping[str, Callable[[str, str], Fits]]] = {
    "HealthcareService": {
        **_EVERY,
        "service-type": token(lambda each: each.needs),
        "service-category": token(lambda each: (each.kind,)),
        "audience": token(lambda each: each.audiences),
        "organization": token(
            lambda each: [f"Organization/{code}" for code in each.organisations] + [*each.organisations]
        ),
        "location": token(lambda each: (f"Location/{each.id}", each.id) if each.point or each.city else ()),
        "location.near": near(lambda each: each.point),
    },
    "Location": {
        **{name: made for name, made in _EVERY.items() if name != "active"},
        "near": near(lambda each: each.point),
        "address-city": text(lambda each: each.city),
        "status": token(lambda _each: ("active",)),
        "organization": token(
            lambda each: [f"Organization/{code}" for code in each.organisations] + [*each.organisations]
        ),
    },
    "Organization": dict(_EVERY),
}


@api.get("/metadata")
def metadata() -> Response:
    parameters = {kind: list(known) for kind, known in _SEARCHES.items()}
    return _answer(capability(_base(), parameters, oslo_now().date()))


@api.get("/<any(HealthcareService, Location, Organization):kind>")
def search(kind: str) -> Response:
    return _search(kind, request.args, linked=True)


@api.post("/<any(HealthcareService, Location, Organization):kind>/_search")
def search_by_post(kind: str) -> Response:
    """As by `GET`, so that nothing of the query stands in an address; so no links lead on: `_offset` does."""
    return _search(
        kind, MultiDict([*request.args.items(multi=True), *request.form.items(multi=True)]), linked=False
    )


@api.get("/<any(HealthcareService, Location, Organization):kind>/<id>")
def read(kind: str, id: str) -> Response:
    found = [each for each in _look_up(kind, db.read_session()) if each.id == id]
    if not found:
        return _outcome(404, "not-found", "There is no such resource, or it is not public any more.")
    return _answer(_resources(kind, found)[0])


@api.route("/", defaults={"rest": ""}, methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
@api.route("/<path:rest>", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
def refuse(rest: str) -> Response:  # noqa: ARG001  (whatever it is)
    """Everything else: no other resource is here, and none is taken in."""
    return _outcome(404, "not-supported", "Only HealthcareService, Location and Organization, for reading.")


@api.errorhandler(HTTPException)
def tell(error: HTTPException) -> Response:
    """What the house refuses before it comes here: half a body, one too long, a sign that nothing can hold."""
    status = error.code or 500
    codes = {403: "forbidden", 404: "not-found", 413: "too-long"}
    return _outcome(status, codes.get(status, "invalid"), "This could not be read.")


def _search(kind: str, values: "MultiDict[str, str]", *, linked: bool) -> Response:
    try:
        asked = read_search(values, _SEARCHES[kind])
    except SearchRefused as refused:
        return _outcome(400, refused.code, str(refused))
    kept = [each for each in _look_up(kind, db.read_session()) if asked.keeps(each)]
    shown = kept[asked.offset : asked.offset + asked.count]
    links = (
        _links(kind, asked, len(kept), values)
        if linked
        else [{"relation": "self", "url": f"{_base()}/fhir/{kind}/_search"}]
    )
    return _answer(resources.bundle(_resources(kind, shown), len(kept), _base(), links))


def _links(kind: str, asked: FhirSearch, total: int, values: "MultiDict[str, str]") -> list[dict[str, str]]:
    """This page and its neighbours. Only parameters that are known come here; the others were refused."""
    pairs = [pair for pair in values.items(multi=True) if pair[0] not in ("_offset", "_count", "_format")]

    def url(offset: int) -> str:
        return f"{_base()}/fhir/{kind}?{urlencode([*pairs, ('_count', asked.count), ('_offset', offset)])}"

    made = [{"relation": "self", "url": url(asked.offset)}]
    if asked.count and asked.offset + asked.count < total:
        made.append({"relation": "next", "url": url(asked.offset + asked.count)})
    if asked.offset:
        made.append({"relation": "previous", "url": url(max(0, asked.offset - asked.count))})
    return made


def _look_up(kind: str, session: Session) -> list[Found]:
    if kind == "Organization":
        rows = session.scalars(select(Organisation).order_by(Organisation.code))
        return [Found(row.code, row.name, True, resources.updated(None, None)) for row in rows]
    listings = _listings(session)
    return [each for each in listings if each.city or each.point] if kind == "Location" else listings


def _listings(session: Session) -> list[Found]:
    """All public listings, as far as a search looks at them."""
    changed = dict(_changes(session))
    runs: dict[str, list[str]] = {}
    of = ListingOrganisation
    for run in session.execute(select(of.listing_id, of.organisation_code).order_by(of.position)):
        runs.setdefault(run.listing_id, []).append(run.organisation_code)
    names = "id name status kind needs audiences formats latitude longitude municipality_number last_confirmed_on".split()
    wanted = select(*(getattr(Listing, name) for name in names))
    rows = session.execute(wanted.where(Listing.status.in_(PUBLIC_STATUSES)).order_by(Listing.id))
    return [_found_listing(row, changed.get(row.id), tuple(runs.get(row.id, ()))) for row in rows]


def _found_listing(row: Any, changed: datetime | None, organisations: tuple[str, ...]) -> Found:
    here = "in_person" in row.formats
    place = load().by_id(row.municipality_number or "")
    return Found(
        id=row.id,
        name=row.name,
        active=row.status in ("active", "full"),
        updated=resources.updated(row.last_confirmed_on, changed),
        kind=row.kind,
        needs=tuple(row.needs),
        audiences=tuple(row.audiences),
        organisations=organisations,
        point=(row.latitude, row.longitude) if here and row.latitude is not None else None,
        city=place.name if here and place else "",
    )


def _changes(session: Session) -> list[Any]:
    last = select(Change.listing_id, func.max(Change.applied_at)).where(Change.applied_at.is_not(None))
    return [tuple(row) for row in session.execute(last.group_by(Change.listing_id))]


def _resources(kind: str, found: list[Found]) -> list[resources.Resource]:
    session, ids, base = db.read_session(), [each.id for each in found], _base()
    if kind == "Organization":
        rows = {
            row.code: row for row in session.scalars(select(Organisation).where(Organisation.code.in_(ids)))
        }
        return [resources.organization(rows[id_], base) for id_ in ids]
    listings = {row.id: row for row in session.scalars(select(Listing).where(Listing.id.in_(ids)))}
    today, places = oslo_now().date(), load()
    if kind == "Location":
        return [resources.location(listings[each.id], base, places, each.updated) for each in found]
    return [resources.service(listings[each.id], base, places, each.updated, today) for each in found]


def _base() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url


def _answer(resource: resources.Resource, status: int = 200) -> Response:
    return Response(json.dumps(resource), status=status, mimetype=_TYPE)


def _outcome(status: int, code: str, words: str) -> Response:
    """What is wrong, in FHIR's form; nothing of what was sent."""
    issue = {"severity": "error", "code": code, "diagnostics": words}
    return _answer({"resourceType": "OperationOutcome", "issue": [issue]}, status)
