"""Which private persons answer for this listing? Added with their yes and a last day, and erased to the last byte."""

from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.listings.desk.forms.field_types import (
    AddressField,
    DayField,
    LineField,
    PhoneField,
)
from directory.listings.desk.listing_access import edit_listing, get_listing
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.editing.private_contacts import add_private_contact, erase_private_contact
from directory.listings.records.models import Listing, ListingContact
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.sent.fields import SentForm

pages = Blueprint("private", __name__, url_prefix=f"{ADDRESS}/<code:listing_id>/privat")


class PrivateContactForm(SentForm):
    """Whom does one reach, how, and until when have they said yes?"""

    role = LineField(
        _("Hva skal det stå?"), validators=[InputRequired(_("Skriv for eksempel «Vert» eller «Kontakt»."))]
    )
    phone = PhoneField(_("Telefon"))
    email = AddressField(_("E-post"))
    consent_until = DayField(
        _("Har sagt ja fram til og med"),
        validators=[InputRequired(_("Skriv hvilken dag samtykket slutter."))],
    )

    def fits(self) -> bool:
        """Whether there is a way to reach them, and a yes that has not ended; says so by the field where not."""
        if not (self.phone.data or self.email.data or self.phone.errors or self.email.errors):
            self.phone.errors = [gettext("Skriv telefon eller e-post.")]
        if self.consent_until.data and date.fromisoformat(self.consent_until.data) < oslo_now().date():
            self.consent_until.errors = [
                gettext("Den dagen er over. Spør på nytt, og skriv en dag som kommer.")
            ]
        return not (self.phone.errors or self.consent_until.errors)


@pages.get("")
@desk(*EVERYBODY)
def show(listing_id: str) -> str:
    return _page(get_listing(listing_id), PrivateContactForm(formdata=None))


@pages.post("")
@desk(*EVERYBODY)
def add(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    form = PrivateContactForm()
    if not (form.validate() & form.fits()):
        return _page(listing, form), 422
    contact = add_private_contact(
        editing,
        listing,
        role=str(form.role.data),
        phone=form.phone.data,
        email=form.email.data,
        consent_until=date.fromisoformat(form.consent_until.data),
    )
    said = "venter" if contact.waiting else "lagret"
    editing.session.commit()
    return redirect(url_for("my_listing.show", listing_id=listing_id, gjort=said), 303)


@pages.post("/slett")
@desk(*EVERYBODY)
def erase(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    contact = _theirs(listing, request.form.get("contact", ""))
    erase_private_contact(editing.session, contact)
    editing.session.commit()
    db.forget_erased()
    return redirect(url_for("my_listing.show", listing_id=listing_id, gjort="slettet"), 303)


def _theirs(listing: Listing, contact_id: str) -> ListingContact:
    """The private contact of this listing with this number; ends the request with 404 where there is none."""
    for contact in listing.contacts:
        if contact.private and str(contact.id) == contact_id:
            return contact
    abort(404)


def _page(listing: Listing, form: PrivateContactForm) -> str:
    today = oslo_now().date()
    private = [contact for contact in listing.contacts if contact.private]
    until = {c.id: date_in_words(c.consent_until, today) for c in private if c.consent_until}
    return render_template(
        "listings/desk/private.html", listing=listing, form=form, contacts=private, until=until
    )
