"""Which rows did each change touch? Whoever follows the database reads those anew, and nothing else.

Each table says by `shown_with` which thing on the pages its rows belong to. Whatever writes rows of such a table through a session
is noted here, in the same transaction. What writes past the session calls `note`; `ALL` where nobody can say what it touched.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from secrets import token_hex
from typing import Any, cast

from sqlalchemy import CursorResult, Result, delete, event, insert, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from directory.db.base import Base
from directory.db.counter import EVERYTHING, ChangeCounter, State, state_of

ALL = "all"
LISTING = "listing"
SMALL_TABLES = ("organisation", "contact_point", "programme", "rota")
"""What is read as a whole: each has a counter of its own."""
_REACH = 20_000  # changes: so far back a worker, or a generation of the index, can follow
_TRIM_EVERY = 500
_MOST_NOTED = 5_000  # rows of one change; beyond that reading everything is as quick
_TOGETHER = "noted_together"

_COUNT = text(
    "UPDATE change_counter SET value = value + 1, mark = :mark WHERE name = 'listings' RETURNING value"
)
_COUNT_OF_KIND = text("UPDATE change_counter SET value = :number, mark = :mark WHERE name = :kind")


class FeedEntry(Base):
    """One thing that one change touched: a listing by its id, or a small table as a whole (`kind`); or `all` of it."""

    __tablename__ = "change_feed"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, default="")
    mark: Mapped[str]


Touched = tuple[str, str]  # kind and key


def note(session: Session, touched: Iterable[Touched]) -> None:
    """Count a change in the running transaction, and what it touched; writers wait for each other here."""
    gathered: set[Touched] | None = session.info.get(_TOGETHER)
    if gathered is not None:
        gathered.update(touched)
        return
    noted = sorted(set(touched))
    if len(noted) > _MOST_NOTED:
        noted = [(ALL, "")]
    connection, mark = session.connection(), token_hex(8)
    number = connection.execute(_COUNT, {"mark": mark}).scalar() or _begin_counting(connection, mark)
    for kind in {kind for kind, _key in noted}.intersection(SMALL_TABLES):
        connection.execute(_COUNT_OF_KIND, {"kind": kind, "number": number, "mark": mark})
    rows = [{"number": number, "kind": kind, "key": key, "mark": mark} for kind, key in noted]
    connection.execute(insert(FeedEntry), rows)
    if number % _TRIM_EVERY == 0:
        connection.execute(delete(FeedEntry).where(FeedEntry.number <= number - _REACH))


@contextmanager
def noted_together(session: Session) -> Iterator[None]:
    """What is written in the block is noted at its end, in as few changes as can say it: thousands of listings, each changed by
    itself, would be more changes than anybody can follow. Nothing is noted where the block fails, and nothing may be kept."""
    gathered = session.info[_TOGETHER] = set[Touched]()
    try:
        yield
        session.flush()
    finally:
        del session.info[_TOGETHER]
    touched = sorted(gathered)
    for start in range(0, len(touched), _MOST_NOTED):
        note(session, touched[start : start + _MOST_NOTED])


def _begin_counting(connection: Connection, mark: str) -> int:
    """The first change of a database whose tables were made without a migration."""
    counters = [{"name": name, "value": 1, "mark": mark} for name in (EVERYTHING, *SMALL_TABLES)]
    connection.execute(insert(ChangeCounter), counters)
    return 1


def begin_anew(connection: Connection, beyond: int) -> None:
    """After everything was replaced: count on from `beyond`, and from what stands there now, so that nobody goes on from before."""
    mark, number = token_hex(8), max(beyond, state_of(connection).number) + 1
    connection.execute(delete(ChangeCounter))
    counters = [{"name": name, "value": number, "mark": mark} for name in (EVERYTHING, *SMALL_TABLES)]
    connection.execute(insert(ChangeCounter), counters)
    connection.execute(delete(FeedEntry))
    connection.execute(insert(FeedEntry), [{"number": number, "kind": ALL, "key": "", "mark": mark}])


def touched_since(connection: Connection, since: State) -> tuple[State, set[str]] | None:
    """The state now, and the ids of the listings that were touched after `since`.

    None where the feed cannot tell: it does not reach back so far, or `since` is of another past.
    """
    now = state_of(connection)
    entry = FeedEntry.__table__.c
    rows = connection.execute(
        select(entry.number, entry.kind, entry.key, entry.mark).where(
            entry.number.between(since.number, now.number)
        )
    ).all()
    if not _goes_on_from(since, now, rows):
        return None
    later = [row for row in rows if row.number > since.number]
    if any(row.kind == ALL for row in later):
        return None
    return now, {row.key for row in later if row.kind == LISTING}


def _goes_on_from(since: State, now: State, rows: Sequence[Any]) -> bool:
    """Whether every change is there, from the very one that made the state `since`."""
    marks = {row.number: row.mark for row in rows}
    return marks.get(since.number) == since.mark and len(marks) == now.number - since.number + 1


def _things(items: Iterable[object]) -> set[Touched]:
    return {thing for item in items for thing in _thing(item)}


def _thing(item: object) -> Iterable[Touched]:
    """What a row belongs to. A new part that hangs on no listing yet is noted with the listing that it is put into."""
    shown = getattr(type(item), "shown_with", None)
    if shown is None:
        return
    kind, path = shown
    if not path:
        yield kind, ""
        return
    for key in (reduce(_get, path.split("."), item), *_before(item, path)):
        if key is not None:
            yield kind, str(key)


def _get(item: object, name: str) -> object:
    return getattr(item, name, None)


def _before(item: object, path: str) -> Sequence[Any]:
    """What stood there before this flush: a row that moves touches what it leaves."""
    state = inspect(item)
    return state.attrs[path].history.deleted if state is not None and path in state.attrs else ()


@event.listens_for(Session, "before_flush")
def _note_flush(session: Session, _context: object, _instances: object) -> None:
    """Whatever verb changed it."""
    dirty = (item for item in session.dirty if session.is_modified(item))
    touched = _things([*session.new, *session.deleted, *dirty])
    if touched:
        note(session, touched)


@event.listens_for(Session, "do_orm_execute")
def _note_many(state: ORMExecuteState) -> Result[Any] | None:
    """The same where one statement changes many rows."""
    if not (state.is_update or state.is_delete or state.is_insert) or state.bind_mapper is None:
        return None
    table: Any = state.bind_mapper.class_
    if getattr(table, "shown_with", None) is None:
        return None
    touched = _of_statement(state, table)
    done = state.invoke_statement()
    if touched and (state.is_insert or cast(CursorResult[Any], done).rowcount):
        note(state.session, touched)
    return done


def _of_statement(state: ORMExecuteState, table: Any) -> set[Touched]:
    """What the rows belong to that a statement is about to change; `all` where it does not say."""
    kind, path = table.shown_with
    if not path:
        return {(kind, "")}
    statement: Any = state.statement
    if state.is_insert or "." in path or state.parameters:
        return {(ALL, "")}
    asked = select(getattr(table, path)).where(
        *filter(lambda each: each is not None, [statement.whereclause])
    )
    return {(kind, key) for key in state.session.connection().execute(asked).scalars()}
