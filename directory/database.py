"""Where does the truth live? The engine, one session per request, and the base of every table."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, current_app, g
from sqlalchemy import CheckConstraint, DateTime, MetaData, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.types import TypeDecorator

from directory import read_only, turns
from directory.settings import Settings

T = TypeVar("T")
_CHANGE_NUMBER = "SELECT value FROM change_counter WHERE name = 'listings'"

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table. Constraints get the same names in every database, so migrations can name them."""

    metadata = MetaData(naming_convention=NAMES)


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """A constraint: the column holds one of `codes`, or nothing."""
    quoted = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({quoted})", name=column)


def _kept(self: object, value: datetime | None, dialect: Dialect) -> datetime | None:
    return value.astimezone(UTC) if value is not None else None


def _given_back(self: object, value: datetime | None, dialect: Dialect) -> datetime | None:
    if value is None:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment that is the same in both databases: kept in UTC, since SQLite forgets the zone, and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True
    process_bind_param = _kept
    process_result_value = _given_back


class ChangeCounter(Base):
    """One number that grows with every change of what pages are made of, in the same transaction as the change.

    A worker whose search index or memory is older than this number knows that it must catch up.
    """

    __tablename__ = "change_counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


def now() -> datetime:
    """This moment in UTC; the one place that asks the clock for what is stored."""
    return datetime.now(UTC)


class Database:
    """An engine for writing and one for reading (the same one unless a read replica is set)."""

    def __init__(self, settings: Settings) -> None:
        if settings.database_url.startswith("sqlite:///"):
            settings.instance.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(settings.database_url)
        self.read_engine = _engine(settings.database_read_url) if settings.database_read_url else self.engine
        self._write = sessionmaker(self.engine.execution_options(writing=True), expire_on_commit=False)
        self._read = sessionmaker(self.read_engine, expire_on_commit=False, autoflush=False)
        self._standing = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self.kept: dict[Callable[[Session], Any], tuple[int, Any]] = {}

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for commands: committed at the end, rolled back on any error."""
        with self._write.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; it is never committed."""
        with self._read() as session:
            yield session

    def change_number(self) -> int:
        """The change number that readers see at this moment."""
        with self.read_engine.connect() as connection:
            return int(connection.exec_driver_sql(_CHANGE_NUMBER).scalar() or 0)

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
        read_only.install(engine)
        turns.install(engine)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    """Each connection keeps what it is told (`FULL`) and leaves no trace of what is erased (`secure_delete`)."""
    connection.isolation_level = None  # the driver would begin too late, and never before a change of tables
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")
    # WAL is a property of the file: setting it again on every connection would fail on a full disk.
    if not read_only.is_read_only(record) and cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def install(app: Flask, settings: Settings) -> Database:
    """Give the application its database, and close each request's session when the request ends."""
    database = Database(settings)
    app.extensions["database"] = database
    app.teardown_appcontext(_close_session)
    return database


def of_app() -> Database:
    """The running application's database."""
    database: Database = current_app.extensions["database"]
    return database


def reading() -> Session:
    """This request's reading session (public pages never write)."""
    if "reading_session" not in g:
        g.reading_session = of_app()._read()
    session: Session = g.reading_session
    return session


def standing() -> Session:
    """This request's session for looking at the desk: never a replica, which may not know yet what was just changed."""
    base = of_app()
    if base.read_engine is base.engine:
        return reading()
    if "standing_session" not in g:
        g.standing_session = base._standing()
    session: Session = g.standing_session
    return session


def changing() -> Session:
    """This request's session for one change. It takes its turn at first use; verbs flush, and the route commits, once.

    What is not committed when the request ends is undone.
    """
    if "changing_session" not in g:
        g.changing_session = of_app()._write()
    session: Session = g.changing_session
    return session


def forget_erased() -> None:
    """As `Database.forget_erased`, at the end of a request: what it still reads itself would hold the old state back."""
    _close_session(None)
    of_app().forget_erased()


def _close_session(_error: BaseException | None) -> None:
    for name in ("reading_session", "standing_session", "changing_session"):
        session = g.pop(name, None)
        if session is not None:
            session.close()


def insert(session: Session, table: type[Base]) -> Any:
    """An INSERT for the database in use, which can say what to do about a row that is there already."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def change_number(session: Session) -> int:
    """How many changes of what pages are made of the database has seen; 0 before the first."""
    return int(session.connection().exec_driver_sql(_CHANGE_NUMBER).scalar() or 0)


def number_read(session: Session) -> int:
    """As `change_number`, asked for once in a session that only reads: what it reads is of one state."""
    if "change_number" not in session.info:
        session.info["change_number"] = change_number(session)
    number: int = session.info["change_number"]
    return number


def as_of_now(read: Callable[[Session], T]) -> T:
    """What `read` finds, read anew when the change number is another: for small tables that every page asks for.

    What is found is shared between requests, so it must not hang on its session, and nobody may change it.
    """
    kept, number = of_app().kept, number_read(reading())
    held = kept.get(read)
    if held is None or held[0] != number:
        kept[read] = held = (number, read(reading()))
    found: T = held[1]
    return found


def count_change(session: Session) -> None:
    """Grow the change counter in the running transaction; writers to it wait for each other there."""
    session.execute(text("UPDATE change_counter SET value = value + 1 WHERE name = 'listings'"))
