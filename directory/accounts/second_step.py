"""Is it still you? After the link, those who need it show a passkey or a printed code."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.accounts import codes, limits, onward, passkeys, sessions
from directory.accounts.access import EVERYBODY, desk, the_session
from directory.accounts.forms import CodeForm, KeyForm
from directory.web.clock import oslo_now

pages = Blueprint("second_step", __name__, url_prefix="/skrivebord/bekreft")


@pages.get("")
@desk(*EVERYBODY, second_step=False)
def ask() -> ResponseReturnValue:
    return _page(CodeForm(formdata=None))


@pages.post("")
@desk(*EVERYBODY, second_step=False)
def check_code() -> ResponseReturnValue:
    form, row, session, now = CodeForm(), the_session(), db.write_session(), oslo_now()
    free = limits.count_try(session, "code", str(row.person_id), limits.FOR_CODES, now)
    right = free and form.validate() and codes.use(session, row.person_id, form.code.data, now)
    if right:
        sessions.take_second_step(session, row, now)
    session.commit()
    if right:
        return redirect(onward.goal(), 303)
    form.code.errors = [_wrong() if free else _too_often()]
    return _page(form), 422


@pages.post("/nokkel")
@desk(*EVERYBODY, second_step=False)
def check_key() -> ResponseReturnValue:
    row, session, now = the_session(), db.write_session(), oslo_now()
    if not passkeys.use(session, row, KeyForm().answer.data or "", now):
        form = CodeForm(formdata=None)
        return _page(form, fault=_("Nøkkelen ble ikke godtatt. Prøv igjen, eller bruk en kode.")), 422
    sessions.take_second_step(session, row, now)
    session.commit()
    return redirect(onward.goal(), 303)


def _page(form: CodeForm, fault: str | None = None) -> str:
    row, session = the_session(), db.primary_session()
    with_key = passkeys.possible() and passkeys.of(session, row.person_id)
    return render_template(
        "accounts/second_step.html",
        onward=onward.goal_query(),
        form=form,
        fault=fault,
        options=passkeys.options_to_use(session, row) if with_key else None,
        codes_left=codes.count_unused(session, row.person_id),
    )


def _wrong() -> str:
    return _("Koden stemmer ikke, eller er brukt før. Prøv den neste på arket.")


def _too_often() -> str:
    return _("Du har prøvd for mange ganger. Vent et kvarter og prøv igjen.")
