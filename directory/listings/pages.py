"""One listing's page."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import database
from directory.contact_points.presenting import panel
from directory.contact_points.responsibility import Caller, answering
from directory.listings.models import Listing, Organisation
from directory.listings.presenting import slug as slug_of
from directory.listings.showing import shown
from directory.places.loading import load
from directory.web.clock import oslo_now

pages = Blueprint("listings", __name__)


@pages.get("/tilbud/<code:id>", defaults={"slug": ""})
@pages.get("/tilbud/<code:id>-<slug>")
def show(id: str, slug: str) -> ResponseReturnValue:
    session, gazetteer = database.reading(), load()
    listing = session.get(Listing, id)
    if listing is None or not listing.public:
        abort(404)
    if slug != slug_of(listing, gazetteer):
        return redirect(url_for("listings.show", id=id, slug=slug_of(listing, gazetteer)), 301)
    organisations = [found for code in listing.organisations if (found := session.get(Organisation, code))]
    place = gazetteer.by_id(listing.municipality_number or "")
    contacts = answering(session, place, Caller(needs=listing.needs, young=listing.young))
    return render_template(
        "listings/show.html",
        # The title names the place alone; the heading on the page may name the rest.
        title=_("Tilbud nær %(place)s", place=place.name) if place else _("Tilbud på nett"),
        listing=shown(listing, organisations, gazetteer, oslo_now()),
        people=panel(contacts, place.label if place else None),
    )
