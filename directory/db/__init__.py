"""WHERE DOES THE TRUTH LIVE? One database, and what every room asks of it."""

from directory.db.base import insert, now
from directory.db.counter import change_number
from directory.db.engine import Database
from directory.db.request_sessions import (
    forget_erased,
    install,
    of_app,
    primary_session,
    read_cached,
    read_session,
    state_in,
    write_session,
)

__all__ = [
    "Database",
    "change_number",
    "forget_erased",
    "insert",
    "install",
    "now",
    "of_app",
    "primary_session",
    "read_cached",
    "read_session",
    "state_in",
    "write_session",
]
