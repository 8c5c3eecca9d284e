"""One page for each place: what there is, who answers, and the way on where there is nothing."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.contact_points.presenting import panel
from directory.matching.pages.forms import PlaceForm
from directory.matching.pages.waiting_here import waiting_here
from directory.matching.results import nearby
from directory.matching.search_address import address
from directory.matching.suggesting.service import of_app
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.places.spelling import slug
from directory.web.clock import oslo_now
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("place", __name__)


@pages.get("/sted/<place>")
@may_be_kept
def show(place: str) -> ResponseReturnValue:
    """Former names, numbers and other spellings lead to today's page; a shared name asks which."""
    matching, now = of_app(), oslo_now()
    here = matching.gazetteer.by_slug(place)
    if here is None:
        return _elsewhere(place, matching.gazetteer)
    need = Need(place=here, browsing=True)
    found = nearby.by_kind(need, matching, now)
    return render_template(
        "matching/pages/place.html",
        heading=_heading(here),
        place=here,
        answer=nearby.answer(need, found, now),
        parts=nearby.parts(need, found, now, matching.gazetteer),
        needs=nearby.needs_here(here),
        neighbours=nearby.neighbours(here, db.read_session(), matching.gazetteer),
        form=PlaceForm(formdata=None),
        waiting=waiting_here(need),
        people=panel(matching.contacts(need), here.label),
        calendar=nearby.is_met_in(here, found),
    )


def _heading(place: Place) -> str:
    """Names the place, never a problem: the page's title is this too."""
    if place.kind == "county":
        return _("Tilbud i %(place)s", place=place.label)
    return _("Tilbud nær %(place)s", place=place.label)


def _elsewhere(written: str, gazetteer: Gazetteer) -> ResponseReturnValue:
    """Where a place stands that is not written as its own slug.

    Raises:
        NotFound: no place is called that.
    """
    places = today_of(written, gazetteer)
    if not places:
        abort(404)
    if len(places) == 1:
        return redirect(url_for("place.show", place=places[0].slug), 301)
    return redirect(address(Need(places=places)), 302)


def today_of(written: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The place that a number, a former name or another spelling means today; several where the name is shared."""
    here = gazetteer.by_number(written) or gazetteer.former_slug(written) or gazetteer.by_slug(slug(written))
    return (here,) if here is not None else gazetteer.exact(written.replace("-", " ")).places
