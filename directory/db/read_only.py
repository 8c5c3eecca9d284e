"""What if SQLite's folder is full or read-only when a connection opens? Then it is read as it stands, and nothing is written.

SQLite shares its write-ahead log through a small file beside the database, which it must make. Where it cannot, a connection that
takes the database for unchangeable needs no such file. That is true only while nobody writes, so each serves for one use, and only
where the log is empty: what stands in a log is part of the truth.
"""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event
from sqlalchemy.engine import Engine

_MARK = "read_only"
_FOLDER_TAKES_NOTHING = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}


def install(engine: Engine) -> None:
    """Let the connections of a SQLite engine open in a folder that takes nothing."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "checkin", _forget)


def is_read_only(record: Any) -> bool:
    """Whether a connection's record in the pool is of one that only reads."""
    return bool(record.info.get(_MARK))


def _connect(_dialect: Any, record: Any, arguments: list[Any], values: dict[str, Any]) -> sqlite3.Connection:
    record.info.pop(_MARK, None)
    try:
        return _check_readable(sqlite3.connect(*arguments, **values))
    except sqlite3.OperationalError as error:
        path = Path(arguments[0])
        if error.sqlite_errorcode & 0xFF not in _FOLDER_TAKES_NOTHING or _is_in_use(path):
            raise
    record.info[_MARK] = True
    return sqlite3.connect(f"file:{quote(str(path))}?immutable=1", uri=True, **values)


def _check_readable(connection: sqlite3.Connection) -> sqlite3.Connection:
    """`connection`, which can read: SQLite opens its files at the first question."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        raise
    return connection


def _is_in_use(path: Path) -> bool:
    """Whether there is more to the database than its file; or not even that."""
    log = path.with_name(f"{path.name}-wal")
    return not path.is_file() or (log.is_file() and log.stat().st_size > 0)


def _forget(_connection: Any, record: Any) -> None:
    if is_read_only(record):
        record.invalidate()
