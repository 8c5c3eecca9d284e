"""Can everything be taken away, does it say what it is, and does the report of a year stay as it was?"""

import io
import re
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader

from directory.listings.records.models import Listing
from directory.mapping.export.plain_files import plain_text
from directory.mapping.tables.definitions import definitions
from directory.mapping.tables.field_table import FieldColumn, FieldRow, FieldTable
from directory.web.paper.documents import can_be_made
from tests.desks import colleague
from tests.houses import run
from tests.inspecting import Visitor
from tests.mapping.recounting import Table, rows_of, write

BESIDE = ("hvite-flekker/rekkevidde", "hvite-flekker/tomme-kommuner", "over-tid/over-tid")
METHOD = Path(__file__).parents[2] / "docs" / "method.md"


def test_every_number_leads_to_its_definition(house: Flask, visit: Visitor) -> None:
    page, method = visit.get("/kartlegging"), visit.get("/kartlegging/metode")
    explained = {part.get("id") for part in method.select("h2")}
    for section in page.select("section"):
        led = {
            link.get("href").partition("#")[2]
            for link in section.select("a")
            if "/metode#" in link.get("href")
        }
        assert led <= explained and (led or section.select("table") == [])
    with house.test_request_context("/"):
        keys = {each.key for each in definitions()}
    written = set(re.findall(r"^### `([\w-]+)`", METHOD.read_text(encoding="utf-8"), re.MULTILINE))
    assert keys == written


@pytest.mark.parametrize(
    "path", ["rogaland", "kommune/alesund", "organisasjon/al-anon", "hvite-flekker", "over-tid"]
)
@pytest.mark.parametrize("language", ["", "/nn", "/en"])
def test_narrowed_pages_stand_in_three_languages(visit: Visitor, path: str, language: str) -> None:
    assert visit.get(f"{language}/kartlegging/{path}").select("table")


def test_a_workbook_holds_every_table(house: Flask) -> None:
    client = house.test_client()
    book = load_workbook(io.BytesIO(client.get("/kartlegging/tall/NO/alt.xlsx").data))
    tables = client.get("/kartlegging/tall/NO/alt.json").json["tables"]
    assert book.sheetnames[1:] == [table["table"] for table in tables]
    for table in tables:
        rows = list(book[table["table"]].iter_rows(min_row=4, values_only=True))
        assert [row[0] for row in rows] == [row["code"] for row in [*table["rows"], table["total"]]]


def test_pictures_say_what_they_show_and_need_no_colour(house: Flask, visit: Visitor) -> None:
    svg = house.test_client().get("/kartlegging/bilde/NO/fylke.svg").text
    rows = house.test_client().get("/kartlegging/tall/NO/fylke.json").json["rows"]
    for row in rows:
        assert not row["rate"] or f">{write(row['rate'], 'rate')}<" in svg
    assert "Oppdiktede eksempler er med i tallene." in svg
    assert house.test_client().get("/kartlegging/bilde/NO/organisasjon-fylke.png").data.startswith(b"\x89PNG")
    drawn = [
        part.get("aria-label")
        for part in visit.get("/kartlegging").select("svg")
        if part.get("role") == "img"
    ]
    assert len(drawn) >= 15 and all("Det samme står i tabellen." in label for label in drawn)


def test_no_name_is_a_formula() -> None:
    assert [plain_text(name) for name in ("=1+1", "@x", "AA")] == ["'=1+1", "'@x", "AA"]


def test_one_press_makes_the_report_of_the_year_and_only_those_who_oversee_may(fresh_house: Flask) -> None:
    colleague(fresh_house, "contact", "demo005").post("/skrivebord/kartlegging", expect=403)
    editor = colleague(fresh_house, "national_editor")
    assert "Lag rapporten for 2026" in editor.get("/skrivebord/kartlegging").text
    editor.post("/skrivebord/kartlegging")
    assert "Rapporten for 2026 er laget." in editor.get("/skrivebord/kartlegging").text
    tables = fresh_house.test_client().get("/kartlegging/2026.json").json["tables"]
    assert tables[0]["title"] == "Alle tilbud etter slag"


def test_of_a_year_that_was_never_frozen_no_report_is_made(fresh_house: Flask) -> None:
    said = fresh_house.test_cli_runner().invoke(args=["report", "2019"])
    assert said.exit_code == 1 and "No report of 2019 was frozen" in said.output
    assert fresh_house.test_client().get("/kartlegging/2019.json").status_code == 404


@pytest.mark.skipif(not can_be_made(), reason="this machine lacks Pango")
def test_the_report_of_a_year_is_a_tagged_document_whose_numbers_stay(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    assert "frozen now" in run(fresh_house, "report", "2026")
    before = client.get("/kartlegging/2026.json").json
    live = client.get("/kartlegging/tall/NO/alt.json").json["tables"]
    live += [client.get(f"/kartlegging/{path}.json").json for path in BESIDE]
    assert [rows_of(table) for table in before["tables"]] == [rows_of(table) for table in live]
    with fresh_house.app_context(), fresh_house.extensions["database"].writing() as session:
        session.get(Listing, "demo002").status = "closed"
    assert "already" in run(fresh_house, "report", "--no-pdf")
    assert client.get("/kartlegging/2026.json").json == before
    assert client.get("/en/kartlegging/2026.pdf").data == client.get("/kartlegging/2026.pdf").data
    made = PdfReader(io.BytesIO(client.get("/kartlegging/2026.pdf").data))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    every_number_stands_there(made, before["tables"])
    every_line_of_the_contents_leads_there(made, before["tables"])
    a_wide_table_lies_on_its_side(made, before["tables"])
    fonts = [font.get_object() for page in made.pages for font in page["/Resources"]["/Font"].values()]
    kinds = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all(any(name.startswith("/FontFile") for name in kind) for kind in kinds)


def every_number_stands_there(made: PdfReader, tables: list[Table]) -> None:
    """Each row of each table, whole, by its name and all of its numbers."""
    text = "".join("".join(page.extract_text().split()) for page in made.pages)
    for table in tables:
        for row in rows_of(table):
            numbers = [write(row[column["key"]], column["kind"]) for column in table["columns"]]
            assert "".join([*row["name"].split(), *numbers]) in text, (table["table"], row["name"])
        marked = text.count("".join((table["title"] + ". Oppdiktede eksempler er med i tallene.").split()))
        assert marked == table["demonstration"], table["table"]


def every_line_of_the_contents_leads_there(made: PdfReader, tables: list[Table]) -> None:
    """To the page where its heading stands."""
    lines = [link.get_object() for link in made.pages[1]["/Annots"]]
    for table in tables:
        (target,) = {line["/Dest"] for line in lines if line.get("/Dest") == table["table"]}
        found = made.named_destinations[target]
        there = made.pages[made.get_destination_page_number(found)]
        assert "".join(table["title"].split()) in "".join(there.extract_text().split())
    headings = [each.title for each in made.outline[1] if not isinstance(each, list)]
    assert headings[1 : len(tables) + 1] == [table["title"] for table in tables]


def a_wide_table_lies_on_its_side(made: PdfReader, tables: list[Table]) -> None:
    """Upright, its last columns would be cut off."""
    (wide,) = [table["title"] for table in tables if len(table["columns"]) > 10]
    (sheet,) = [page for page in made.pages if f"{wide}. Oppdiktede" in page.extract_text()]
    assert sheet.mediabox.width > sheet.mediabox.height


def test_answers_of_a_round_stand_here_when_one_was_held(fresh_house: Flask) -> None:
    given = fresh_house.test_client().get("/kartlegging/tall/NO/alt.json").json["tables"]
    assert "svar" not in {table["table"] for table in given}
    columns = (FieldColumn("count", "Spurt"), FieldColumn("fresh", "Svarte"))
    row = FieldRow("aa", "AA", (7, 5))
    answers = FieldTable("svar", "Svar", "tilbud", "Organisasjon", columns, (row,), row)
    fresh_house.extensions["answers"] = lambda _area: [answers]
    fresh_house.extensions.pop("field_parts")
    assert "Svar" in [part.text for part in Visitor(fresh_house).get("/kartlegging").select("h2")]
