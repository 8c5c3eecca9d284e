"""One page for each one who answers."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.contact_points.called import site_in_words
from directory.contact_points.models import ContactPoint
from directory.contact_points.presenting import Panel, panel
from directory.contact_points.responsibility import Caller, all_contacts, answering
from directory.contact_points.showing import covered_places, describe_contact, neutral_title
from directory.contact_points.slugs import contact_with, page_slugs
from directory.places.loading import load
from directory.places.models import Place
from directory.vocabulary import LEVELS
from directory.web.clock import oslo_now
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("contact", __name__)

_MOST_PLACES = 4


@pages.get("/kontaktpunkt/<slug>")
@may_be_kept
def show(slug: str) -> ResponseReturnValue:
    """Who it is, when there is somebody, what they cover; who else answers, first of all where they are silent."""
    session, gazetteer = db.read_session(), load()
    slugs = page_slugs(session)
    contact = session.get(ContactPoint, contact_with(slug, slugs) or "")
    if contact is None:
        abort(404)
    if contact.closed_on is not None:
        return redirect(_where_it_went(contact, slugs), 301)
    if slug != slugs[contact.id]:
        return redirect(url_for("contact.show", slug=slugs[contact.id]), 301)
    return render_template(
        "contact_points/contact.html",
        title=neutral_title(contact, gazetteer),
        site_url=url_for("contact.site", slug=slug) if site_in_words(contact.url) else None,
        contact=describe_contact(contact, gazetteer, oslo_now()),
        people=_others(contact),
    )


@pages.get("/kontaktpunkt/<slug>/nettsted")
def site(slug: str) -> ResponseReturnValue:
    """A door of ours to their own pages: no page names another host."""
    session = db.read_session()
    contact = session.get(ContactPoint, contact_with(slug, page_slugs(session)) or "")
    if contact is None or contact.closed_on is not None or not site_in_words(contact.url):
        abort(404)
    return redirect(str(contact.url), 303)


def _where_it_went(contact: ContactPoint, slugs: dict[str, str]) -> str:
    """To the one that it became, else to the place that it answered for."""
    if contact.merged_into in slugs:
        return url_for("contact.show", slug=slugs[contact.merged_into])
    places = covered_places(contact, load())
    return url_for("place.show", place=places[0].slug) if places else url_for("find.home")


def _others(contact: ContactPoint) -> Panel:
    """Everybody else who answers for the places that `contact` covers, each once."""
    places: list[Place | None] = [*covered_places(contact, load())[:_MOST_PLACES]] or [None]
    caller = Caller(needs=contact.needs, young=contact.young)
    contacts = db.read_cached(all_contacts, "contact_point")
    found = [other for place in places for other in answering(contacts, place, caller)]
    others = {other.id: other for other in found if other.id != contact.id}
    order = sorted(others.values(), key=lambda other: list(LEVELS).index(other.level))
    return panel(order, places[0].label if places[0] else None)
