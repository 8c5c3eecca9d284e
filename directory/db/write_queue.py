"""Whose turn is it to write? SQLite has one writer; those who wait for their turn must not hold all threads of a worker.

A few wait as long as the connection's patience lasts (`busy_timeout`). Whoever comes when so many wait already waits only while
turns are being taken; where nothing moves they are told so at once, so that threads are left for those who read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

MOST_WAITING = 4  # half of a worker's threads (gunicorn.conf.py)
PATIENCE = 5000  # milliseconds that SQLite waits for a turn
_SOON = 1500  # the same for a page that somebody waits for
_STANDSTILL = 0.25  # seconds without anybody's turn
_TURN = "BEGIN IMMEDIATE"


class Queue:
    """Those of one process who wait for their turn."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(MOST_WAITING)
        self._lock = Lock()
        self._waiting = 0
        self._moved = 0.0  # when somebody got a turn, or the first one came

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Stand in the queue while the turn is asked for.

        Raises:
            OperationalError: the queue is full, and nothing moves.
        """
        while not self._places.acquire(timeout=max(0.0, self._moved + _STANDSTILL - monotonic())):
            if monotonic() - self._moved >= _STANDSTILL:
                raise _standstill()
        with self._lock:
            self._moved = self._moved if self._waiting else monotonic()
            self._waiting += 1
        try:
            yield
            self._moved = monotonic()
        finally:
            with self._lock:
                self._waiting -= 1
            self._places.release()


def install(engine: Engine) -> None:
    """Let transactions of a SQLite engine begin explicitly, and its writers wait in a queue that is not too long."""
    queue = Queue()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """A reader sees one state of the database for a whole page; a writer takes its turn before it reads."""
        options = connection.get_execution_options()
        if not options.get("writing"):
            connection.exec_driver_sql("BEGIN")
            return
        with queue.waiting(), _patience(connection, short=bool(options.get("soon"))):
            connection.exec_driver_sql(_TURN)


@contextmanager
def _patience(connection: Connection, short: bool) -> Iterator[None]:
    """Wait for less time, where it is a page that somebody waits for."""
    if not short:
        yield
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {_SOON}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE}")


def _standstill() -> OperationalError:
    """As SQLite itself says it when its own patience ends."""
    busy = sqlite3.OperationalError("too many wait for their turn to write")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError(_TURN, None, busy)
