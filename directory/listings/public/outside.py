"""Where does it say so, and where is their own page? Doors of ours that lead to another site, when somebody asks for it."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from directory import db
from directory.contact_points.called import site_in_words
from directory.listings.public.listing import public_listing
from directory.listings.records.models import Organisation

pages = Blueprint("outside", __name__)


@pages.get("/tilbud/<code:id>/kilde")
def source(id: str) -> ResponseReturnValue:
    return _lead_to(public_listing(id).source_url)


@pages.get("/tilbud/<code:id>/nettsted")
def listing_site(id: str) -> ResponseReturnValue:
    return _lead_to(public_listing(id).url)


@pages.get("/organisasjon/<slug>/nettsted")
def organisation_site(slug: str) -> ResponseReturnValue:
    found = db.read_session().get(Organisation, slug.lower())
    return _lead_to(found.url if found and found.closed_on is None else None)


def _lead_to(url: str | None) -> ResponseReturnValue:
    """To a page of the net, and to nothing else."""
    if not site_in_words(url):
        abort(404)
    return redirect(str(url), 303)
