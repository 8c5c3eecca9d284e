"""What is the whole of the open data? One zip: tables, documents and points of the same moment, and what they are.

Everything is read once, written to files without a name on the disk, and sent from there.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from typing import IO, Any

from directory import db
from directory.exchange.exporting import sending
from directory.exchange.exporting.public_listings import PublicListing, public_listings
from directory.exchange.exporting.tables.map_points import feature
from directory.exchange.exporting.tables.open_tables import as_csv, pieces_of
from directory.exchange.exporting.tables.readme_text import LICENCE_TEXT, readme
from directory.exchange.exporting.tables.sheet_rows import COLUMNS, sheet_rows
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Organisation, organisations_by_code
from directory.places.loading import load

LICENCE = "CC-BY-4.0"
_ORGANISATION = ("code", "name", "other_names", "audiences", "needs", "twelve_step", "faith_based", "about")
_TABLES = ("listings.csv", "organisations.csv", "listings.jsonl", "listings.geojson")


def archive(now: datetime) -> Iterator[bytes]:
    """The zip, piece by piece."""
    with ExitStack() as stack:
        files = {name: stack.enter_context(tempfile.TemporaryFile()) for name in _TABLES}
        counts = _write(files, now)
        sums = {name: _checksum(file) for name, file in files.items()}
        told = json.dumps(manifest(now, counts, sums), ensure_ascii=False, indent=1).encode()
        texts = {
            "README.md": readme(now, counts).encode(),
            "LICENCE.txt": LICENCE_TEXT.encode(),
            "schema.json": json.dumps(schema(), ensure_ascii=False, indent=1).encode(),
            "manifest.json": told,
        }
        yield from _zip(texts, files, now)


def manifest(now: datetime, counts: dict[str, int], sums: dict[str, str]) -> dict[str, Any]:
    """What is in it, of when, and how much."""
    return {
        "title": "Varde",
        "made_at": now.isoformat(timespec="seconds"),
        "change": db.change_number(db.read_session()),
        "licence": LICENCE,
        "counts": counts,
        "sha256": sums,
    }


def schema() -> dict[str, Any]:
    """What the columns of the table mean, and the shape of a document."""
    shapes = ListingDocument.shapes("#/$defs/{model}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "listings.jsonl: one listing a line",
        "$ref": "#/$defs/Listing",
        "$defs": shapes,
        "columns": dict(COLUMNS),
    }


def organisation_rows(rows: Iterable[Organisation]) -> Iterator[list[Any]]:
    """A row for each organisation."""
    for row in rows:
        values = (getattr(row, name) for name in _ORGANISATION)
        yield [", ".join(value) if isinstance(value, list) else value for value in values]


def _write(files: Mapping[str, IO[bytes]], now: datetime) -> dict[str, int]:
    """All tables in one reading; how much there was."""
    session, gazetteer = db.read_session(), load()
    organisations = organisations_by_code(session).values()
    _put(files["organisations.csv"], as_csv(_ORGANISATION, organisation_rows(organisations)))
    counts = {"listings": 0, "rows": 0, "organisations": len(organisations), "demo": 0}
    table = files["listings.csv"]
    _put(table, as_csv(COLUMNS, ()))
    points = files["listings.geojson"]
    points.write(b'{"type": "FeatureCollection", "features": [')
    for public in public_listings(session, gazetteer):
        rows = list(sheet_rows(public, gazetteer))
        _put(table, _lines(rows))
        files["listings.jsonl"].write(document_line(public))
        points.write(
            (b",\n" if counts["listings"] else b"\n") + sending.as_json(feature(public, gazetteer, now))
        )
        counts["listings"] += 1
        counts["rows"] += len(rows)
        counts["demo"] += public.document.demo
    points.write(b"\n]}\n")
    return counts


def document_line(public: PublicListing) -> bytes:
    """A listing as one line of JSON, as `init --listings` takes it."""
    return sending.as_json(public.document.as_public_json()) + b"\n"


def _lines(rows: Iterable[list[Any]]) -> Iterator[bytes]:
    lines = as_csv((), rows)
    next(lines)
    return lines


def _put(file: IO[bytes], pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        file.write(piece)


def _checksum(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for piece in pieces_of(file):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


class _Outbox:
    """Takes what the zip writes, until it is sent."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def _zip(texts: dict[str, bytes], files: Mapping[str, IO[bytes]], now: datetime) -> Iterator[bytes]:
    outbox = _Outbox()
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_DEFLATED) as whole:  # type: ignore[call-overload]
        members: list[tuple[str, Iterable[bytes]]] = [
            *((name, (text,)) for name, text in texts.items()),
            *((name, pieces_of(file)) for name, file in files.items()),
        ]
        for name, pieces in members:
            info = zipfile.ZipInfo(f"varde/{name}", now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            with whole.open(info, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
                    yield outbox.take()
    yield outbox.take()
