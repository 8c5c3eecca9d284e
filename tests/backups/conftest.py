"""What every test of trouble begins with: a house on SQLite, since its files are what gets into trouble."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.backups.troubles import read
from tests.db.replicas import copied, with_replica
from tests.drills.writing_site import with_writing
from tests.houses import Builder, Sqlite


@pytest.fixture
def small_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A furnished house on SQLite in which one can write, and which everybody has read in."""
    builder = Builder(tmp_path_factory.mktemp("small"), Sqlite())
    app = with_writing(builder.furnished())
    read(app)
    yield app
    builder.close(app)


@pytest.fixture
def replicated(small_house: Flask) -> Iterator[Flask]:
    """A worker of the small house that has a replica to read from."""
    with with_replica(small_house, f"sqlite:///{copied(small_house)}") as app:
        read(app)
        yield app
