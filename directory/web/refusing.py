"""Which faults pass by themselves? A full disk, a database that is only to be read, locked, or away: 503, and not our fault's page."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL}
_POSTGRES = {"25006", "53100", "55P03"}  # read-only, disk full, lock not available
_SYSTEM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def passes(error: Exception) -> bool:
    """Whether the same request may succeed in a while, without anybody changing it."""
    return refuses_writing(error) or isinstance(error, OperationalError)


def refuses_writing(error: Exception) -> bool:
    """Whether nothing can be stored just now, though reading goes on. What was being stored is undone."""
    if isinstance(error, OSError):
        return error.errno in _SYSTEM
    if not isinstance(error, OperationalError | InternalError):
        return False
    return _of_sqlite(error) or getattr(error.orig, "sqlstate", None) in _POSTGRES


def is_unsure(error: Exception) -> bool:
    """Whether the connection was lost while it was told to keep what had been written: nobody knows if that was heard."""
    return isinstance(error, DBAPIError) and error.connection_invalidated and error.statement is None


def _of_sqlite(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _SQLITE  # the rest of the code says more precisely why
