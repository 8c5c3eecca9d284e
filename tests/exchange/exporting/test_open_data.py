"""Can everything be taken home? Tables without a live formula, points, and an archive whose counts add up."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from flask import Flask
from openpyxl import load_workbook

from directory import db
from directory.exchange.exporting.tables.open_tables import as_csv, as_xlsx
from directory.listings.records.models import Listing
from tests.exchange.reading import fetch, read

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.example")', "\r=1"]


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    table = b"".join(as_csv(["name"], [[text]]))
    assert rows_of(table)[0]["name"][0] == "'"
    sheet = load_workbook(io.BytesIO(b"".join(as_xlsx(["name"], [[text]])))).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].value.strip()) == ("s", text.strip())


def test_a_poisoned_name_is_text_in_every_table(fresh_house: Flask) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        listing = session.get(Listing, "demo001")
        assert listing is not None
        listing.name = "=cmd|'/c calc'!A1"
    named = {row["id"]: row["name"] for row in rows_of(fetch(fresh_house, "/data/listings.csv").data)}
    assert named["demo001"] == "'=cmd|'/c calc'!A1"
    answer = fetch(
        fresh_house, "/client_interface/csv/?switcher=GetSearchResults&data_field_key=meeting_name"
    )
    assert ",=" not in answer.text
    assert '"=' not in answer.text


def test_tables_hold_every_listing(house: Flask) -> None:
    total = read(house, "/api/v1/listings?limit=1")["total"]
    rows = rows_of(fetch(house, "/data/listings.csv").data)
    assert len({row["id"] for row in rows}) == total
    assert {row["phone"] for row in rows} == {"", "'+47 00 00 00 00"}
    sheet = load_workbook(io.BytesIO(fetch(house, "/data/listings.xlsx").data), read_only=True).active
    assert sheet is not None
    assert sum(1 for _row in sheet.iter_rows()) == len(rows) + 1
    points = read(house, "/data/listings.geojson")
    assert (points["type"], len(points["features"])) == ("FeatureCollection", total)
    known = [each["geometry"]["coordinates"] for each in points["features"] if each["geometry"]]
    assert all(4 < longitude < 32 and 57 < latitude < 82 for longitude, latitude in known)


def test_the_archive_says_what_it_holds(house: Flask) -> None:
    archive = zipfile.ZipFile(io.BytesIO(fetch(house, "/data/varde.zip").data))
    assert archive.testzip() is None
    files = {name.removeprefix("varde/"): archive.read(name) for name in archive.namelist()}
    told = json.loads(files["manifest.json"])
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in told["sha256"]} == told["sha256"]
    assert told["counts"]["listings"] == len(files["listings.jsonl"].splitlines())
    assert told["counts"]["rows"] == len(rows_of(files["listings.csv"]))
    assert told["made_at"].startswith("2026-11-22")
    assert "CC-BY-4.0" in files["LICENCE.txt"].decode()
    assert set(json.loads(files["schema.json"])["columns"]) == set(rows_of(files["listings.csv"])[0])


def test_documents_are_those_of_the_interface(house: Flask) -> None:
    lines = {
        each["id"]: each for each in map(json.loads, fetch(house, "/data/listings.jsonl").text.splitlines())
    }
    one = read(house, "/api/v1/listings/demo005")
    del one["page"]
    assert lines["demo005"] == one
