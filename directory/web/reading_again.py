"""What if the database that a page reads from is lost while the page is made? Where there is another, it is made once more.

Nobody sees more of it than that it took longer. What a page reads is of one state, so that it begins anew with all it knows.
"""

from flask import Flask
from flask.typing import ResponseReturnValue

from directory import db


def install(app: Flask) -> None:
    """Say in the log when the replica is read and when it is not; once for each change, and nothing of who asked."""
    replica = app.extensions["database"].replica
    if replica is not None:
        replica.tell = lambda state: app.extensions["log"].msg("replica", state=state)


def once_more(app: Flask, error: Exception) -> ResponseReturnValue | None:
    """The answer to this request, made anew; None where that may not be, as after `error` had come twice."""
    if not db.may_read_again(error):
        return None
    db.read_again(error)
    try:
        answer = app.preprocess_request()
        return app.dispatch_request() if answer is None else answer
    except Exception as fault:
        return app.handle_user_exception(fault)
