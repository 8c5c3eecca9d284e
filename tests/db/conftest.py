"""What every test of a replica begins with."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.houses import Builder


@pytest.fixture
def small_house(sqlite_builder: Builder) -> Iterator[Flask]:
    """A furnished house on SQLite: a copy of its file is a replica that comes on when it is told to."""
    app = sqlite_builder.furnished()
    yield app
    sqlite_builder.close(app)
