"""What does a request read and write in? One session of each kind, closed when the request ends."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, g
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from directory.db.counter import change_number
from directory.db.engine import Database, was_begun
from directory.settings import Settings

T = TypeVar("T")


def install(app: Flask, settings: Settings) -> Database:
    """Give the application its database, and close each request's session when the request ends."""
    database = Database(settings)
    app.extensions["database"] = database
    app.teardown_appcontext(_close_session)
    return database


def of_app() -> Database:
    """The running application's database."""
    database: Database = current_app.extensions["database"]
    return database


def read_session() -> Session:
    """This request's reading session (public pages never write)."""
    if "read_session" not in g:
        g.read_session = of_app().open_reading(primary_first="reading_again" in g)
    session: Session = g.read_session
    return session


def primary_session() -> Session:
    """This request's session for looking at the desk: never a replica, which may not know yet what was just changed."""
    base = of_app()
    if base.replica is None:
        return read_session()
    if "primary_session" not in g:
        g.primary_session = base.open_primary()
    session: Session = g.primary_session
    return session


def write_session() -> Session:
    """This request's session for one change. It takes its turn at first use; verbs flush, and the route commits, once.

    What is not committed when the request ends is undone.
    """
    if "write_session" not in g:
        g.write_session = of_app()._write()
    session: Session = g.write_session
    return session


def can_write() -> bool:
    """Whether something could be stored just now."""
    return of_app().writable.can_write()


def wants_to_write() -> bool:
    """Whether this request has a session for one change, used or not."""
    return "write_session" in g


def may_read_again(error: Exception) -> bool:
    """Whether a request that has met `error` may be done once more from its beginning: there are two databases to read
    from, one was lost on the way or broke off what it was asked, and nothing was written."""
    if of_app().replica is None or not isinstance(error, SQLAlchemyError):
        return False
    if "reading_again" in g or "failed" in g:  # the page that says so is made of what is there
        return False
    return "write_session" not in g or (_broke_off(error) and not was_begun(g.write_session))


def read_again(error: Exception) -> None:
    """Forget all that this request has found. What it reads from here on it reads on the primary, if that is there."""
    replica = of_app().replica
    if replica is not None and _broke_off(error) and _is_read_on(replica.engine):
        replica.lose()
    _close_session(None)
    for name in list(g):
        g.pop(name)
    g.reading_again = True


def _broke_off(error: Exception) -> bool:
    """Whether the connection was lost; else the database itself broke off the question, as a standby may."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _is_read_on(engine: Engine) -> bool:
    return "read_session" in g and g.read_session.get_bind() is engine


def forget_erased() -> None:
    """As `Database.forget_erased`, at the end of a request: what it still reads itself would hold the old state back."""
    _close_session(None)
    of_app().forget_erased()


def _close_session(_error: BaseException | None) -> None:
    for name in ("read_session", "primary_session", "write_session"):
        session = g.pop(name, None)
        if session is not None:
            _close(session)


def _close(session: Session) -> None:
    """Give a session's connection back, which also undoes what was not committed: at a lost one nobody can, or need."""
    try:
        session.close()
    except DBAPIError:
        session.invalidate()


def session_change_number(session: Session) -> int:
    """As `change_number`, asked for once in a session that only reads: what it reads is of one state."""
    if "change_number" not in session.info:
        session.info["change_number"] = change_number(session)
    number: int = session.info["change_number"]
    return number


def read_cached(read: Callable[[Session], T]) -> T:
    """What `read` finds, read anew when the change number is another: for small tables that every page asks for.

    What is found is shared between requests, so it must not hang on its session, and nobody may change it.
    """
    kept, number = of_app().cached_reads, session_change_number(read_session())
    held = kept.get(read)
    if held is None or held[0] != number:
        kept[read] = held = (number, read(read_session()))
    found: T = held[1]
    return found
