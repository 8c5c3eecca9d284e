"""Does `init` make a house that works, and may it be repeated without harm?"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from directory.contact_points.models import ContactPoint, CoveredArea
from directory.listings.records.models import Listing, ListingOrganisation, Organisation
from directory.listings.records.schedules import Schedule
from tests.houses import run
from tests.inspecting import Visitor

TABLES = (Listing, Schedule, ListingOrganisation, Organisation, ContactPoint, CoveredArea)
GOOD = {
    "id": "ny1",
    "name": "Varmestua på Torget",
    "kind": "meeting_place",
    "municipality": "Ålesund",
    "needs": ["loneliness"],
    "audiences": ["self"],
    "meetings": [{"weekday": "friday", "starts": "18:00", "ends": "20:00"}],
    "source": "Kommunens nettside",
}


def counts(app: Flask) -> dict[str, int]:
    """The number of rows in each table."""
    with app.extensions["database"].reading() as session:
        return {table.__name__: session.scalar(select(func.count()).select_from(table)) for table in TABLES}


def told(app: Flask, *words: str) -> Result:
    """A command that may fail."""
    return app.test_cli_runner().invoke(args=words)


FileOf = Callable[..., Path]


@pytest.fixture
def file_of(tmp_path: Path) -> FileOf:
    """A file of JSON lines."""

    def write(*rows: Any) -> Path:
        path = tmp_path / "tilbud.jsonl"
        lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.both_databases
def test_a_bare_house_is_ready_after_one_command(bare_house: Flask) -> None:
    said = run(bare_house, "init", "--demo")
    numbers = re.search(r"Ready: (\d+) listings, (\d+) searchable\.", said)
    assert numbers
    assert numbers[1] == numbers[2]
    assert 0 < int(numbers[1]) < counts(bare_house)["Listing"]  # some are closed or hidden
    assert "Al-Anon" in Visitor(bare_house).say("Mannen min drikker for mye. Jeg bor i Ålesund.").text


def test_development_gets_the_demonstration_without_asking(bare_house: Flask) -> None:
    run(bare_house, "init")
    with bare_house.extensions["database"].reading() as session:
        assert session.scalar(select(func.count()).select_from(Listing).where(Listing.demo)) > 0


def test_without_the_demonstration_only_what_is_true_comes_in(bare_house: Flask) -> None:
    run(bare_house, "init", "--no-demo")
    with bare_house.extensions["database"].reading() as session:
        assert session.scalars(select(Listing).where(Listing.demo)).all() == []
        assert session.scalars(select(ContactPoint).where(ContactPoint.demo)).all() == []
    assert "(eksempel)" not in Visitor(bare_house).get("/finn?place=alesund").text


@pytest.mark.both_databases
def test_repeating_it_doubles_nothing(fresh_house: Flask) -> None:
    before = counts(fresh_house)
    said = [run(fresh_house, "init", "--demo") for _time in range(2)]
    assert counts(fresh_house) == before
    assert said[0] == said[1]
    assert run(fresh_house, "index", "check")


def test_repeating_it_keeps_what_people_have_made_truer(fresh_house: Flask) -> None:
    with fresh_house.extensions["database"].writing() as session:
        listing = session.scalars(select(Listing).where(~Listing.demo).order_by(Listing.id)).first()
        line = session.get(ContactPoint, "mentalhelse")
        listing.name, line.hours = "Et sannere navn", "Andre tider"
        kept = listing.id
    run(fresh_house, "init", "--demo")
    with fresh_house.extensions["database"].reading() as session:
        assert session.get(Listing, kept).name == "Et sannere navn"
        assert session.get(ContactPoint, "mentalhelse").hours == "Andre tider"


def test_a_file_of_listings_is_put_in_and_found(bare_house: Flask, file_of: FileOf) -> None:
    said = run(bare_house, "init", "--no-demo", "--listings", str(file_of(GOOD, GOOD | {"id": "ny2"})))
    assert "2 listings from tilbud.jsonl" in said
    page = Visitor(bare_house).say("Varmestua på Torget")
    assert "Varmestua på Torget" in page.text


def test_the_same_file_twice_changes_nothing(fresh_house: Flask, file_of: FileOf) -> None:
    without_id = {name: value for name, value in GOOD.items() if name != "id"}
    path = str(file_of(GOOD, without_id | {"name": "En annen"}))
    run(fresh_house, "init", "--listings", path)
    once = counts(fresh_house)
    run(fresh_house, "init", "--listings", path)
    assert counts(fresh_house) == once


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (GOOD | {"kind": "party"}, "line 2: kind must be one of: group, course, meeting_place, service"),
        ("{not json", "line 2: "),
    ],
)
def test_a_fault_in_a_file_names_its_line_and_field_and_changes_nothing(
    fresh_house: Flask, file_of: FileOf, row: Any, words: str
) -> None:
    before = counts(fresh_house)
    result = told(fresh_house, "init", "--listings", str(file_of(GOOD, row, GOOD | {"id": "ny3"})))
    assert result.exit_code == 1
    assert words in result.output
    assert "Nothing was changed." in result.output
    assert counts(fresh_house) == before


def test_a_file_that_is_no_text_is_refused_in_words(fresh_house: Flask, tmp_path: Path) -> None:
    path = tmp_path / "bilde.jsonl"
    path.write_bytes(b"\x89PNG\xff\xfe")
    result = told(fresh_house, "init", "--listings", str(path))
    assert result.exit_code == 1
    assert "bilde.jsonl" in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_is_refused_in_words(fresh_house: Flask, tmp_path: Path) -> None:
    result = told(fresh_house, "init", "--listings", str(tmp_path / "borte.jsonl"))
    assert result.exit_code == 2
    assert "does not exist" in result.output
