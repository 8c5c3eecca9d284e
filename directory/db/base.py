"""What are tables made of? The base of every table, moments that are the same in both databases, and the clock of what is stored."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, MetaData
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

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


def _to_utc(self: object, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG001
    return value.astimezone(UTC) if value is not None else None


def _from_utc(self: object, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG001
    if value is None:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment that is the same in both databases: kept in UTC, since SQLite forgets the zone, and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True
    process_bind_param = _to_utc
    process_result_value = _from_utc


def now() -> datetime:
    """This moment in UTC; the one place that asks the clock for what is stored."""
    return datetime.now(UTC)


def insert(session: Session, table: type[Base]) -> Any:
    """An INSERT for the database in use, which can say what to do about a row that is there already."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
