"""Which pages may a search engine find? The sitemap, in three languages, and what robots are asked to leave alone."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from sqlalchemy import select

from directory import db
from directory.contact_points.slugs import page_slugs
from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.presenting import slug
from directory.matching.suggesting.counts import count_by_municipality
from directory.matching.suggesting.service import Matching, of_app
from directory.matching.understanding.need import Need
from directory.settings import Settings
from directory.vocabulary import NEEDS, PUBLIC_STATUSES, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.language import CHOSEN, PREFIXES
from directory.web.page_facts import in_every_language

pages = Blueprint("sitemap", __name__)

MOST_PAGES = 16_000  # in three languages: a sitemap may hold 50,000 addresses
_BY_THEMSELVES = (
    "find.home",
    "map.show",
    "field.show",
    "guides.what_is_self_help",
    "guides.first_time",
    "guides.hosting",
    "guides.worried",
    "staff.show",
    "staff_help.show",
    "for_websites.show",
    "for_developers.show",
    "about.about",
    "about.privacy",
    "about.accessibility",
)
_FOR_MACHINES = ("/client_interface/", "/data/", "/feeds/", "/hsds/", "/innebygd")
# Results, the way out, what is private, and what is for machines.
_LEFT_ALONE = ("/finn", "/forlat", "/liste", "/lapp/", "/skrivebord", "/logg-inn", "/api/", *_FOR_MACHINES)


@pages.get("/robots.txt")
def robots() -> Response:
    closed = [prefix + path for prefix in (*PREFIXES.values(), CHOSEN) for path in _LEFT_ALONE]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {_whole('sitemap.sitemap')}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """All pages, or where they are too many for one sitemap, the list of its parts."""
    found = list(dict.fromkeys(_paths(of_app())))
    most: int = current_app.config.get("SITEMAP_PAGES", MOST_PAGES)
    part = request.args.get("part", "")
    if len(found) <= most and not part:
        return _xml(pages=[in_every_language(path) for path in found])
    starts = range(0, len(found), most)
    if not part:
        return _xml(parts=[_whole("sitemap.sitemap", part=number + 1) for number in range(len(starts))])
    if part not in {str(number + 1) for number in range(len(starts))}:
        abort(404)
    start = starts[int(part) - 1]
    return _xml(pages=[in_every_language(path) for path in found[start : start + most]])


def _xml(**values: object) -> Response:
    return Response(render_template("matching/pages/sitemap.xml", **values), mimetype="application/xml")


def _paths(matching: Matching) -> Iterator[str]:
    """The path of every page worth finding, without its language."""
    yield from (_path(endpoint) for endpoint in _BY_THEMSELVES)
    yield from _places(matching)
    session = db.read_session()
    codes = session.scalars(select(Organisation.code).order_by(Organisation.code))
    yield from (_path("organisation.show", slug=code) for code in codes)
    yield from (_path("contact.show", slug=each) for each in sorted(page_slugs(session).values()))
    rows = session.scalars(select(Listing).where(Listing.status.in_(PUBLIC_STATUSES)).order_by(Listing.id))
    for listing in rows:
        yield _path("listing.show", id=listing.id, slug=slug(listing, matching.gazetteer))


def _places(matching: Matching) -> Iterator[str]:
    """Counties and municipalities; smaller places where something is met; and for each need where it is met."""
    gazetteer, context = matching.gazetteer, matching.context(oslo_now())
    yield from (_path("place.show", place=place.slug) for place in gazetteer.counties)
    yield from (_path("place.show", place=place.slug) for place in gazetteer.municipalities)
    met = select(Listing.place_id).where(Listing.status.in_(PUBLIC_STATUSES), Listing.place_id.is_not(None))
    smaller = (gazetteer.by_id(id_ or "") for id_ in db.read_session().scalars(met.distinct()))
    yield from (_path("place.show", place=slug_) for slug_ in sorted(p.slug for p in smaller if p))
    for need in NEEDS:
        counts = {} if need in UNADDRESSED_NEEDS else count_by_municipality(Need(needs=(need,)), context)
        places = (gazetteer.by_id(number) for number in sorted(counts))
        yield from (_path("place_need.show", place=place.slug, need=need) for place in places if place)


def _path(endpoint: str, **values: str) -> str:
    """A path as it stands in bokmål, without what the site is mounted under."""
    return url_for(endpoint, **values).removeprefix(request.script_root)  # type: ignore[arg-type]


def _whole(endpoint: str, **values: object) -> str:
    settings: Settings = current_app.extensions["settings"]
    root = request.environ.get("varde.root", "")
    return settings.public_url + root + url_for(endpoint, **values).removeprefix(request.script_root)  # type: ignore[arg-type]
