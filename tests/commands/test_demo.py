"""Can the demonstration be taken away, wholly, from everywhere?"""

import pytest
from flask import Flask
from sqlalchemy import or_, select

from directory.contact_points.models import ContactPoint
from directory.listings.records.models import Listing
from tests.houses import run
from tests.inspecting import Visitor
from tests.search_index.sources import found

pytestmark = pytest.mark.both_databases

MARK = "(eksempel)"


def test_nothing_made_up_is_left_in_the_database(fresh_house: Flask) -> None:
    run(fresh_house, "demo", "remove")
    with fresh_house.extensions["database"].reading() as session:
        for table in (Listing, ContactPoint):
            made_up = select(table).where(or_(table.demo, table.name.contains(MARK)))
            assert session.scalars(made_up).all() == []


def test_nothing_made_up_is_left_in_any_byte_of_the_instance_folder(fresh_house: Flask) -> None:
    run(fresh_house, "demo", "remove")
    folder = fresh_house.extensions["settings"].instance
    holding = [path for path in folder.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()]
    assert holding == []


def test_nothing_made_up_is_left_in_the_index(fresh_house: Flask) -> None:
    index = fresh_house.extensions["matching"].index
    assert found(index, "eksempel")
    run(fresh_house, "demo", "remove")
    assert found(index, "eksempel") == []
    assert index.check() == []
    files = [path for path in fresh_house.extensions["settings"].index_folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"demo0" in path.read_bytes()] == []


def test_nothing_made_up_is_left_on_a_page(fresh_house: Flask) -> None:
    visit = Visitor(fresh_house)
    path = visit.get("/finn?need=alcohol&place=alesund").select("h3 a")[0]["href"]
    assert MARK in visit.get(path).text
    assert visit.get("/").select("aside.strip")
    run(fresh_house, "demo", "remove")
    visit = Visitor(fresh_house)
    assert MARK not in visit.get("/finn?need=alcohol&place=alesund").text
    assert not visit.get("/").select("aside.strip")
    visit.get(path, expect=404)


def test_the_house_is_well_afterwards_and_counts_the_rest(fresh_house: Flask) -> None:
    before = Visitor(fresh_house).get("/healthz").json
    said = run(fresh_house, "demo", "remove")
    after = Visitor(fresh_house).get("/healthz").json
    assert after["status"] == "ok"
    assert 0 < after["listings"] == after["searchable"] < before["listings"]
    assert after["generation"] != before["generation"]
    assert said.startswith("Removed ")


def test_removing_twice_and_bringing_it_back_both_work(fresh_house: Flask) -> None:
    before = Visitor(fresh_house).get("/healthz").json["listings"]
    run(fresh_house, "demo", "remove")
    assert "Removed 0 " in run(fresh_house, "demo", "remove")
    run(fresh_house, "init", "--demo")
    assert Visitor(fresh_house).get("/healthz").json["listings"] == before
