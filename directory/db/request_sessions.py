"""What does a request read and write in? One session of each kind, closed when the request ends."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, g
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory.db.counter import EVERYTHING, State, read_counters
from directory.db.engine import Database
from directory.settings import Settings

T = TypeVar("T")


def install(app: Flask, settings: Settings) -> Database:
    """Give the application its database, and close each request's session when the request ends."""
    database = Database(settings)
    app.extensions["database"] = database
    app.teardown_appcontext(close_sessions)
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


def forget_erased() -> None:
    """As `Database.forget_erased`, at the end of a request: what it still reads itself would hold the old state back."""
    close_sessions()
    of_app().forget_erased()


def close_sessions(_error: BaseException | None = None) -> None:
    """Give back what this request reads and writes in. What was not committed is undone."""
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


def state_in(session: Session, of: str = EVERYTHING) -> State:
    """The state that a session sees which only reads, or the last change of one small table; asked for once in a session."""
    if "counters" not in session.info:
        session.info["counters"] = read_counters(session.connection())
    found: State = session.info["counters"].get(of, State(0, ""))
    return found


def read_cached(read: Callable[[Session], T], of: str = EVERYTHING) -> T:
    """What `read` finds, read anew when the small table `of` has changed: for what every page asks for.

    What is found is shared between requests, so it must not hang on its session, and nobody may change it.
    """
    kept, state = of_app().cached_reads, state_in(read_session(), of)
    held = kept.get(read)
    if held is None or held[0] != state:
        kept[read] = held = (state, read(read_session()))
    found: T = held[1]
    return found
