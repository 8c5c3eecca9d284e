"""Which house is asked? A new one with the starting data alone, its clock at a fixed moment, gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path

from flask import Flask

from directory.matching.suggesting.service import of_app
from tests.evaluation.measuring import Understanding
from tests.houses import Builder, Sqlite, run


@contextmanager
def new_house() -> Iterator[Flask]:
    """A house without demonstration data."""
    with tempfile.TemporaryDirectory(prefix="varde-evaluation-") as folder:
        builder = Builder(Path(folder), Sqlite())
        with redirect_stderr(StringIO()):  # the request log of this house is nobody's
            app = builder.bare()
        run(app, "init", "--no-demo")
        yield app
        builder.close(app)


@contextmanager
def understanding(app: Flask) -> Iterator[Understanding]:
    """How `app` understands: as `POST /api/v1/match` does when it is given a sentence alone."""
    with app.test_request_context("/"):
        yield lambda situation: of_app().understand(situation).need.as_json()
