"""What is in a backup? Every table of one moment, each as a part of JSON lines, and a manifest that vouches for them.

Never the index: it is built from the tables, and one from elsewhere could run code.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from alembic.migration import MigrationContext
from sqlalchemy import Table
from sqlalchemy.engine import Connection, Engine

from directory.backups import rows
from directory.backups.file import FORMAT, BackupRefused

MANIFEST = "manifest.json"
LEFT_OUT = MappingProxyType(
    {
        "desk_session": "whoever holds an old backup must not be signed in with it; people sign in anew",
        "sign_in_link": "a link is good for minutes, and once",
        "letter": "what was written to somebody; a letter that was sent must not be sent again",
        "attempt": "who tried to sign in lately, and what a network was shown today; forgotten within a day",
        "daily_key": "what today's counts are read by; thrown away at midnight",
        "change_counter": "how often this database was changed; after restoring it is counted on from where it stood",
        "change_feed": "which rows were touched lately, for workers that run; after restoring they read everything anew",
    }
)
"""Tables that are not in a backup, and why. After restoring they are empty."""


def archive(engine: Engine, made_at: datetime, left_out: Mapping[str, str] = LEFT_OUT) -> bytes:
    """A ZIP archive of all tables as they stood together at one moment; writing goes on meanwhile.

    Raises:
        BackupRefused: there are no tables yet.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    packed = io.BytesIO()
    with engine.connect() as connection, ZipFile(packed, "w", ZIP_DEFLATED) as into:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None:
            raise BackupRefused("There is no database to back up. Make it: flask --app app init")
        known = rows.tables(connection)
        without = {name: why for name, why in left_out.items() if name in known}
        parts = {name: _part(connection, known[name], into) for name in known if name not in without}
        manifest = {
            "format": FORMAT,
            "made_at": made_at.isoformat(timespec="seconds"),
            "revision": revision,
            "parts": parts,
            "left_out": without,
        }
        into.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return packed.getvalue()


def _part(connection: Connection, table: Table, into: ZipFile) -> dict[str, Any]:
    """Write one table as JSON lines; what the manifest says of it."""
    seen, count = hashlib.sha256(), 0
    with into.open(part_name(table.name), "w", force_zip64=True) as file:
        for row in rows.take_out(connection, table):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
            seen.update(line)
            file.write(line)
            count += 1
    return {"columns": [column.name for column in table.columns], "rows": count, "sha256": seen.hexdigest()}


def part_name(table: str) -> str:
    """Where a table's rows lie in the archive."""
    return f"tables/{table}.jsonl"
