"""WHERE DOES THE TRUTH LIVE? One database, and what every room asks of it."""

from directory.db.base import insert, now
from directory.db.counter import change_number
from directory.db.engine import Database
from directory.db.reading_again import may_read_again, once_more
from directory.db.request_sessions import (
    can_write,
    forget_erased,
    install,
    of_app,
    primary_session,
    read_cached,
    read_session,
    state_in,
    wants_to_write,
    write_session,
)

__all__ = [
    "Database",
    "can_write",
    "change_number",
    "forget_erased",
    "insert",
    "install",
    "may_read_again",
    "now",
    "of_app",
    "once_more",
    "primary_session",
    "read_cached",
    "read_session",
    "state_in",
    "wants_to_write",
    "write_session",
]
