"""Is our own page true? A contact point keeps its hours, phone and e-mail, and says that somebody is still there."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.contact_points.forms import ReachForm, fill_form
from directory.contact_points.held_reach import held_for
from directory.contact_points.models import ContactPoint
from directory.contact_points.slugs import page_slugs
from directory.contact_points.upkeep import change, own, still_here
from directory.vocabulary import WEEKDAYS
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words, lately_confirmed, month_in_words

pages = Blueprint("own_contact", __name__, url_prefix="/skrivebord/kontaktpunkt")

_WHO = ("contact_point", *OVERSEERS)


@pages.get("")
@desk(*_WHO)
def mine() -> ResponseReturnValue:
    contacts = own(db.primary_session(), the_person())
    if len(contacts) == 1:
        return redirect(url_for("own_contact.show", contact_id=contacts[0].id), 303)
    return render_template("contact_points/own_contacts.html", contacts=contacts)


@pages.get("/<contact_id>")
@desk(*_WHO)
def show(contact_id: str) -> str:
    contact = _get_contact(db.primary_session(), contact_id)
    return _show(contact, fill_form(contact))


@pages.post("/<contact_id>")
@desk(*_WHO)
def save(contact_id: str) -> ResponseReturnValue:
    session, form = db.write_session(), ReachForm()
    contact = _get_contact(session, contact_id)
    reach = form.read(contact)
    if reach is None:
        return _show(contact, form), 422
    change(session, contact, reach, the_person(), oslo_now())
    session.commit()
    return redirect(url_for("own_contact.show", contact_id=contact_id), 303)


@pages.post("/<contact_id>/her")
@desk(*_WHO)
def say_still_here(contact_id: str) -> ResponseReturnValue:
    session = db.write_session()
    still_here(session, _get_contact(session, contact_id), oslo_now().date())
    session.commit()
    return redirect(url_for("own_contact.show", contact_id=contact_id), 303)


def _get_contact(session: Session, contact_id: str) -> ContactPoint:
    """The contact, where whoever asks stands for it or oversees the house; 404 for any other."""
    person, contact = the_person(), session.get(ContactPoint, contact_id)
    theirs = {grant.contact_id for grant in person.current_grants}
    if contact is None or (contact_id not in theirs and person.roles.isdisjoint(OVERSEERS)):
        abort(404)
    return contact


def _show(contact: ContactPoint, form: ReachForm) -> str:
    today, last = oslo_now().date(), contact.last_confirmed_on
    return render_template(
        "contact_points/own_contact.html",
        contact=contact,
        held=held_for(db.primary_session(), "contact_point", contact.id),
        form=form,
        days=WEEKDAYS,
        slug=page_slugs(db.primary_session())[contact.id],
        confirmed=date_in_words(last, today) if last else None,
        fresh=lately_confirmed(last, today),
        silent=month_in_words(contact.silent_since) if contact.silent_since else None,
    )
