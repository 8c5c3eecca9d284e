"""How many statements may a page put to the database? One table; more than that is a query for each row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

# By endpoint. What a worker reads once and keeps until something changes is not counted.
_MOST = {
    "find.results": 6,
    "place.show": 8,
    "place_need.show": 6,
    "map.show": 6,
    "find.home": 6,
}
_OTHERS = 20
_AT_THE_DESK = 10
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


def most_queries(endpoint: str, at_the_desk: bool = False) -> int:
    """The most that a page of `endpoint` may put."""
    return _MOST.get(endpoint, _AT_THE_DESK if at_the_desk else _OTHERS)
