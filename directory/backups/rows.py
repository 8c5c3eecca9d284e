"""How do rows go out of one database and into another unchanged? By what the database itself says of its tables.

No model is asked: a backup may be older than the models, and every table is in it whether a room remembers it or not.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from sqlalchemy import Column, MetaData, Table, cast, func, insert, select, text, types
from sqlalchemy.engine import Connection

_AT_ONCE = 1000
_ABOUT_ITSELF = "alembic_version"

Row = list[Any]


def tables(connection: Connection) -> dict[str, Table]:
    """The tables of a database, those that are pointed at before those that point."""
    metadata = MetaData()
    metadata.reflect(connection)
    return {table.name: table for table in metadata.sorted_tables if table.name != _ABOUT_ITSELF}


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def take_out(connection: Connection, table: Table) -> Iterator[Row]:
    """Every row in order of its key, as values that JSON can hold: moments in UTC, bytes as base64, JSON as its own text."""
    columns = [cast(column, types.Text) if _is_json(column) else column for column in table.columns]
    asked = select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execute(asked, execution_options={"yield_per": _AT_ONCE}):
        yield [_plain(value) for value in row]


def put_in(connection: Connection, table: Table, columns: list[str], rows: Iterable[Row]) -> None:
    """Put rows that `take_out` gave into a table, and let its numbers go on from there.

    Raises:
        ValueError, TypeError: a value is not of its column's kind.
    """
    known = [table.columns[name] for name in columns]
    read = [_reading(column) for column in known]
    for column in filter(_is_json, known):
        column.type = types.NullType()  # its text goes in as it is
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        values = [[of(value) for of, value in zip(read, row, strict=True)] for row in some]
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in values])
    _number_on(connection, table)


def empty(connection: Connection, every: Iterable[Table]) -> None:
    """Take all rows out of all tables. Nobody else can put any in before this transaction ends."""
    every = list(every)
    if connection.dialect.name == "postgresql" and every:
        quoted = connection.dialect.identifier_preparer.quote
        names = ", ".join(quoted(table.name) for table in every)
        connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    for table in reversed(every):
        connection.execute(table.delete())


def _is_json(column: Column[Any]) -> bool:
    return isinstance(column.type, types.JSON)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no backup can hold a {type(value).__name__}")


def _reading(column: Column[Any]) -> Callable[[Any], Any]:
    """What makes a plain value one of the column's kind again."""
    of = _of_kind(column.type)
    return lambda value: None if value is None else of(value)


def _of_kind(kind: types.TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, types.DateTime):
        zone = UTC if kind.timezone else None
        return lambda value: datetime.fromisoformat(value).replace(tzinfo=zone)
    if isinstance(kind, types.Date):
        return date.fromisoformat
    if isinstance(kind, types.Time):
        return time.fromisoformat
    if isinstance(kind, types.LargeBinary):
        return b64decode
    return lambda value: value


def _number_on(connection: Connection, table: Table) -> None:
    """PostgreSQL counts keys in sequences of their own; SQLite goes on from the highest."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        place = {"table": f'"{table.name}"', "column": column.name}
        sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), place).scalar()
        highest = connection.execute(select(func.max(column))).scalar() if sequence else None
        if highest is not None:
            connection.execute(
                text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest}
            )
