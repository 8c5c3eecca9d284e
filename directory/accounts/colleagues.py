"""Who works here, and with what? People and their roles, for those who give them."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import codes, roles, scopes
from directory.accounts.access import OVERSEERS, desk, not_yours, the_person
from directory.accounts.forms import HandOverForm, PeopleSearchForm, PersonForm, RoleForm
from directory.accounts.models import TWO_STEPS, Grant, Person
from directory.mail import delivery
from directory.web.clock import oslo_now

pages = Blueprint("colleagues", __name__, url_prefix="/skrivebord/folk")

_A_PAGE = 15  # six screens of a phone, with the two forms


@pages.get("")
@desk(*OVERSEERS)
def everybody() -> str:
    return _list(PersonForm(formdata=None), HandOverForm(formdata=None))


@pages.post("")
@desk(*OVERSEERS)
def add_person() -> ResponseReturnValue:
    session, form = db.write_session(), PersonForm()
    chosen = form.read_role(session, the_person())
    if chosen is None:
        return _list(form, HandOverForm(formdata=None)), 422
    return _grant(session, roles.add(session, form.email.data, oslo_now()), *chosen)


@pages.post("/finn")
@desk(*OVERSEERS)
def find() -> str:
    words = PeopleSearchForm().words.data or ""
    return _list(PersonForm(formdata=None), HandOverForm(formdata=None), words.strip())


@pages.post("/overlat")
@desk(*OVERSEERS)
def hand_over() -> ResponseReturnValue:
    session, form = db.write_session(), HandOverForm()
    listing = form.read_listing(session)
    if listing is None:
        return _list(PersonForm(formdata=None), form), 422
    person = roles.hand_over(session, listing, form.address.data, oslo_now(), giver=the_person())
    session.commit()
    return redirect(url_for("colleagues.somebody", person_id=person.id), 303)


@pages.get("/<int:person_id>")
@desk(*OVERSEERS)
def somebody(person_id: int) -> str:
    return _show(_get_person(db.primary_session(), person_id), RoleForm(formdata=None))


@pages.post("/<int:person_id>/rolle")
@desk(*OVERSEERS)
def give_role(person_id: int) -> ResponseReturnValue:
    session, form = db.write_session(), RoleForm()
    person = _get_person(session, person_id)
    chosen = form.read_role(session, the_person())
    if chosen is None:
        return _show(person, form), 422
    return _grant(session, person, *chosen)


@pages.post("/rolle/<int:grant_id>/avslutt")
@desk(*OVERSEERS)
def end_role(grant_id: int) -> ResponseReturnValue:
    session = db.write_session()
    standing = session.get(Grant, grant_id)
    if standing is None or standing.until is not None:
        abort(404)
    if not roles.may_give(the_person(), standing.role):
        not_yours()
    try:
        roles.end(session, standing, oslo_now(), told=standing.person_id != the_person().id)
    except roles.RefusedError:
        return render_template("accounts/last_administrator.html"), 409
    session.commit()
    return redirect(url_for("colleagues.everybody"), 303)


@pages.post("/<int:person_id>/koder")
@desk("administrator")
def new_codes_for(person_id: int) -> str:
    """For somebody who has lost theirs. Shown once, to be handed over."""
    session = db.write_session()
    person = _get_person(session, person_id)
    made = codes.make(session, person.id)
    session.commit()
    return render_template("accounts/codes.html", codes=made, email=person.email)


@pages.post("/<int:person_id>/slett")
@desk("administrator")
def forget(person_id: int) -> ResponseReturnValue:
    session = db.write_session()
    try:
        roles.forget(session, _get_person(session, person_id), oslo_now())
    except roles.RefusedError:
        return render_template("accounts/last_administrator.html"), 409
    session.commit()
    db.forget_erased()
    return redirect(url_for("colleagues.everybody"), 303)


def _grant(session: Session, person: Person, role: str, scope: str | None) -> ResponseReturnValue:
    """Give the role. Where it reaches everything they need codes for the second step; whoever gave it hands them over."""
    roles.grant(session, person, role, scope, oslo_now(), giver=the_person())
    if role in TWO_STEPS and not codes.count_unused(session, person.id):
        made = codes.make(session, person.id)
        session.commit()
        return render_template("accounts/codes.html", codes=made, email=person.email)
    session.commit()
    return redirect(url_for("colleagues.somebody", person_id=person.id), 303)


def _get_person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.email is None:
        abort(404)
    return person


def _list(form: PersonForm, hand_over_form: HandOverForm, words: str = "") -> str:
    session = db.primary_session()
    found = roles.everybody(session)
    names = scopes.names_of(session, [grant for person in found for grant in person.current_grants])
    fitting = [person for person in found if _fits(person, names, words.lower())]
    pages_ = max(1, -(-len(fitting) // _A_PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_) if not words else 1
    return render_template(
        "accounts/colleagues.html",
        people=fitting[(page - 1) * _A_PAGE : page * _A_PAGE] if not words else fitting[:_A_PAGE],
        total=len(fitting),
        page=page,
        pages=pages_ if not words else 1,
        names=names,
        bounced={letter.recipient for letter in delivery.troubled_letters(session)},
        search=PeopleSearchForm(formdata=None, words=words).words,
        searched=bool(words),
        form=form.offer(the_person()),
        hand_over_form=hand_over_form,
    )


def _fits(person: Person, names: Mapping[int, str], words: str) -> bool:
    """Whether the words stand in the address, or in the name of what a role of theirs reaches."""
    reached = [names.get(grant.id, "") for grant in person.current_grants]
    return any(words in text.lower() for text in (person.email or "", *reached))


def _show(person: Person, form: RoleForm) -> str:
    session, giver = db.primary_session(), the_person()
    return render_template(
        "accounts/colleague.html",
        somebody=person,
        names=scopes.names_of(session, person.current_grants),
        form=form.offer(giver),
        letter=delivery.invitations(session, [person.email or ""]).get(person.email or ""),
        bounced=person.email in {letter.recipient for letter in delivery.troubled_letters(session)},
        may_end={grant.id for grant in person.current_grants if roles.may_give(giver, grant.role)},
    )
