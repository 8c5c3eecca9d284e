"""How many statements may a page put to the database? One table; more than that is a query for each row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

# By endpoint. What a worker reads once and keeps until something changes is not counted.
_MOST = {
    "edit.edit": 22,
    "bring.look": 36,  # the listings that differ, whole
    "overview.overview": 42,
    "my_listings.mine": 12,  # two of them only where the page of the address is not there
    "approve.show": 48,  # the whole public page stands there, too, and who gave whom a role
    "approve.waiting": 30,
    "my_listing.show": 24,  # of a draft all texts are held beside the names and links that are known
    "my_listing.publish": 30,  # the same page, after an attempt that was refused
    "history.story": 26,
    "ready.ready": 24,
    "find.results": 6,
    "place.show": 8,
    "place_need.show": 6,
    "map.show": 6,
    "find.home": 6,
}
_OTHERS = 20
_counting: ContextVar[list[str] | None] = ContextVar("counting", default=None)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are put while it is open, on any database of this process, by this thread."""
    statements: list[str] = []
    token = _counting.set(statements)
    try:
        yield statements
    finally:
        _counting.reset(token)


@event.listens_for(Engine, "before_cursor_execute")
def _count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    statements = _counting.get()
    if statements is not None:
        statements.append(statement)


def most_queries(endpoint: str) -> int:
    """The most that a page of `endpoint` may put."""
    return _MOST.get(endpoint, _OTHERS)
