"""Is every number of the report what anybody gets who counts the open listings, and does each total add up by every route?"""

import csv
import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from directory.listings.records.models import Listing
from directory.mapping.counting import kept_rows
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.mapping.recounting import (
    BY,
    CROSSED,
    Document,
    Numbers,
    Recount,
    Rows,
    Table,
    open_listings,
    rows_of,
    write,
)

TODAY = NOW.date()
NOTHING: Numbers = {"count": 0, "fresh": 0, "fresh_share": None}
AREAS = [
    ("country", "NO", ""),
    ("county", "15", "/more-og-romsdal"),
    ("municipality", "0301", "/kommune/oslo"),
    ("municipality", "1508", "/kommune/alesund"),
    ("organisation", "al-anon", "/organisasjon/al-anon"),
    ("organisation", "frivilligsentral", "/organisasjon/frivilligsentral"),
]
areas = pytest.mark.parametrize(("kind", "code", "path"), AREAS, ids=[code for _kind, code, _path in AREAS])


@pytest.fixture(scope="module")
def listings(house: Flask) -> list[Document]:
    return open_listings(house.test_client())


def table_of(app: Flask, key: str, code: str = "NO") -> Table:
    """A table as it is given out."""
    found: Table = app.test_client().get(f"/kartlegging/tall/{code}/{key}.json").json
    return found


def tables_of(app: Flask, code: str) -> list[Table]:
    """All tables of an area, as they are given out together."""
    found: list[Table] = app.test_client().get(f"/kartlegging/tall/{code}/alt.json").json["tables"]
    return found


def compare(table: Table, recounted: Rows) -> None:
    """Every number of a table, and every row that must be there."""
    given = {row["code"]: row for row in rows_of(table)}
    assert not table["total"] or recounted.keys() <= given.keys(), table["table"]
    assert table["total"] or recounted["total"]["count"] == 0
    for code, row in given.items():
        expected = recounted.get(code, NOTHING | {"rate": 0.0 if row.get("rate") is not None else None})
        for column in table["columns"]:
            assert row[column["key"]] == expected.get(column["key"], 0), (table["table"], code, column)


@areas
def test_every_number_is_that_of_the_open_listings(
    house: Flask, listings: list[Document], kind: str, code: str, path: str
) -> None:
    recounted = Recount(listings, TODAY, kind, code).tables()
    tables = {table["table"]: table for table in tables_of(house, code)}
    assert tables.keys() == recounted.keys()
    for key, table in tables.items():
        compare(table, recounted[key])
        assert table == table_of(house, key, code)


@areas
def test_page_csv_and_workbook_say_the_same(
    house: Flask, visit: Visitor, kind: str, code: str, path: str
) -> None:
    page, client = visit.get(f"/kartlegging{path}"), house.test_client()
    regions = {part.get("aria-label"): part for part in page.select("div") if part.get("role") == "region"}
    book = load_workbook(io.BytesIO(client.get(f"/kartlegging/tall/{code}/alt.xlsx").data))
    for table in tables_of(house, code):
        keys, rows = [column["key"] for column in table["columns"]], rows_of(table)
        numbers = [[row[key] for key in keys] for row in rows]
        text = client.get(f"/kartlegging/tall/{code}/{table['table']}.csv").text
        lines = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [[_number(line[key]) for key in keys] for line in lines] == numbers
        assert all(line["note"] for line in lines) == (table["demonstration"] or not lines)
        sheet = book[table["table"]].iter_rows(min_row=4, min_col=3, values_only=True)
        assert [list(row) for row in sheet] == numbers
        if not rows:
            assert f"Tabell: {table['title']}" not in regions
            continue
        cells = [row.select("td") for row in regions[f"Tabell: {table['title']}"].select("tr")]
        written = [[write(row[column["key"]], column["kind"]) for column in table["columns"]] for row in rows]
        assert [["".join(cell.text.split()) for cell in row] for row in cells if row] == written


def _number(text: str) -> float | None:
    return float(text) if text else None


def test_totals_add_up_by_every_route(house: Flask, listings: list[Document]) -> None:
    tables = {key: table_of(house, key) for key in (BY.keys() | CROSSED.keys()) - {"kommune"}}
    groups, courses = tables["organisasjon"]["total"], tables["kurs-vert"]["total"]
    for key, table in tables.items():
        summed = [sum(row[name] for row in table["rows"]) for name in ("count", "fresh")]
        total = [table["total"][name] for name in ("count", "fresh")]
        assert summed == total or not table["rows_add_up"], key
        kind = (BY | CROSSED)[key][0]
        assert kind is None or total[0] == (groups if kind == "group" else courses)["count"], key
    crossed, counties = tables["organisasjon-fylke"], tables["fylke"]["rows"]
    for county in counties:
        down = sum(row.get(county["code"], 0) for row in crossed["rows"])
        assert down == crossed["total"].get(county["code"], 0) == county["count"]
    by_kind = {row["code"]: row["count"] for row in tables["tilbud"]["rows"]}
    assert by_kind == {kind: tables["klasse"]["total"][kind] for kind in by_kind}
    assert (by_kind["group"], by_kind["course"]) == (groups["count"], courses["count"])
    met = [row["code"] for row in counties if row["code"].isdigit()]
    narrowed = {code: table_of(house, "tilbud", code) for code in met}
    assert sum(table["total"]["count"] for table in narrowed.values()) == sum(
        "in_person" in each["formats"] for each in listings
    )
    for county in counties:
        if county["code"] in narrowed:
            towns = table_of(house, "kommune", county["code"])
            assert sum(row["count"] for row in towns["rows"]) == county["count"]


@pytest.mark.both_databases
def test_after_one_edit_only_what_changed_is_counted_anew(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    before = table_of(fresh_house, "apenhet")["total"]["count"]
    client.get("/kartlegging")
    with fresh_house.app_context(), fresh_house.extensions["database"].writing() as session:
        group = session.get(Listing, "demo002")
        group.status = "closed"
        other = session.get(Listing, "demo003")
        other.openness = "open"
    assert table_of(fresh_house, "apenhet")["total"]["count"] == before - 1
    with fresh_house.app_context():
        assert kept_rows.of_app().read == 1


def test_what_is_made_up_is_marked_and_goes_with_the_demonstration(fresh_house: Flask) -> None:
    visit = Visitor(fresh_house)
    words = "Oppdiktede eksempler er med i tallene."
    page = visit.get("/kartlegging")
    assert len(page.select("table")) + len(page.select("figure")) <= page.text.count(words)
    fresh_house.test_cli_runner().invoke(args=["demo", "remove"])
    for path in ("", "/more-og-romsdal", "/hvite-flekker", "/over-tid"):
        assert words not in visit.get(f"/kartlegging{path}").text
    assert not table_of(fresh_house, "tilbud")["demonstration"]


def test_a_house_without_groups_says_so_and_shows_no_nought(fresh_house: Flask) -> None:
    fresh_house.test_cli_runner().invoke(args=["demo", "remove"])
    page = Visitor(fresh_house).get("/kartlegging")
    assert "Ingen grupper er lagt inn ennå. Ingen har bekreftet tilbudene det siste året." in page.text
    assert " 0 " not in page.one("p.answer").text
    recounted = Recount(open_listings(fresh_house.test_client()), TODAY).tables()
    for table in tables_of(fresh_house, "NO"):
        compare(table, recounted[table["table"]])


def test_an_empty_house_says_what_will_stand_there(fresh_house: Flask) -> None:
    with fresh_house.app_context(), fresh_house.extensions["database"].writing() as session:
        for listing in session.query(Listing):
            session.delete(listing)
    for path in ("/kartlegging", "/kartlegging/hvite-flekker"):
        page = Visitor(fresh_house).get(path)
        assert page.select("table") == []
        assert "Her kommer tallene når det er noe å telle." in page.text
    asked = "need=alcohol&place=nes"
    table = fresh_house.test_client().get(f"/kartlegging/hvite-flekker/rekkevidde.json?{asked}").json
    assert [row["people"] for row in table["rows"]] == [None] * 3
    assert all(row["more"] > 0 for row in table["rows"])
    assert table_of(fresh_house, "organisasjon")["rows"] == []
