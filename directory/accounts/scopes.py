"""What can a role reach, by name? Asked of the rooms above, which know listings, organisations and contacts."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple, Protocol

from flask import Flask, current_app, g
from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import the_person
from directory.accounts.models import Grant, Person
from directory.web.request_log import write_fault


class Waiting(NamedTuple):
    """Something that waits for somebody at the desk: its kind, the page it is on with its query, how much, and how long,
    as text."""

    kind: str
    endpoint: str
    query: dict[str, str]
    number: int
    words: str
    since: str


class AlsoWaits(NamedTuple):
    """What one more room above counts for the desk: how, on which page it is worked with, and how it is said. What has no
    hurry, or letters of its own, is told by the daily letter on Mondays alone."""

    kind: str
    find: Callable[[Session, Person, date], Select[str, int, date] | None]
    endpoint: str
    words: Callable[[int], str]
    hurry: bool = True


class Scopes(Protocol):
    """What a room above tells this one. A scope is a listing's id, an organisation's code or a contact's id."""

    def find(self, session: Session, role: str, typed: str) -> str | None:
        """The scope that somebody means by what they typed; None when there is none."""

    def matches(self, session: Session, typed: str) -> list[tuple[str, str]]:
        """The listings that words may mean, each with its name and place; at most eight."""

    def choices(self, role: str) -> list[tuple[str, str]]:
        """Every scope of a role with its name, in order of names; empty where there are too many to choose from."""

    def waiting(self, session: Session, person: Person) -> list[Waiting]:
        """What waits for this person, what has waited longest first."""

    def tell_of_role(self, session: Session, given: Grant) -> None:
        """Write to those who had the role before, that somebody was given it by somebody at the desk."""

    def names(self, session: Session, role: str, scopes: Collection[str]) -> dict[str, str]:
        """The names of these scopes; one that is gone has none."""


def provide(app: Flask, scopes: Scopes) -> None:
    """Let a room above say what roles reach."""
    app.extensions["scopes"] = scopes


def also_waits(app: Flask, more: AlsoWaits) -> None:
    """Let one more room above say what waits. It is counted in the same statement as all else (kind, number, day)."""
    app.extensions.setdefault("also_waits", []).append(more)


def what_also_waits() -> list[AlsoWaits]:
    """What those rooms count."""
    found: list[AlsoWaits] = current_app.extensions.get("also_waits", [])
    return found


def of_app() -> Scopes:
    """What the room above says."""
    scopes: Scopes = current_app.extensions["scopes"]
    return scopes


def waiting_for_me() -> list[Waiting]:
    """What waits for whoever asks; looked for once in a request. Where the database is away just now, nothing is said."""
    if "waiting" not in g:
        try:
            g.waiting = of_app().waiting(db.primary_session(), the_person())
        except DBAPIError as error:
            write_fault(current_app, error)
            g.waiting = []
    waiting: list[Waiting] = g.waiting
    return waiting


def names_of(session: Session, grants: Collection[Grant]) -> dict[int, str]:
    """What each grant reaches, by the grant's id. What is gone is called by its id."""
    named: dict[int, str] = {}
    for role in {grant.role for grant in grants}:
        mine = {grant.id: grant.scope for grant in grants if grant.role == role and grant.scope}
        names = of_app().names(session, role, set(mine.values())) if mine else {}
        named |= {id_: names.get(scope, scope) for id_, scope in mine.items()}
    return named
