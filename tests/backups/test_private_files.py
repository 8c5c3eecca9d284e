"""May anybody but the owner read the database? Not its file, nor its log, nor its memory; new or old, whatever the umask."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from directory import db
from tests.houses import Builder, Sqlite


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A system on which new files may be read and written by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def house_on_disk(tmp_path: Path, open_to_all: None) -> Iterator[Flask]:
    """A house before its first `init`, on SQLite."""
    builder = Builder(tmp_path, Sqlite())
    app = builder.bare()
    yield app
    builder.close(app)


def modes(house: Flask) -> dict[str, int]:
    """The mode of each file of the database, by its ending."""
    path: Path = house.extensions["settings"].instance / "varde.sqlite3"
    files = path.parent.glob(f"{path.name}*")
    return {each.name.removeprefix(path.name): stat.S_IMODE(each.stat().st_mode) for each in files}


def write(house: Flask) -> None:
    """Something that lies in the log."""
    with house.app_context(), db.of_app().writing() as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS note (words TEXT)"))


def test_a_new_database_is_its_owners_alone(house_on_disk: Flask) -> None:
    write(house_on_disk)
    assert modes(house_on_disk) == {"": 0o600, "-wal": 0o600, "-shm": 0o600}


def test_a_database_that_everybody_could_read_is_closed_to_them(house_on_disk: Flask) -> None:
    write(house_on_disk)
    path: Path = house_on_disk.extensions["settings"].instance / "varde.sqlite3"
    for each in path.parent.glob(f"{path.name}*"):
        each.chmod(0o666)
    house_on_disk.extensions["database"].engine.dispose()
    write(house_on_disk)
    assert set(modes(house_on_disk).values()) == {0o600}
