"""Who may use which route? Every desk route says its roles here; the guard (`guard.py`) holds it to that.

Roles are looked up in the database for each request, so an access that ends, ends at once. Which listings a role reaches
is said where listings are known: `directory/listings/editing/scope.py`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn, TypeVar

from flask import Flask, Response, abort, current_app, g, render_template
from werkzeug.routing import Rule

from directory.accounts.models import DeskSession, Person
from directory.vocabulary import ROLES

DESK = "/skrivebord"
EVERYBODY = tuple(ROLES)  # at the desk: whoever has any role
OVERSEERS = ("national_editor", "administrator")

_View = TypeVar("_View", bound=Callable[..., Any])


class Access(NamedTuple):
    """Who may use a route, and whether those who have a second step must have taken it."""

    roles: tuple[str, ...]
    second_step: bool


def desk(*roles: str, second_step: bool = True) -> Callable[[_View], _View]:
    """Mark a route: only these roles may use it. `second_step=False` for the few pages that lead through that step.

    Raises:
        ValueError: no role is named, or one that does not exist.
    """
    if not roles or not set(roles) <= set(ROLES):
        raise ValueError(f"these are not roles: {roles}")

    def mark(view: _View) -> _View:
        view.access = Access(roles, second_step)  # type: ignore[attr-defined]
        return view

    return mark


def access_of(app: Flask, rule: Rule) -> str | list[str]:
    """`public`, or the roles that may use the rule, in the order of the vocabulary."""
    access = access_of_rule(app, rule)
    return [role for role in ROLES if role in access.roles] if access else "public"


def access_of_rule(app: Flask, rule: Rule) -> Access | None:
    """What the route of a rule says about who may use it; None when it says nothing."""
    return getattr(app.view_functions.get(rule.endpoint), "access", None)


def is_desk(rule: Rule) -> bool:
    """Whether a rule lies at the desk, where nothing is public."""
    return rule.rule == DESK or rule.rule.startswith(f"{DESK}/")


def refuse_unguarded(app: Flask) -> None:
    """The house does not open with a desk route that does not say who may use it.

    Raises:
        RuntimeError: names the rules.
    """
    silent = sorted(
        rule.rule for rule in app.url_map.iter_rules() if is_desk(rule) and not access_of_rule(app, rule)
    )
    if silent:
        raise RuntimeError(f"These routes do not say who may use them: {', '.join(silent)}")


def current_person() -> Person | None:
    """Who asks, on a desk page; always None on a public page, where no cookie is read."""
    row: DeskSession | None = g.get("desk_session")
    return row.person if row else None


def the_person() -> Person:
    """Who asks, in a desk route: the guard has let nobody else in."""
    person = current_person()
    if person is None:
        raise RuntimeError("a route of the desk must be marked with @desk")
    return person


def the_session() -> DeskSession:
    """The session of whoever asks, in a desk route. It belongs to the looking session: change it through verbs."""
    the_person()
    row: DeskSession = g.desk_session
    return row


def may_use(endpoint: str) -> bool:
    """Whether whoever asks may use a page, for the links that lead there."""
    access: Access | None = getattr(current_app.view_functions.get(endpoint), "access", None)
    row: DeskSession | None = g.get("desk_session")
    if access is None or row is None or row.person.roles.isdisjoint(access.roles):
        return False
    return not (access.second_step and second_step_waits(row))


def second_step_waits(row: DeskSession) -> bool:
    """Whether somebody has used the link, and has the second step still before them."""
    return row.person.needs_second_step and row.second_step_at is None


def not_yours() -> NoReturn:
    """End the request: signed in, but this is not for you."""
    g.failed = True  # the page in another language would be refused as well
    abort(Response(render_template("accounts/refused.html"), 403, mimetype="text/html"))
