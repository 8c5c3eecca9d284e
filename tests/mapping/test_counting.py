"""Is every number of the report what anybody gets who counts the open listings, and does each total add up by every route?"""

import csv
import io
from typing import Any

import pytest
from flask import Flask

from directory.listings.records.models import Listing
from directory.mapping.counting import kept_rows
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.mapping.recounting import BY, Document, open_listings, recount

TODAY = NOW.date()


@pytest.fixture(scope="module")
def listings(house: Flask) -> list[Document]:
    return open_listings(house.test_client())


def table_of(app: Flask, key: str, code: str = "NO") -> dict[str, Any]:
    """A table as it is given out."""
    found: dict[str, Any] = app.test_client().get(f"/kartlegging/tall/{code}/{key}.json").json
    return found


def counts_of(table: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Its rows that are not empty."""
    return {row["code"]: (row["count"], row["fresh"]) for row in table["rows"] if row["count"]}


@pytest.mark.parametrize("key", BY)
def test_every_number_is_that_of_the_open_listings(house: Flask, listings: list[Document], key: str) -> None:
    kind, of = BY[key]
    counted = [each for each in listings if kind in (None, each["kind"])]
    table = table_of(house, key)
    assert counts_of(table) == recount(counted, TODAY, of)
    assert table["total"]["count"] == len(counted)


def test_totals_add_up_by_every_route(house: Flask) -> None:
    tables = {key: table_of(house, key) for key in BY}
    groups = tables["organisasjon"]["total"]
    for key, table in tables.items():
        summed = [sum(row[name] for row in table["rows"]) for name in ("count", "fresh")]
        total = [table["total"][name] for name in ("count", "fresh")]
        assert summed == total or not table["rows_add_up"], key
        assert total[0] == groups["count"] or BY[key][0] != "group", key
    crossed = tables["organisasjon-fylke"]
    for county in tables["fylke"]["rows"]:
        down = sum(row.get(county["code"], 0) for row in crossed["rows"])
        assert down == crossed["total"].get(county["code"], 0) == county["count"]
    assert tables["tilbud"]["total"]["count"] == tables["klasse"]["total"]["count"]
    assert sum(table_of(house, "tilbud", code)["total"]["count"] for code in _counties(tables)) == sum(
        "in_person" in each["formats"] for each in open_listings(house.test_client())
    )


def _counties(tables: dict[str, dict[str, Any]]) -> list[str]:
    return [row["code"] for row in tables["fylke"]["rows"] if row["code"].isdigit()]


def test_csv_page_and_json_say_the_same(house: Flask, visit: Visitor) -> None:
    page = visit.get("/kartlegging")
    for key in BY:
        table = table_of(house, key)
        lines = list(
            csv.DictReader(
                io.StringIO(house.test_client().get(f"/kartlegging/tall/NO/{key}.csv").text, newline="")
            )
        )
        assert [line["count"] for line in lines] == [
            str(row["count"]) for row in [*table["rows"], table["total"]]
        ]
        assert all(line["note"] for line in lines) == table["demonstration"]
        region = next(
            part for part in page.select("div") if part.get("aria-label") == f"Tabell: {table['title']}"
        )
        at = [column["key"] for column in table["columns"]].index("count")
        cells = [row.select("td")[at].text for row in region.select("tr") if row.select("td")]
        assert cells == [line["count"] for line in lines]


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
    assert len(page.select("table")) <= page.text.count(words)
    fresh_house.test_cli_runner().invoke(args=["demo", "remove"])
    assert words not in visit.get("/kartlegging").text
    assert not table_of(fresh_house, "tilbud")["demonstration"]


def test_an_empty_house_says_what_will_stand_there(fresh_house: Flask) -> None:
    with fresh_house.app_context(), fresh_house.extensions["database"].writing() as session:
        for listing in session.query(Listing):
            session.delete(listing)
    page = Visitor(fresh_house).get("/kartlegging")
    assert page.select("table") == []
    assert "Her kommer tallene når det er noe å telle." in page.text
    assert table_of(fresh_house, "organisasjon")["rows"] == []
