"""Where does the truth live? An engine for writing, and one for reading that is either the same or a replica's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from directory.db import private_files, read_only, write_queue
from directory.db.counter import State, state_of
from directory.db.replica import Replica
from directory.db.writable import Writable
from directory.settings import Settings

# Of a machine that has vanished nobody says that it has: without these a page would wait for minutes. Seconds, but for the one.
_PATIENCE = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,  # milliseconds
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}


class Database:
    """The engine of the primary, and the replica, where one is set and pages may be read from it."""

    def __init__(self, settings: Settings) -> None:
        if settings.database_url.startswith("sqlite:///"):
            settings.instance.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(settings.database_url)
        self.replica: Replica | None = None
        if settings.database_read_url:
            replica = _engine(settings.database_read_url)
            self.replica = Replica(replica, self.engine, settings.database_read_lag)
        self.writable = Writable(self.engine)
        self._write = sessionmaker(self.engine.execution_options(writing=True), expire_on_commit=False)
        soon = self.engine.execution_options(writing=True, soon=True)
        self._write_soon = sessionmaker(soon, expire_on_commit=False)
        self._read = sessionmaker(expire_on_commit=False, autoflush=False)
        event.listen(self._write, "after_begin", _mark_begun)
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
        with self.open_reading() as session:
            yield session

    def open_reading(self, primary_first: bool = False) -> Session:
        """A session that only reads: on the replica where there is one and it may be read, and else on the primary.

        Raises:
            OperationalError: neither of two can be reached. Where there is only the primary, the first question says so.
        """
        if self.replica is None:
            return self.open_primary()
        first, other = self.replica.engines()
        if primary_first:
            first, other = self.engine, self.replica.engine
        try:
            return _connected(self._read(bind=first))
        except OperationalError:
            if first is self.replica.engine:
                self.replica.lose()
            return _connected(self._read(bind=other))

    def open_primary(self) -> Session:
        """A session that only reads, on the primary."""
        return self._read(bind=self.engine)

    def state(self) -> State:
        """The state that readers see at this moment."""
        with self.reading() as session:
            return state_of(session.connection())

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
        if self.replica is not None:
            self.replica.close()
            self.replica.engine.dispose()


def was_begun(session: Session) -> bool:
    """Whether a session for one change has asked its database for anything, ever."""
    return bool(session.info.get("begun"))


def _mark_begun(session: Session, _transaction: Any, _connection: Any) -> None:
    session.info["begun"] = True


def _connected(session: Session) -> Session:
    try:
        session.connection()
    except OperationalError:
        session.close()
        raise
    return session


def _engine(url: str) -> Engine:
    # hide_parameters: a failing statement must not carry anybody's words into a log.
    engine = create_engine(url, hide_parameters=True, **_options(url))
    if engine.dialect.name == "sqlite":
        if ":memory:" not in url:
            private_files.install(engine)
        read_only.install(engine)
        write_queue.install(engine)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        # Those who wait for their turn to write hold a connection each; whose turn it is must still get another.
        return {} if ":memory:" in url else {"max_overflow": -1}
    chosen = make_url(url).query
    patience = {name: value for name, value in _PATIENCE.items() if name not in chosen}
    return {"pool_pre_ping": True, "connect_args": patience}


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
