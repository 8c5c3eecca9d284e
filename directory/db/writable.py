"""Can anything be stored just now? Asked of the primary itself, by those who watch; nothing is changed by asking."""

import os
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

_ASKED_ANEW = (
    1.0  # seconds: whoever asks again and again is told what was found, and holds up nobody who writes
)
_LEAST_ROOM = 1_000_000  # bytes
_SQLITE_PATIENCE = 500  # milliseconds
_POSTGRES = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool"
_SAME_AGAIN = "UPDATE change_counter SET value = value"


class Writable:
    """What a process knows of the primary: whether it takes what is written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asking = threading.Lock()
        self._known = False
        self._known_at = float("-inf")

    def can_write(self) -> bool:
        """Whether something could be stored just now, as it was found a second ago at most by whoever could ask."""
        if time.monotonic() - self._known_at > _ASKED_ANEW and self._asking.acquire(blocking=False):
            try:
                self._known, self._known_at = self._ask(), time.monotonic()
            finally:
                self._asking.release()
        return self._known

    def _ask(self) -> bool:
        asked = _ask_sqlite if self._engine.dialect.name == "sqlite" else _ask_postgres
        try:
            return asked(self._engine)
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
            return False


def _ask_postgres(engine: Engine) -> bool:
    with engine.connect() as connection:
        return not connection.exec_driver_sql(_POSTGRES).scalar()


def _ask_sqlite(engine: Engine) -> bool:
    """Take a turn, write the same again, and take it back. It never gets as far as a full disk, so the room is asked for."""
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        patience = driver.execute("PRAGMA busy_timeout").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout = {_SQLITE_PATIENCE}")
        try:
            driver.execute("BEGIN IMMEDIATE")
            driver.execute(_SAME_AGAIN)
        finally:
            driver.rollback()
            driver.execute(f"PRAGMA busy_timeout = {patience}")
    return _has_room(engine.url.database)


def _has_room(database: str | None) -> bool:
    if not database or database == ":memory:":
        return True
    disk = os.statvfs(Path(database).parent)
    return disk.f_bavail * disk.f_frsize >= _LEAST_ROOM
