"""What every test of the index on the disk begins with: a source of three documents, and a folder that is not there yet."""

from pathlib import Path

import pytest

from tests.search_index.sources import FIRST, Source


@pytest.fixture
def source() -> Source:
    return Source(FIRST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"
