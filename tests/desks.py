"""How do tests come to the desk? As somebody in a role, with a cookie, through the same careful inspection of pages."""

import itertools
from collections.abc import Hashable, Mapping
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from directory import db
from directory.accounts import roles, sessions
from directory.accounts.models import SCOPES, DeskSession
from directory.mail import delivery
from directory.web.clock import oslo_now
from tests.inspecting import Page, Visitor

_numbers = itertools.count(1)
_SCOPES = tuple(filter(None, SCOPES.values()))
ROLE_SCOPES = {"contact": "demo005", "organisation_editor": "lms", "contact_point": "demopointaalesund"}


class Colleague(Visitor):
    """Somebody at the desk. Each form is sent with its token, unless `token=False`."""

    def __init__(self, app: Flask, email: str, client: FlaskClient) -> None:
        super().__init__(app)
        self.email = email
        self.client = client
        self._token: str | None = None

    def post(  # type: ignore[override]
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        expect: int = 303,
        token: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """`POST path` as a form of the desk does, which must answer `expect`."""
        carried = {"csrf_token": self.token()} if token else {}
        return super().post(path, {**(data or {}), **carried}, expect=expect, headers=headers)

    def token(self) -> str:
        """The token that stands in the forms."""
        if self._token is None:
            page = self.get("/skrivebord/konto")
            self._token = page.select("input[name=csrf_token]")[0]["value"]
        return self._token

    def standing(self) -> Hashable:
        """The roles, and what they reach."""
        with self.app.app_context(), db.of_app().reading() as session:
            person = roles.find(session, self.email)
            grants = person.current_grants if person else []
            return tuple((each.role, *(getattr(each, name) for name in _SCOPES)) for each in grants)

    def _open(self, path: str, method: str, **values: Any) -> TestResponse:
        return self.client.open(path, base_url=f"http://{self._host}", method=method, **values)


def add_person(app: Flask, role: str, scope: str | None = None, email: str | None = None) -> str:
    """Somebody new with a role. Returns the address."""
    email = email or f"{role}-{next(_numbers)}@eksempel.no".replace("_", "-")
    with app.app_context(), db.of_app().writing() as session:
        person = roles.add(session, email, oslo_now())
        roles.grant(session, person, role, scope, oslo_now(), giver=None)
    return email


def colleague(
    app: Flask, role: str, scope: str | None = None, email: str | None = None, second_step: bool = True
) -> Colleague:
    """Somebody new with a role, signed in; with the second step behind them unless it is said otherwise."""
    return signed_in(app, add_person(app, role, scope, email), second_step)


def signed_in(app: Flask, email: str, second_step: bool = True) -> Colleague:
    """Somebody known, signed in on one more device."""
    with app.app_context(), db.of_app().writing() as session:
        person = roles.find(session, email)
        assert person is not None
        token = sessions.begin(session, person.id, oslo_now())
        if second_step:
            mine = update(DeskSession).where(DeskSession.token_hash == sessions.digest(token))
            session.execute(mine.values(second_step_at=oslo_now()))
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, token, domain="127.0.0.1")
    return Colleague(app, email, client)


def later(app: Flask, **passed: float) -> None:
    """Let time pass in the house."""
    app.config["NOW"] += timedelta(**passed)


def letters(app: Flask) -> list[EmailMessage]:
    """Send what is due; every mail that ever left this house. What left since the last call comes last."""
    with app.app_context():
        delivery.send_due()
    folder: Path = app.extensions["settings"].instance / "mail"
    seen: dict[Path, EmailMessage] = app.extensions.setdefault(
        "letters seen", {}
    )  # a file's time is too coarse
    for path in sorted(set(folder.glob("*.eml")) - set(seen), key=lambda path: path.stat().st_mtime_ns):
        seen[path] = _read(path)
    return list(seen.values())


def _read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(letter: EmailMessage) -> str:
    """The plain text of a mail."""
    body = letter.get_body(("plain",))
    assert body is not None
    return "\n".join(body.get_content().splitlines())
