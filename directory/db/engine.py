"""Where does the truth live? An engine for writing and one for reading."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from directory.db import private_files, read_only, write_queue
from directory.db.counter import State, state_of
from directory.settings import Settings


class Database:
    """An engine for writing and one for reading (the same one unless a read replica is set)."""

    def __init__(self, settings: Settings) -> None:
        if settings.database_url.startswith("sqlite:///"):
            settings.instance.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(settings.database_url)
        self.read_engine = _engine(settings.database_read_url) if settings.database_read_url else self.engine
        self._write = sessionmaker(self.engine.execution_options(writing=True), expire_on_commit=False)
        soon = self.engine.execution_options(writing=True, soon=True)
        self._write_soon = sessionmaker(soon, expire_on_commit=False)
        self._read = sessionmaker(self.read_engine, expire_on_commit=False, autoflush=False)
        self._primary = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self.cached_reads: dict[Callable[[Session], Any], tuple[State, Any]] = {}

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for commands: committed at the end, rolled back on any error."""
        with self._write.begin() as session:
            yield session

    @contextmanager
    def writing_soon(self) -> Iterator[Session]:
        """As `writing`, for a reader's page, which must not wait long for another's turn to end.

        Raises:
            OperationalError: there was no turn to be had, after a second and a half on SQLite.
        """
        with self._write_soon.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; it is never committed."""
        with self._read() as session:
            yield session

    def state(self) -> State:
        """The state that readers see at this moment."""
        with self.read_engine.connect() as connection:
            return state_of(connection)

    def forget_erased(self) -> None:
        """Empty SQLite's write-ahead log: until then it still holds what `secure_delete` has erased from the file."""
        if self.engine.dialect.name == "sqlite":
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        self.engine.dispose()
        self.read_engine.dispose()


def _engine(url: str) -> Engine:
    # hide_parameters: a failing statement must not carry anybody's words into a log.
    # SQLite: those who wait for their turn to write hold a connection each; whose turn it is must still get another.
    sqlite_file = url.startswith("sqlite") and ":memory:" not in url
    more = (
        {"max_overflow": -1} if sqlite_file else {} if url.startswith("sqlite") else {"pool_pre_ping": True}
    )
    engine = create_engine(url, hide_parameters=True, **more)
    if engine.dialect.name == "sqlite":
        if sqlite_file:
            private_files.install(engine)
        read_only.install(engine)
        write_queue.install(engine)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    """Each connection keeps what it is told (`FULL`) and leaves no trace of what is erased (`secure_delete`)."""
    connection.isolation_level = None  # the driver would begin too late, and never before a change of tables
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {write_queue.PATIENCE}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")
    # WAL is a property of the file: setting it again on every connection would fail on a full disk.
    if not read_only.is_read_only(record) and cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()
