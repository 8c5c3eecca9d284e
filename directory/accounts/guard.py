"""May you come in? Asked before every route of the desk: session, role, second step, and the form's token."""

from typing import Any

from flask import (
    Flask,
    Request,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from directory.accounts import sessions
from directory.accounts.access import access_of_rule, is_desk, second_step_waits
from directory.accounts.models import DeskSession
from directory.web import errors

_tokens = CSRFProtect()


class _Remembered(dict[str, Any], SessionMixin):
    """What Flask-WTF knows of a visit: its token. It lives for one request; what lasts is the desk session's row."""


class _NoCookie(SessionInterface):
    """Flask's session without its cookie: public pages neither set nor read one."""

    def open_session(self, _app: Flask, _request: Request) -> SessionMixin:
        return _Remembered()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing lasts."""


def install(app: Flask) -> None:
    """Guard the desk of `app`. Origin is checked in the hall already, so no referrer is asked for."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    app.session_interface = _NoCookie()
    _tokens.init_app(app)
    app.before_request(_guard)
    errors.provide(app, _to_send_again)


def _guard() -> ResponseReturnValue | None:
    rule = request.url_rule
    if rule is None:
        return None
    access = access_of_rule(current_app, rule)
    if access is None:
        return _refusal() if is_desk(rule) else None
    row = sessions.asking()
    if row is None:
        return _to_sign_in()
    _remember(row)
    if row.person.roles.isdisjoint(access.roles):
        return _refusal()
    if access.second_step and second_step_waits(row):
        return redirect(url_for("second_step.ask"), 303)
    return _check_token()


def _remember(row: DeskSession) -> None:
    g.desk_session = row
    session["csrf_token"] = sessions.form_token(row)


def _refusal() -> ResponseReturnValue:
    return render_template("accounts/refused.html"), 403


def _to_sign_in() -> ResponseReturnValue:
    """A page asks to sign in; a form is kept as well, so that nothing typed is lost."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("sign_in.ask"), 303)
    return render_template("accounts/signed_out.html", kept=_form_values(), action=_here()), 401


def _check_token() -> ResponseReturnValue | None:
    try:
        _tokens.protect()
    except CSRFError:
        return render_template("accounts/send_again.html", kept=_form_values(), action=_here()), 400
    return None


def _to_send_again(words: errors.ErrorText) -> str | None:
    """A form of the desk that could not be stored just now, as it was sent: nothing typed is lost.

    Where the database is away nobody can say who asks. Then nothing of the desk is shown, and the form goes back with the
    token that it came with, without which it comes no further next time either.
    """
    rule = request.url_rule
    if "desk_session" in g:
        told = {"heading": words.heading, "message": words.message}
        return render_template("accounts/not_stored.html", kept=_form_values(), action=_here(), **told)
    if rule is None or not is_desk(rule):
        return None
    everything = list(request.form.items(multi=True))
    return render_template("accounts/desk_away.html", kept=everything, action=_here(), words=words)


def _form_values() -> list[tuple[str, str]]:
    """What the form held. Only forms of our own site come this far, so it may be shown to the one who sent it."""
    return [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]


def _here() -> str:
    return request.script_root + request.full_path.removesuffix("?")
