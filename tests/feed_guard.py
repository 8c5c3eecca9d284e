"""Does whatever writes what pages are made of note what it touched? Watched in every house that tests stand in."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from directory.db.base import Base
from directory.db.change_feed import FeedEntry

SHOWN = {
    mapper.local_table.name for mapper in Base.registry.mappers if getattr(mapper.class_, "shown_with", None)
}


class Unnoted(AssertionError):
    """Rows that pages are made of were written, and the feed of changes says nothing of it."""


def watch(engine: Engine) -> None:
    """Let no transaction end in which something shown was written and nothing noted."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "after_cursor_execute", _see)
    event.listen(engine, "commit", _judge)


def _begin(connection: Connection) -> None:
    connection.info["written"] = set()


def _see(_connection: Connection, cursor: Any, _words: str, _values: Any, context: Any, _many: bool) -> None:
    if context is None or not (context.isinsert or context.isupdate or context.isdelete):
        return
    statement = getattr(context.compiled, "statement", None)
    table = getattr(getattr(statement, "table", None), "name", None)
    if table in SHOWN | {FeedEntry.__tablename__} and cursor.rowcount:
        _connection.info.setdefault("written", set()).add(table)


def _judge(connection: Connection) -> None:
    written = connection.info.pop("written", set())
    if written & SHOWN and FeedEntry.__tablename__ not in written:
        raise Unnoted(f"{', '.join(sorted(written & SHOWN))} written and not noted")
