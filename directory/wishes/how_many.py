"""How many wish for what, and where? Exactly for the contact point of the place; to everybody else only from five.

By need and municipality alone: who subtracts one number from another learns of no smaller group.
"""

from datetime import date
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from directory import db
from directory.places.models import Place
from directory.vocabulary import UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.wishes.models import Wish

LEAST = 5
"""People: fewer are never told to anybody but the contact point of the place."""


class Waiters(NamedTuple):
    """So many wish for the same in a municipality, and so many of them left a way to be reached."""

    municipality_number: str
    need: str
    audience: str
    people: int
    reachable: int


class AskedFor(Protocol):
    """What a page asks about: a need, and an audience or all."""

    @property
    def need(self) -> str | None: ...
    @property
    def audience(self) -> str | None: ...


def count_by_municipality_and_need(session: Session, today: date) -> dict[tuple[str, str], int]:
    """How many wish, by municipality number and need: from five, and never what stands in no address."""
    rows = session.execute(
        select(Wish.municipality_number, Wish.need, func.count())
        .where(Wish.expires_on > today, Wish.need.not_in(UNADDRESSED_NEEDS))
        .group_by(Wish.municipality_number, Wish.need)
        .having(func.count() >= LEAST)
    )
    return {(number, need): count for number, need, count in rows}


def count_for_everybody(asked: AskedFor, place: Place) -> int:
    """How many wish for a need in a municipality, as anybody may know it: 0 for fewer than five, and for any audience alone."""
    if asked.need is None or asked.audience is not None or place.municipality_number is None:
        return 0
    counts = count_by_municipality_and_need(db.read_session(), oslo_now().date())
    return counts.get((place.municipality_number, asked.need), 0)


def count_exactly(session: Session, where: ColumnElement[bool], today: date) -> list[Waiters]:
    """Every number, most first: for the contact point's own page, and for nothing else."""
    key = (Wish.municipality_number, Wish.need, Wish.audience)
    rows = session.execute(
        select(*key, func.count(), func.count(Wish.reach))
        .where(where, Wish.expires_on > today)
        .group_by(*key)
        .order_by(func.count().desc(), *key)
    )
    return [Waiters(*row) for row in rows]
