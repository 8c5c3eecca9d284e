"""How do tests break a replica in the middle of a page, and read what the log says of it?"""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.db.replicas import replica_of


@contextmanager
def dying(app: Flask, at: int, lost: bool = True) -> Iterator[list[str]]:
    """The replica fails at its `at`-th question from here on: it is lost, or breaks that question off. Gives what was asked."""
    asked: list[str] = []

    def fail(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)
        if len(asked) == at:
            raise OperationalError(statement, None, Exception("gone"), connection_invalidated=lost)

    engine = replica_of(app).engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", fail)


@contextmanager
def deaf(app: Flask) -> Iterator[None]:
    """The replica is lost after the last question of each page: what is undone at the end finds nobody."""

    def fail(_connection: Any) -> None:
        raise OperationalError("ROLLBACK", None, Exception("gone"), connection_invalidated=True)

    engine = replica_of(app).engine
    event.listen(engine, "rollback", fail)
    try:
        yield
    finally:
        event.remove(engine, "rollback", fail)


@contextmanager
def written(patch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What workers that are made meanwhile write on standard error."""
    stream = io.StringIO()
    patch.setattr(sys, "stderr", stream)
    yield stream


def states(stream: io.StringIO) -> list[str]:
    """What the log says of the replica, in order."""
    lines = [json.loads(line) for line in stream.getvalue().splitlines() if line.startswith("{")]
    return [line["state"] for line in lines if line["event"] == "replica"]
