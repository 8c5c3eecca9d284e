"""How does everything come back from a backup? First into a house in memory, where it must prove whole; then in one transaction.

So a file that is refused changes nothing, an older one is brought up by the same migrations as any database, and it makes no difference
which kind of database it came from.
"""

import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from zipfile import BadZipFile, ZipFile

from alembic.util import CommandError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from directory.backups import rows
from directory.backups.file import BackupRefused
from directory.backups.making import MANIFEST, part_name
from directory.db.change_feed import FeedEntry, begin_anew
from directory.db.counter import ChangeCounter, state_of
from directory.db.engine import Database
from directory.settings import Settings

Upgrade = Callable[[Database, str], None]
"""Brings a database to a revision of the tables, from the first on."""

_COUNTED = frozenset((ChangeCounter.__tablename__, FeedEntry.__tablename__))
_NOT_WHOLE = "It is damaged: its parts are not what its manifest says."


def is_empty(base: Database) -> bool:
    """Whether a database holds nothing that could be lost."""
    with base.engine.connect() as connection:
        found = rows.tables(connection)
        return not any(rows.count(connection, table) for name, table in found.items() if name not in _COUNTED)


def restore(packed: bytes, base: Database, settings: Settings, upgrade: Upgrade) -> dict[str, Any]:
    """Put everything of an archive in the place of everything in `base`. Returns the archive's manifest.

    Raises:
        BackupRefused: the archive is not whole, or newer than this house. Nothing was changed.
        sqlalchemy.exc.SQLAlchemyError: the database does not take it. Its rows are as they were.
    """
    aside = Database(replace(settings, database_url="sqlite:///:memory:", database_read_url=None))
    try:
        manifest = _proven(packed, aside, upgrade)
        upgrade(base, "head")
        _move(aside, base)
    finally:
        aside.close()
    base.forget_erased()
    return manifest


def _proven(packed: bytes, aside: Database, upgrade: Upgrade) -> dict[str, Any]:
    """Unpack into the empty database `aside`, in today's tables. Whatever is wrong with an archive shows here."""
    try:
        with ZipFile(io.BytesIO(packed)) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            _upgrade_as_told(aside, manifest["revision"], upgrade)
            with aside.engine.execution_options(writing=True).begin() as connection:
                _unpack(archive, manifest, connection)
        upgrade(aside, "head")
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, SQLAlchemyError) as error:
        raise BackupRefused(_NOT_WHOLE) from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise BackupRefused(_NOT_WHOLE) from error
    return manifest


def _upgrade_as_told(aside: Database, revision: str, upgrade: Upgrade) -> None:
    try:
        upgrade(aside, revision)
    except CommandError:
        raise BackupRefused("A newer Varde made it. Upgrade this one first.") from None


def _unpack(archive: ZipFile, manifest: dict[str, Any], connection: Connection) -> None:
    known = rows.tables(connection)
    if set(manifest["parts"]) | set(manifest["left_out"]) != set(known):
        raise BackupRefused(_NOT_WHOLE)
    rows.empty(connection, known.values())
    for name, table in known.items():
        if name in manifest["parts"]:
            part = manifest["parts"][name]
            rows.put_in(connection, table, part["columns"], _rows_of(archive, name, part))


def _rows_of(archive: ZipFile, name: str, part: dict[str, Any]) -> Iterator[rows.Row]:
    seen, count = hashlib.sha256(), 0
    with archive.open(part_name(name)) as file:
        for line in file:
            seen.update(line)
            count += 1
            yield json.loads(line)
    if (count, seen.hexdigest()) != (part["rows"], part["sha256"]):
        raise BackupRefused(_NOT_WHOLE)


def _move(aside: Database, base: Database) -> None:
    """From memory into the place where the truth lives: all of it, or nothing."""
    writing = base.engine.execution_options(writing=True)
    with aside.engine.connect() as source, writing.begin() as target:
        found = rows.tables(target)
        before = state_of(target).number
        rows.empty(target, found.values())
        for name, table in rows.tables(source).items():
            columns = [column.name for column in table.columns]
            rows.put_in(target, found[name], columns, rows.take_out(source, table))
        # A worker that saw the old state must see that it is over, also when the backup is older than that.
        begin_anew(target, before)
