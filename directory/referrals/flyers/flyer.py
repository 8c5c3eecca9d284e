"""A sheet to hang up, A4 or A5, of any public listing. It fills itself, and what it says is what the listing's page says today."""

from flask import Blueprint, Response, current_app, render_template, url_for

from directory.listings.public.listing import public_listing
from directory.listings.wording.presenting import slug, what_it_is
from directory.places.loading import load
from directory.referrals.sheets import sheet_lines
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.paper.documents import document
from directory.web.paper.qr import picture

pages = Blueprint("flyer", __name__)


@pages.get("/tilbud/<code:id>/oppslag.pdf")
def show(id: str) -> Response:
    return _flyer(id, "a4")


@pages.get("/tilbud/<code:id>/oppslag-a5.pdf")
def show_small(id: str) -> Response:
    return _flyer(id, "a5")


def _flyer(id_: str, size: str) -> Response:
    listing, gazetteer, now = public_listing(id_), load(), oslo_now()
    settings: Settings = current_app.extensions["settings"]
    address = settings.public_url + url_for("listing.show", id=id_, slug=slug(listing, gazetteer))
    page = render_template(
        "referrals/flyers/flyer.html",
        listing=listing,
        what=what_it_is(listing),
        lines=sheet_lines(listing, gazetteer, now),
        made_on=date_in_words(now.date(), now.date().replace(year=1)),
        square=picture(address),
        shown_address=address.partition("://")[2],
    )
    return document(page, f"oppslag-{size}", (f"flyer-{size}.css", "flyer.css"))
