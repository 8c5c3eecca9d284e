"""What stands within the page of another site? A few listings as plain links: in a frame without a script, or by one small script.

Neither says where it stands: no cookie, no storage, no referrer. What may be asked is what an address of `/finn` may ask.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from directory.listings.wording.presenting import when, whereabouts
from directory.matching import search_address
from directory.matching.results.cards import path_of
from directory.matching.suggesting.selecting import SelectedListing, select_listings
from directory.matching.suggesting.service import Matching, of_app
from directory.places.models import Place
from directory.web.clock import oslo_now
from directory.web.security import may_be_framed
from directory.web.styles import STATIC
from directory.web.wire.open_answers import open_to_all

pages = Blueprint("embedded", __name__)
scripts = open_to_all(Blueprint("embed_script", __name__))

MOST, USUAL = 20, 5
ASKED = ("place", "need", "organisation", "kind", "audience", "radius", "format", "language")
_AN_HOUR = "public, max-age=3600"  # the address stays, so that a page may name it for good


@dataclass(frozen=True, slots=True)
class EmbeddedListing:
    """One listing as a link, with when and where."""

    name: str
    url: str
    when: str
    where: str
    demo: bool


@pages.get("/innebygd")
def show() -> Response:
    asked = MultiDict([(name, value) for name in ASKED for value in request.args.getlist(name)])
    place, listings, more = what_is_shown(asked)
    shown = render_template("exchange/embed/embedded.html", place=place, listings=listings, more=more)
    return may_be_framed(make_response(shown))


@scripts.get("/innebygd.js")
def script() -> Response:
    answer = Response((STATIC / "embed.js").read_bytes(), mimetype="text/javascript")
    answer.headers["Cache-Control"] = _AN_HOUR
    return answer


def what_is_shown(asked: MultiDict[str, str]) -> tuple[Place | None, list[EmbeddedListing], str]:
    """For what is asked as in an address: the place, the listings, and where there are more."""
    matching, now = of_app(), oslo_now()
    search, listings = _find(asked, matching, now)
    rows = [_row(each, matching, now) for each in listings]
    return search.need.place, rows, search_address.address(search.need)


def _find(
    values: MultiDict[str, str], matching: Matching, now: datetime
) -> tuple[search_address.Search, list[SelectedListing]]:
    """What is asked for; nearest first where it says a place, else what is next."""
    if values.get("place") and "radius" not in values:
        values["radius"] = "25"
    if not values.get("place"):
        values["sort"] = "next"
    search = search_address.read(values, matching.gazetteer, matching.organisations)
    if values.get("place") and search.need.place is None:
        return search, []  # else a name that nobody knows would show the whole country
    return search, select_listings(search, matching.context(now), 0, how_many())[1]


def how_many() -> int:
    """As many as were asked for, within reason."""
    text = request.args.get("limit", "")
    return max(1, min(int(text), MOST)) if text.isascii() and text.isdecimal() and len(text) < 4 else USUAL


def place_asked(matching: Matching) -> Place | None:
    """The one place that the address names, by its slug, number, postcode or name."""
    text = request.args.get("place", "")[:100]
    return matching.gazetteer.by_slug(text) or (matching.gazetteer.find(text).place if text else None)


def _row(found: SelectedListing, matching: Matching, now: datetime) -> EmbeddedListing:
    listing = found.listing
    said, _known = when(listing, found.next_meeting, now)
    return EmbeddedListing(
        listing.name,
        path_of(listing, matching.gazetteer),
        said,
        whereabouts(listing, matching.gazetteer, found.next_meeting),
        listing.demo,
    )
