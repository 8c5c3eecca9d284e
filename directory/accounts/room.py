"""What does the room need in the house? Its guard, the worker for mail, its pages, and a few words for templates."""

from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts import account, colleagues, guard, letters, limits, second_step, sign_in
from directory.accounts.access import current_person, may_use
from directory.accounts.models import DeskSession, SignInLink
from directory.accounts.scopes import Scopes, provide, waiting_for_me
from directory.mail import delivery, worker
from directory.mail.delivery import KEPT
from directory.vocabulary import ROLES
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words

_PAGES = (sign_in.pages, second_step.pages, account.pages, colleagues.pages, letters.pages)


def install(app: Flask, scopes: Scopes) -> None:
    """Open the desk of `app`. `scopes` comes from a room above: what roles can reach, by name."""
    guard.install(app)
    worker.install(app)
    delivery.provide(app, forget_old)
    provide(app, scopes)
    for blueprint in _PAGES:
        app.register_blueprint(blueprint)
    app.context_processor(_words_for_the_desk)


def _words_for_the_desk() -> dict[str, Any]:
    person = current_person()
    if person is None:
        return {"may_use": may_use}
    return {
        "may_use": may_use,
        "waiting_for_me": waiting_for_me,
        "person": person,
        "roles": ROLES,
        "date_in_words": date_in_words,
        "today": oslo_now().date(),
    }


def forget_old(session: Session, now: datetime) -> None:
    """Take away what has had its day: counts of tries, and links and sessions older than a sent letter may be."""
    limits.forget_ended(session, now)
    long_ago = now - KEPT
    session.execute(delete(SignInLink).where(SignInLink.expires_at <= long_ago))
    session.execute(delete(DeskSession).where(DeskSession.seen_at <= long_ago))
