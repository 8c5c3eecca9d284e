"""How does a group's own contact ask to keep its page? An address, and somebody who knows the place decides."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import EmailField

from directory import db
from directory.accounts import limits
from directory.accounts.forms import an_address
from directory.accounts.roles import address_of
from directory.listings.public.listing import public_listing
from directory.listings.public.open_forms import OpenForm
from directory.listings.records.models import Listing
from directory.listings.upkeep.claim_letters import tell_who_decides
from directory.listings.upkeep.claims import KEPT, claim
from directory.listings.wording.presenting import slug as slug_of
from directory.places.loading import load
from directory.web import errors
from directory.web.clock import oslo_now
from directory.web.errors import ErrorText
from directory.web.language import current

pages = Blueprint("claim", __name__)

FOR_NETWORK = 5  # in a quarter of an hour


class ClaimForm(OpenForm):
    """Where shall we write to you?"""

    email = EmailField(_("E-postadressen din"), validators=[an_address])


@pages.get("/tilbud/<code:id>/hold-oppdatert")
def ask(id: str) -> str:
    return _show(id, ClaimForm(formdata=None), listing=public_listing(id))


def _give_back(words: ErrorText, id: str) -> str:
    return _show(id, ClaimForm(), f"{words.heading}. {words.message}")


@pages.post("/tilbud/<code:id>/hold-oppdatert")
@errors.gives_back(_give_back)
def send(id: str) -> ResponseReturnValue:
    listing, form, session = public_listing(id), ClaimForm(), db.write_session()
    fault = form.refusal(oslo_now())
    address = address_of(form.email.data) if form.validate() else None
    if fault or address is None:
        return _show(id, form, fault, listing), 422
    if not limits.count_try(session, "claim", limits.network(), FOR_NETWORK, oslo_now()):
        session.commit()
        return _show(id, form, _too_many(), listing), 429
    _keep(session, listing, address)
    return redirect(url_for("claim.thanks", id=id), 303)


def _keep(session: Session, listing: Listing, address: str) -> None:
    """The answer is the same whether it was kept or had been asked before: nobody learns who else asks."""
    if claim(session, listing.id, address, current(), oslo_now().date()):
        tell_who_decides(session, listing, oslo_now())
    session.commit()


@pages.get("/tilbud/<code:id>/hold-oppdatert/takk")
def thanks(id: str) -> str:
    listing = public_listing(id)
    slug = slug_of(listing, load())
    return render_template("listings/public/claim_thanks.html", listing=listing, slug=slug, days=KEPT.days)


def _too_many() -> str:
    return gettext("Vi har fått mange spørsmål på kort tid. Vent et kvarter, og trykk én gang til.")


def _show(id: str, form: ClaimForm, fault: str | None = None, listing: Listing | None = None) -> str:
    """The page; without the listing it asks no database for anything."""
    form.show(oslo_now())
    slug = slug_of(listing, load()) if listing else None
    told = {"id": id, "listing": listing, "slug": slug}
    return render_template("listings/public/claim.html", form=form, fault=fault, **told)
