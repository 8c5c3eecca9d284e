"""WHERE DOES THE TRUTH LIVE? One database, and what every room asks of it."""

from directory.db.base import insert, now
from directory.db.counter import change_number
from directory.db.engine import Database
from directory.db.request_sessions import (
    as_of_now,
    changing,
    forget_erased,
    install,
    number_read,
    of_app,
    reading,
    standing,
)

__all__ = [
    "Database",
    "as_of_now",
    "change_number",
    "changing",
    "forget_erased",
    "insert",
    "install",
    "now",
    "number_read",
    "of_app",
    "reading",
    "standing",
]
