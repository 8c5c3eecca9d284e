"""Who answers, as the national editor keeps it? Made, changed, put together and closed."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from directory import db
from directory.accounts import roles
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.contact_points.called import name_of
from directory.contact_points.held_reach import HeldReach, ReachWays, held_for
from directory.contact_points.models import ContactPoint
from directory.contact_points.slugs import page_slugs
from directory.contact_points.upkeep import Reach, ways_of
from directory.oversight import keeping_contacts
from directory.oversight.contact_forms import ContactForm, MergeForm, fill_contact_form, refuse_ways
from directory.oversight.keeping_contacts import WrittenContact
from directory.places.loading import load
from directory.vocabulary import LEVELS, WEEKDAYS
from directory.web.clock import oslo_now
from directory.web.formatting import norwegian_order
from directory.web.typed import clean

pages = Blueprint("contact_desk", __name__, url_prefix="/skrivebord/kontakter")

_PAGE = 25
_NAMED = ("name", "name_nn", "name_en", "level", "about")


@pages.get("")
@desk(*OVERSEERS)
def everything() -> str:
    session = db.primary_session()
    order = list(LEVELS)
    wanted = select(ContactPoint).where(
        ContactPoint.closed_on.is_(None), ContactPoint.level != "national_line"
    )
    found = sorted(
        session.scalars(wanted), key=lambda each: (order.index(each.level), norwegian_order(each.name))
    )
    pages_ = max(1, -(-len(found) // _PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_)
    return render_template(
        "oversight/contacts.html",
        contacts=found[(page - 1) * _PAGE : page * _PAGE],
        levels=LEVELS,
        page=page,
        pages=pages_,
        done=request.args.get("gjort", ""),
    )


@pages.get("/ny")
@desk(*OVERSEERS)
def ask_new() -> str:
    return _page(None, ContactForm(formdata=None, level="contact_point"))


@pages.post("/ny")
@desk(*OVERSEERS)
def make() -> ResponseReturnValue:
    session, form, blank = (
        db.write_session(),
        ContactForm(),
        ContactPoint(id="", level="contact_point", name=""),
    )
    read = _read(form, blank)
    if read is None:
        return _page(None, form), 422
    made = keeping_contacts.make_contact(session, read, the_person(), oslo_now())
    session.commit()
    return redirect(url_for("contact_desk.edit", contact_id=made.id, gjort="ny", _anchor="fortalt"), 303)


@pages.get("/<contact_id>")
@desk(*OVERSEERS)
def edit(contact_id: str) -> str:
    contact = _get(db.primary_session(), contact_id)
    held = held_for(db.primary_session(), "contact_point", contact.id)
    return _page(contact, fill_contact_form(contact, _wanted_ways(contact, held), load()), held)


@pages.post("/<contact_id>")
@desk(*OVERSEERS)
def save(contact_id: str) -> ResponseReturnValue:
    session, form = db.write_session(), ContactForm()
    contact = _get(session, contact_id)
    read = _read(form, contact)
    if read is None:
        return _page(contact, form, held_for(session, "contact_point", contact.id)), 422
    all_stands = keeping_contacts.change_contact(session, contact, read, the_person(), oslo_now())
    session.commit()
    said = "lagret" if all_stands else "venter"
    return redirect(url_for("contact_desk.edit", contact_id=contact_id, gjort=said, _anchor="fortalt"), 303)


@pages.post("/<contact_id>/slutt")
@desk(*OVERSEERS)
def close(contact_id: str) -> ResponseReturnValue:
    session = db.write_session()
    keeping_contacts.close_contact(session, _get(session, contact_id), oslo_now(), oslo_now().date())
    session.commit()
    return redirect(url_for("contact_desk.everything", gjort="slutt", _anchor="fortalt"), 303)


@pages.post("/<contact_id>/sla-sammen")
@desk(*OVERSEERS)
def merge(contact_id: str) -> ResponseReturnValue:
    session = db.write_session()
    contact, form = _get(session, contact_id), MergeForm().offer_contacts(session, contact_id)
    chosen = form.read_choice()
    if chosen is None:
        held = held_for(session, "contact_point", contact.id)
        filled = fill_contact_form(contact, _wanted_ways(contact, held), load())
        return _page(contact, filled, held, form), 422
    into, now = _get(session, chosen), oslo_now()
    keeping_contacts.merge_contacts(session, contact, into, the_person(), now, now.date())
    session.commit()
    return redirect(url_for("contact_desk.edit", contact_id=into.id, gjort="samlet", _anchor="fortalt"), 303)


def _read(form: ContactForm, contact: ContactPoint) -> WrittenContact | None:
    """The names, the places, and how it is reached; None when something must be mended."""
    reach = form.read(contact)
    places = form.read_places(load()) if form.covers.data else []
    url = form.read_url(contact.url)
    told = refuse_ways(form.name, form.name_nn, form.name_en, form.about, form.hours)
    if reach is None or told or form.errors:
        return None
    names = {name: clean(form[name].data, 300).strip() or None for name in _NAMED}
    return WrittenContact(names, places, Reach(reach.phone, reach.email, reach.hours, url, reach.week))


def _get(session: Session, contact_id: str) -> ContactPoint:
    """One that stands; the lines of the country are kept by the starting data and `confirm`."""
    contact = session.get(ContactPoint, contact_id, options=[joinedload(ContactPoint.opening)])
    if contact is None or contact.closed_on is not None or contact.level == "national_line":
        abort(404)
    return contact


def _wanted_ways(contact: ContactPoint, held: HeldReach | None) -> ReachWays:
    """As it shall be reached once what waits was seen."""
    return ReachWays(held.phone, held.email, held.url) if held else ways_of(contact)


def _page(
    contact: ContactPoint | None,
    form: ContactForm,
    held: HeldReach | None = None,
    merging: MergeForm | None = None,
) -> str:
    session = db.primary_session()
    empty = MergeForm(formdata=None)
    return render_template(
        "oversight/contact.html",
        contact=contact,
        name=name_of(contact) if contact else None,
        slug=page_slugs(session)[contact.id] if contact else None,
        form=form,
        days=WEEKDAYS,
        held=held,
        keepers=roles.holders(session, "contact_point", contact.id) if contact else [],
        merging=merging or (empty.offer_contacts(session, contact.id) if contact else None),
        done=request.args.get("gjort", ""),
    )
