"""Who runs what is offered, as the national editor keeps it? Made, changed, put together and closed."""

import re

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import roles
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.accounts.models import Actor
from directory.contact_points.held_reach import ReachWays, held_for
from directory.listings.editing.apply import Editing
from directory.listings.records.models import Organisation
from directory.oversight import keeping_contacts
from directory.oversight.contact_forms import MergeForm, OrganisationForm, shown_site
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import norwegian_order
from directory.web.typed import clean

pages = Blueprint("organisation_desk", __name__, url_prefix="/skrivebord/organisasjoner")

_NAMED = ("name", "name_nn", "name_en")


@pages.get("")
@desk(*OVERSEERS)
def everything() -> str:
    wanted = select(Organisation).where(Organisation.closed_on.is_(None))
    found = sorted(db.primary_session().scalars(wanted), key=lambda each: norwegian_order(each.name))
    return render_template(
        "oversight/organisations.html", organisations=found, done=request.args.get("gjort", "")
    )


@pages.get("/ny")
@desk(*OVERSEERS)
def ask_new() -> str:
    return _page(None, OrganisationForm(formdata=None))


@pages.post("/ny")
@desk(*OVERSEERS)
def make() -> ResponseReturnValue:
    session, form = db.write_session(), OrganisationForm()
    ways = form.read(None)
    if ways is None:
        return _page(None, form), 422
    made = keeping_contacts.make_organisation(session, _names(form), ways, the_person(), oslo_now())
    session.commit()
    return _to(made.code, "ny")


@pages.get("/<code>")
@desk(*OVERSEERS)
def edit(code: str) -> str:
    found = _get(db.primary_session(), code)
    return _page(found, _filled(found))


@pages.post("/<code>")
@desk(*OVERSEERS)
def save(code: str) -> ResponseReturnValue:
    session, form = db.write_session(), OrganisationForm()
    found = _get(session, code)
    ways = form.read(found)
    if ways is None:
        return _page(found, form), 422
    all_stands = keeping_contacts.change_organisation(
        session, found, _names(form), ways, the_person(), oslo_now()
    )
    session.commit()
    return _to(code, "lagret" if all_stands else "venter")


@pages.post("/<code>/slutt")
@desk(*OVERSEERS)
def close(code: str) -> ResponseReturnValue:
    session = db.write_session()
    keeping_contacts.close_organisation(session, _get(session, code), oslo_now(), oslo_now().date())
    session.commit()
    return redirect(url_for("organisation_desk.everything", gjort="slutt", _anchor="fortalt"), 303)


@pages.post("/<code>/sla-sammen")
@desk(*OVERSEERS)
def merge(code: str) -> ResponseReturnValue:
    session, person = db.write_session(), the_person()
    found, form = _get(session, code), MergeForm().offer_organisations(session, code)
    chosen = form.read_choice()
    if chosen is None:
        return _page(found, _filled(found), form), 422
    role = next(role for role in OVERSEERS if role in person.roles)
    editing = Editing(session, load(), Actor(person.id, role), oslo_now())
    keeping_contacts.merge_organisations(editing, found, _get(session, chosen), person)
    session.commit()
    return _to(chosen, "samlet")


def _names(form: OrganisationForm) -> dict[str, str | None]:
    named = {name: clean(form[name].data, 300).strip() or None for name in _NAMED}
    return {**named, "org_number": re.sub(r"\s", "", form.org_number.data or "") or None}


def _get(session: Session, code: str) -> Organisation:
    found = session.get(Organisation, code)
    if found is None or found.closed_on is not None:
        abort(404)
    return found


def _filled(found: Organisation) -> OrganisationForm:
    held = held_for(db.primary_session(), "organisation", found.code)
    ways = ReachWays(held.phone, held.email, held.url) if held else keeping_contacts.organisation_ways(found)
    named = {name: getattr(found, name) for name in (*_NAMED, "org_number")}
    reach = {"phone": ways.phone, "email": ways.email, "url": shown_site(ways.url)}
    return OrganisationForm(formdata=None, data={**named, **reach})


def _to(code: str, said: str) -> ResponseReturnValue:
    return redirect(url_for("organisation_desk.edit", code=code, gjort=said, _anchor="fortalt"), 303)


def _page(found: Organisation | None, form: OrganisationForm, merging: MergeForm | None = None) -> str:
    session = db.primary_session()
    empty = MergeForm(formdata=None)
    return render_template(
        "oversight/organisation.html",
        organisation=found,
        form=form,
        held=held_for(session, "organisation", found.code) if found else None,
        keepers=roles.holders(session, "organisation_editor", found.code) if found else [],
        merging=merging or (empty.offer_organisations(session, found.code) if found else None),
        done=request.args.get("gjort", ""),
    )
