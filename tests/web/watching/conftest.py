"""What tests of figures begin with, where the kind of database does not matter."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.houses import Builder


@pytest.fixture
def small_house(sqlite_builder: Builder) -> Iterator[Flask]:
    """A furnished house on SQLite."""
    app = sqlite_builder.furnished()
    yield app
    sqlite_builder.close(app)
