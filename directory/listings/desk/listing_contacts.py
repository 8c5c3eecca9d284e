"""Who keeps this listing? Its contacts at the desk, with how the invitation went; and whoever answers for the place invites."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import EmailField

from directory import db
from directory.accounts import roles
from directory.accounts.access import EVERYBODY, desk, not_yours, the_person
from directory.accounts.forms import an_address
from directory.accounts.models import Person
from directory.listings.desk.listing_access import edit_listing, get_listing
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.editing.scope import may_publish
from directory.listings.records.models import Listing
from directory.mail.delivery import invitations
from directory.web.clock import oslo_now
from directory.web.sent.fields import SentForm

_ABOVE = tuple(role for role in EVERYBODY if role != "contact")
pages = Blueprint("listing_contacts", __name__, url_prefix=f"{ADDRESS}/<code:listing_id>/kontakter")


class InvitationForm(SentForm):
    """Who shall keep the listing?"""

    email = EmailField(_("E-postadresse"), validators=[an_address])


@pages.get("")
@desk(*_ABOVE)
def show(listing_id: str) -> str:
    return _page(get_listing(listing_id), InvitationForm(formdata=None))


@pages.post("")
@desk(*_ABOVE)
def invite(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    form, giver, session = InvitationForm(), the_person(), editing.session
    _refuse_others(listing)
    if not form.validate():
        session.rollback()
        return _page(listing, form), 422
    person = roles.add(session, form.email.data, editing.now, giver.language)
    roles.grant(session, person, "contact", listing.id, editing.now, giver=giver)
    session.commit()
    return redirect(url_for("listing_contacts.show", listing_id=listing.id, gjort="sendt"), 303)


@pages.post("/avslutt")
@desk(*_ABOVE)
def end(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    _refuse_others(listing)
    person = editing.session.get(Person, request.form.get("person", 0, type=int))
    grants = [each for each in person.current_grants if each.listing_id == listing.id] if person else []
    if not grants:
        abort(404)
    roles.end(editing.session, grants[0], editing.now)
    editing.session.commit()
    return redirect(url_for("listing_contacts.show", listing_id=listing.id, gjort="avsluttet"), 303)


def _refuse_others(listing: Listing) -> None:
    """Only a role above the listing's own contact says who its contacts are."""
    if not may_publish(db.primary_session(), the_person(), listing):
        not_yours()


def _page(listing: Listing, form: InvitationForm) -> str:
    session = db.primary_session()
    _refuse_others(listing)
    people = roles.holders(session, "contact", listing.id)
    return render_template(
        "listings/desk/listing_contacts.html",
        listing=listing,
        people=people,
        invitations=invitations(session, [each.email for each in people if each.email]),
        form=form,
        done=request.args.get("gjort", ""),
        today=oslo_now().date(),
    )
