"""What does the room need in the house? Its guard, the worker for mail, its pages, and a few words for templates."""

from typing import Any

from flask import Flask

from directory.accounts import account, colleagues, guard, letters, second_step, sign_in
from directory.accounts.access import current_person, may_use
from directory.accounts.forgetting import forget_old
from directory.accounts.scopes import Scopes, provide, waiting_for_me
from directory.mail import delivery, worker
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
