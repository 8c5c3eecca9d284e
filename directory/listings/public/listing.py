"""One listing's page, and its calendar file."""

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from directory import db
from directory.contact_points.presenting import panel
from directory.contact_points.responsibility import Caller, Contact, all_contacts, answering
from directory.listings.editing.due import begin_the_day
from directory.listings.public.contact_access import ContactAccess, access_to
from directory.listings.public.open_forms import ReportForm
from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.calendar import calendar_of
from directory.listings.wording.coming import moves_from
from directory.listings.wording.presenting import place_in_words
from directory.listings.wording.presenting import slug as slug_of
from directory.listings.wording.showing import ShownListing, describe_listing
from directory.listings.wording.structured import listing_facts
from directory.places.loading import load
from directory.places.models import Place
from directory.settings import Settings
from directory.vocabulary import KINDS, WEEKDAYS
from directory.web.clock import oslo_now
from directory.web.formatting import clock_in_words, weekday_in_words
from directory.web.language import label_of
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("listing", __name__)
pages.before_app_request(begin_the_day)
_MOST_TIMES = 2


@pages.get("/tilbud/<code:id>", defaults={"slug": ""})
@pages.get("/tilbud/<code:id>-<slug>")
@may_be_kept
def show(id: str, slug: str) -> ResponseReturnValue:
    session, gazetteer, now = db.read_session(), load(), oslo_now()
    listing = public_listing(id)
    if slug != slug_of(listing, gazetteer):
        return redirect(url_for("listing.show", id=id, slug=slug_of(listing, gazetteer)), 301)
    organisations = _organisations(session, listing)
    place = gazetteer.by_id(listing.municipality_number or "")
    access, contacts = access_to(listing, slug, now), _answering(listing, place)
    shown = render_template(
        "listings/public/listing.html",
        title=_title(listing, place),
        id=id,
        listing=_describe(listing, organisations, access, contacts),
        access=access,
        facts=listing_facts(listing, organisations, gazetteer, _own_address(), now),
        calendar_url=url_for("listing.calendar", id=id, slug=slug),
        way_url=url_for("way.show", id=id),
        report_url=url_for("report.ask", id=id),
        report_form=_quick_report(),
        others=current_app.extensions["others"](listing, now),  # a room above knows what else there is
        people=panel(contacts, place.label if place else None),
    )
    return shown, access.headers


def _describe(
    listing: Listing, organisations: list[Organisation], access: ContactAccess, contacts: list[Contact]
) -> ShownListing:
    session, now = db.read_session(), oslo_now()
    return describe_listing(
        session, listing, organisations, load(), now, private=access.shown, answering=contacts
    )


def _organisations(session: Session, listing: Listing) -> list[Organisation]:
    return [found for code in listing.organisations if (found := session.get(Organisation, code))]


def _title(listing: Listing, place: Place | None) -> str:
    """`Ålesund, tirsdag kl. 19`: it tells tabs apart by where and when, or of what kind it is, and never by what it is about. The
    heading on the page may name the rest."""
    where = place.name if place else _("På nett")
    times = sorted(listing.schedules, key=lambda each: (list(WEEKDAYS).index(each.weekday), each.starts))
    when = [f"{weekday_in_words(each.weekday)} {clock_in_words(each.starts)}" for each in times[:_MOST_TIMES]]
    title = ", ".join([where, *(when or [label_of(KINDS, listing.kind).lower()])])
    return title.replace("\u00a0", " ")


def _own_address() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url + request.script_root + request.path


def _answering(listing: Listing, place: Place | None) -> list[Contact]:
    """Who answers where this is."""
    caller = Caller(needs=listing.needs, young=listing.young)
    return answering(db.read_cached(all_contacts, "contact_point"), place, caller)


def _quick_report() -> ReportForm:
    """The form behind the one button that says that nobody answered."""
    form = ReportForm(formdata=None)
    form.show(oslo_now())
    return form


@pages.get("/tilbud/<code:id>.ics", defaults={"slug": ""})
@pages.get("/tilbud/<code:id>-<slug>.ics")
def calendar(id: str, slug: str) -> ResponseReturnValue:  # noqa: ARG001  (in the address for those who read it)
    listing, gazetteer = public_listing(id), load()
    settings: Settings = current_app.extensions["settings"]
    page = url_for("listing.show", id=id, slug=slug_of(listing, gazetteer))
    # An entry holds one place: where that will be another one soon, the page says it and the file does not.
    stays = "in_person" in listing.formats and moves_from(db.read_session(), listing) is None
    file = calendar_of(
        listing,
        place_text=place_in_words(listing, gazetteer) if stays else None,
        url=settings.public_url + page,
        host=settings.public_host,
        now=oslo_now(),
    )
    # The file's name says no more than its entries do.
    headers = {"Content-Disposition": 'attachment; filename="avtale.ics"'}
    return Response(file, mimetype="text/calendar", headers=headers)


def public_listing(listing_id: str) -> Listing:
    """The listing that everybody may see; the request ends with 404 where there is none."""
    listing = db.read_session().get(Listing, listing_id)
    if listing is None or not listing.public:
        abort(404)
    return listing
