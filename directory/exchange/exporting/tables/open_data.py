"""What can anybody take home? The listings as tables, documents, points, and all of it in one archive."""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify

from directory import db
from directory.exchange.exporting import sending
from directory.exchange.exporting.public_listings import public_listings
from directory.exchange.exporting.tables.map_points import feature
from directory.exchange.exporting.tables.open_archive import archive, document_line, schema
from directory.exchange.exporting.tables.open_tables import as_csv, as_xlsx
from directory.exchange.exporting.tables.sheet_rows import COLUMNS, sheet_rows
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.wire.open_answers import open_to_all, whole
from directory.web.wire.page_tags import kept_for_the_day

feeds = open_to_all(Blueprint("open_data", __name__, url_prefix="/data"))


@feeds.get("/listings.csv")
@whole
@kept_for_the_day
def csv_table() -> Response:
    return sending.send(csv_pieces(), "text/csv", "varde.csv")


@feeds.get("/listings.xlsx")
@whole
@kept_for_the_day
def xlsx_table() -> Response:
    return sending.send(xlsx_pieces(), sending.XLSX, "varde.xlsx")


@feeds.get("/listings.jsonl")
@whole
@kept_for_the_day
def documents() -> Response:
    return sending.send(document_pieces(), "application/x-ndjson", "varde.jsonl")


@feeds.get("/listings.geojson")
@whole
@kept_for_the_day
def points() -> Response:
    return sending.send(point_pieces(), "application/geo+json", "varde.geojson")


@feeds.get("/varde.zip")
@whole
@kept_for_the_day
def whole_archive() -> Response:
    return sending.send(_archive(), "application/zip", "varde.zip")


@feeds.get("/schema.json")
@kept_for_the_day
def shapes() -> Response:
    return jsonify(schema())


def csv_pieces() -> Iterator[bytes]:
    """The table as CSV."""
    yield from as_csv(COLUMNS, _rows())


def xlsx_pieces() -> Iterator[bytes]:
    """The table as XLSX."""
    yield from as_xlsx(list(COLUMNS), _rows())


def document_pieces() -> Iterator[bytes]:
    """Every document, one a line."""
    for public in public_listings(db.read_session(), load()):
        yield document_line(public)


def point_pieces() -> Iterator[bytes]:
    """Every listing as GeoJSON."""
    now, gazetteer = oslo_now(), load()
    yield b'{"type": "FeatureCollection", "features": '
    yield from sending.as_array(
        feature(public, gazetteer, now) for public in public_listings(db.read_session(), gazetteer)
    )
    yield b"}\n"


def _rows() -> Iterator[list[object]]:
    gazetteer = load()
    for public in public_listings(db.read_session(), gazetteer):
        yield from sheet_rows(public, gazetteer)


def _archive() -> Iterator[bytes]:
    yield from archive(oslo_now())
