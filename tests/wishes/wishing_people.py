"""How do tests wish? By the open form, as people who look before they press, each from a network of their own."""

import itertools
from typing import Any

from flask import Flask
from sqlalchemy import select

from directory import db
from directory.wishes.models import Wish
from tests.inspecting import Page, Visitor
from tests.listings.telling import opened

FORM = "/onske/alesund"
NUMBER = "1508"
_numbers = itertools.count(1)


class Stranger(Visitor):
    """Somebody who comes from a network that nobody else comes from."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        number = next(_numbers)
        self._from = {"REMOTE_ADDR": f"10.{number // 250}.{number % 250}.7"}

    def _open(self, path: str, method: str, **values: Any) -> Any:
        return super()._open(path, method, environ_base=self._from, **values)


def wish(visit: Visitor, expect: int = 303, path: str = FORM, **fields: str) -> Page:
    """The answer to a wish for a group for grief."""
    said = {"need": "grief", "audience": "relative", **fields}
    return visit.post(path, {**opened(visit, path), **said}, expect=expect)


def people_wish(app: Flask, count: int, **fields: str) -> list[Page]:
    """So many, each from elsewhere; with `reach`, a way of their own."""
    ways = [
        {"reach": f"venter-{next(_numbers)}@eksempel.no"} if "reach" in fields else {} for _ in range(count)
    ]
    return [wish(Stranger(app), **{**fields, **way}) for way in ways]


def wishes(app: Flask) -> list[Wish]:
    """All that is kept."""
    with app.app_context(), db.of_app().reading() as session:
        return list(session.scalars(select(Wish).order_by(Wish.id)))
