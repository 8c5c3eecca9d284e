"""What every drill begins with: the folder of a house that nobody is in, small or of the size that is promised."""

from itertools import cycle, islice
from pathlib import Path

import pytest

from directory.listings.records.document import document_of
from directory.listings.records.loading import put_rows
from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.drills.truth import house_over
from tests.houses import Builder, Sqlite

SIZE = 1_500  # listings


@pytest.fixture(scope="session")
def builder_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Makes houses on SQLite: their files are what drills harm."""
    return Builder(tmp_path_factory.mktemp("drill"), Sqlite())


@pytest.fixture
def instance(builder_on_disk: Builder) -> Path:
    """The folder of a furnished house, with its index."""
    return folder_of(builder_on_disk)


def folder_of(builder: Builder) -> Path:
    """The folder of one more furnished house, with its index, that nobody is in."""
    app = builder.furnished()
    app.test_client().get("/healthz")
    app.extensions["database"].close()
    folder: Path = app.extensions["settings"].instance
    return folder


@pytest.fixture
def large(instance: Path) -> Path:
    """The same with as many listings as are promised: copies of those that are there."""
    with house_over(instance) as app, app.app_context():
        with app.extensions["database"].writing() as session:
            forms = [
                document_of(each, load(), public=False)
                for each in session.query(Listing).order_by(Listing.id)
            ]
            copies = islice(cycle(forms), max(0, SIZE - len(forms)))
            put_rows(session, [row | {"id": f"copy{n}"} for n, row in enumerate(copies)], load())
        app.test_client().get("/healthz")
    return instance
