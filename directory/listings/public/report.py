"""What may anybody tell us, without saying who they are? Something is wrong, or something is missing.

Nothing changes by itself: what is told waits for a person at the desk (`report_desk.py`).
"""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import limits
from directory.listings.public.listing import public_listing
from directory.listings.public.open_forms import MissingForm, ReportForm
from directory.listings.records.models import Listing
from directory.listings.upkeep.reports import report
from directory.listings.wording.presenting import slug as slug_of
from directory.places.loading import load
from directory.settings import Settings
from directory.web import errors
from directory.web.clock import oslo_now
from directory.web.errors import ErrorText

pages = Blueprint("report", __name__)

FOR_NETWORK = 20  # in a quarter of an hour: a library has one address for many people
_QUICK = ("nobody_answered", "no_longer_meets")
_KINDS = (*_QUICK, "wrong")


@pages.get("/tilbud/<code:id>/si-fra")
def ask(id: str) -> str:
    return _show_form(public_listing(id), ReportForm(formdata=None))


def _give_back(words: ErrorText, id: str) -> str:
    form = ReportForm()
    form.show(oslo_now())
    return _page(id, form, _in_a_row(words))


def _give_back_what_is_missing(words: ErrorText) -> str:
    return _missing(MissingForm(), _in_a_row(words))


def _in_a_row(words: ErrorText) -> str:
    return f"{words.heading}. {words.message}"


@pages.post("/tilbud/<code:id>/si-fra")
@errors.gives_back(_give_back)
def tell(id: str) -> ResponseReturnValue:
    listing, form, session = public_listing(id), ReportForm(), db.write_session()
    kind = request.form.get("kind", "")
    if kind not in _KINDS:
        return _show_form(listing, form, _("Trykk på en av knappene.")), 422
    if kind == "wrong" and not (form.text.data or "").strip():
        return _show_form(listing, form, at=_("Skriv hva som er feil.")), 422
    fault = form.refusal(oslo_now())
    if fault or not form.validate():
        return _show_form(listing, form, fault), 422
    if not _is_allowed(session):
        return _show_form(listing, form, _too_many()), 429
    report(session, kind, form.text.data, oslo_now().date(), listing=listing)
    session.commit()
    return redirect(url_for("report.thanks", id=id), 303)


@pages.get("/tilbud/<code:id>/si-fra/takk")
def thanks(id: str) -> str:
    return _thanks(public_listing(id))


@pages.get("/meld-fra")
def ask_what_is_missing() -> str:
    return _missing(MissingForm(formdata=None))


@pages.post("/meld-fra")
@errors.gives_back(_give_back_what_is_missing)
def tell_what_is_missing() -> ResponseReturnValue:
    form, session = MissingForm(), db.write_session()
    fault = form.refusal(oslo_now())
    if not form.validate() or fault:
        return _missing(form, fault), 422
    number = _municipality(form.place.data)
    told = _is_allowed(session) and report(
        session, "missing", form.in_words(), oslo_now().date(), municipality_number=number
    )
    if not told:
        return _missing(form, _too_many()), 429
    session.commit()
    return redirect(url_for("report.thanks_for_what_is_missing"), 303)


@pages.get("/meld-fra/takk")
def thanks_for_what_is_missing() -> str:
    return _thanks(None)


def _is_allowed(session: Session) -> bool:
    """Count this one for the network it comes from; also one that is refused is counted."""
    fits = limits.count_try(session, "report", limits.network(), FOR_NETWORK, oslo_now())
    if not fits:
        session.commit()
    return fits


def _too_many() -> str:
    return _("Vi har fått mange meldinger på kort tid. Vent et kvarter, og trykk én gang til.")


def _municipality(typed: str) -> str | None:
    """The number of the one municipality that is meant; None where it is not sure, for the national editor to read."""
    numbers = {place.municipality_number for place in load().find(typed).places}
    return numbers.pop() if len(numbers) == 1 else None


def _show_form(listing: Listing, form: ReportForm, fault: str | None = None, at: str | None = None) -> str:
    """The page with its form. `fault` is about the whole form, `at` about its one field."""
    form.show(oslo_now())
    if at:
        form.text.errors = [at]
    return _page(listing.id, form, fault, listing)


def _page(id: str, form: ReportForm, fault: str | None, listing: Listing | None = None) -> str:
    """The page; without the listing it asks no database for anything."""
    slug = slug_of(listing, load()) if listing else None
    told = {"id": id, "listing": listing, "slug": slug}
    return render_template("listings/public/report_listing.html", form=form, fault=fault, **told)


def _missing(form: MissingForm, fault: str | None = None) -> str:
    form.show(oslo_now())
    return render_template("listings/public/report_missing.html", form=form, fault=fault)


def _thanks(listing: Listing | None) -> str:
    settings: Settings = current_app.extensions["settings"]
    slug = slug_of(listing, load()) if listing else None
    return render_template(
        "listings/public/report_thanks.html", listing=listing, slug=slug, days=settings.periods.reports_days
    )
