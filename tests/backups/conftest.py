"""What every test of trouble begins with: a house on SQLite, since its files are what gets into trouble."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.backups.troubles import read
from tests.db.replicas import copied, with_replica
from tests.drills.writing_site import with_writing
from tests.houses import Builder


@pytest.fixture
def small_house(sqlite_builder: Builder) -> Iterator[Flask]:
    """A furnished house on SQLite in which one can write, and which everybody has read in: a copy as others are."""
    app = with_writing(sqlite_builder.furnished())
    read(app)
    yield app
    sqlite_builder.close(app)


@pytest.fixture
def replicated(small_house: Flask) -> Iterator[Flask]:
    """A worker of the small house that has a replica to read from."""
    with with_replica(small_house, f"sqlite:///{copied(small_house)}") as app:
        read(app)
        yield app
