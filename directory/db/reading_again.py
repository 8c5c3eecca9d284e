"""What if the database that a page reads from is lost while the page is made? Where there is another, it is made once more.

Nobody sees more of it than that it took longer. What a page reads is of one state, so that it begins anew with all it knows.
"""

from flask import Flask, g
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from directory.db.engine import was_begun
from directory.db.request_sessions import close_sessions, of_app


def once_more(app: Flask, error: Exception) -> ResponseReturnValue | None:
    """The answer to this request, made anew; None where that may not be, as after `error` had come twice."""
    if not may_read_again(error):
        return None
    _forget(error)
    try:
        answer = app.preprocess_request()
        return app.dispatch_request() if answer is None else answer
    except Exception as fault:
        return app.handle_user_exception(fault)


def may_read_again(error: Exception) -> bool:
    """Whether a request that has met `error` may be done once more from its beginning: there are two databases to read
    from, one was lost on the way or broke off what it was asked, and nothing was written."""
    if of_app().replica is None or not isinstance(error, SQLAlchemyError):
        return False
    if "reading_again" in g or "failed" in g:  # the page that says so is made of what is there
        return False
    return "write_session" not in g or (_broke_off(error) and not was_begun(g.write_session))


def _forget(error: Exception) -> None:
    """Forget all that this request has found. What it reads from here on it reads on the primary, if that is there."""
    replica = of_app().replica
    if replica is not None and _broke_off(error) and _is_read_on(replica.engine):
        replica.lose()
    close_sessions()
    for name in list(g):
        g.pop(name)
    g.reading_again = True


def _broke_off(error: Exception) -> bool:
    """Whether the connection was lost; else the database itself broke off the question, as a standby may."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _is_read_on(engine: Engine) -> bool:
    return "read_session" in g and g.read_session.get_bind() is engine
