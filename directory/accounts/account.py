"""What is mine at the desk? The first page, your account, and the ways out."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug import Response

from directory import db
from directory.accounts import codes, passkeys, scopes, sessions
from directory.accounts.access import EVERYBODY, desk, the_person, the_session
from directory.accounts.forms import KeyForm, LanguageForm, LettersForm
from directory.accounts.models import Person
from directory.web.clock import oslo_now

pages = Blueprint("account", __name__, url_prefix="/skrivebord")


@pages.get("/")
@desk(*EVERYBODY)
def start() -> str:
    return render_template("accounts/start.html")


@pages.get("/konto")
@desk(*EVERYBODY)
def account() -> str:
    session, row = db.primary_session(), the_session()
    grants = row.person.current_grants
    return render_template(
        "accounts/account.html",
        grants=grants,
        names=scopes.names_of(session, grants),
        form=LanguageForm(formdata=None, language=row.person.language),
        letters=LettersForm(formdata=None, obj=row.person),
        keys=passkeys.of(session, row.person_id),
        codes_left=codes.count_unused(session, row.person_id),
        options=passkeys.options_to_add(session, row) if passkeys.possible() else None,
    )


@pages.post("/konto/sprak")
@desk(*EVERYBODY)
def choose_language() -> ResponseReturnValue:
    form = LanguageForm()
    if not form.validate():
        abort(400)
    session = db.write_session()
    session.get_one(Person, the_person().id).language = form.language.data
    session.commit()
    return redirect(url_for("account.account"), 303)


@pages.post("/konto/brev")
@desk(*EVERYBODY)
def choose_letters() -> ResponseReturnValue:
    session, form = db.write_session(), LettersForm()
    form.populate_obj(session.get_one(Person, the_person().id))
    session.commit()
    return redirect(url_for("account.account", _anchor="brev"), 303)


@pages.post("/konto/koder")
@desk(*EVERYBODY)
def new_codes() -> str:
    session = db.write_session()
    made = codes.make(session, the_person().id)
    session.commit()
    return render_template("accounts/codes.html", codes=made, email=None)


@pages.post("/konto/nokkel")
@desk(*EVERYBODY)
def add_key() -> ResponseReturnValue:
    session, row = db.write_session(), the_session()
    if passkeys.add(session, row, KeyForm().answer.data or "", oslo_now()) is None:
        return render_template("accounts/key_refused.html", last=False), 422
    sessions.take_second_step(session, row, oslo_now())
    session.commit()
    return redirect(url_for("account.account"), 303)


@pages.post("/konto/nokkel/<int:key_id>/fjern")
@desk(*EVERYBODY)
def remove_key(key_id: int) -> ResponseReturnValue:
    session, person = db.write_session(), the_person()
    if not passkeys.remove(session, person.id, key_id):
        abort(404)
    if person.needs_second_step and not _can_take_second_step(session, person.id):
        return render_template("accounts/key_refused.html", last=True), 409
    session.commit()
    return redirect(url_for("account.account"), 303)


@pages.post("/konto/to-trinn")
@desk(*EVERYBODY)
def choose_second_step() -> ResponseReturnValue:
    """On or off. It is put on only where there is something to show in that step."""
    session, row = db.write_session(), the_session()
    person = session.get_one(Person, row.person_id)
    person.second_step = _can_take_second_step(session, person.id) and not person.second_step
    sessions.take_second_step(session, row, oslo_now())
    session.commit()
    return redirect(url_for("account.account"), 303)


@pages.post("/logg-ut")
@desk(*EVERYBODY, second_step=False)
def sign_out() -> ResponseReturnValue:
    session = db.write_session()
    sessions.end(session, the_session(), oslo_now())
    session.commit()
    return _out()


@pages.post("/logg-ut-overalt")
@desk(*EVERYBODY, second_step=False)
def sign_out_everywhere() -> ResponseReturnValue:
    session = db.write_session()
    sessions.end_everywhere(session, the_person().id, oslo_now())
    session.commit()
    response = _out()
    sessions.clear_mark(response)
    return response


def _can_take_second_step(session: Session, person_id: int) -> bool:
    return bool(passkeys.of(session, person_id) or codes.count_unused(session, person_id))


def _out() -> Response:
    response = redirect(url_for("sign_in.ask"), 303)
    sessions.clear_cookie(response)
    return response
