"""Does a worker that sends 150,000 listings hold no more than 150 MB beyond what it holds idle? `HOUSES=FOLDER` keeps the house, as for `make bench`."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.houses import kept
from tests.drills.lists.beside import QUESTION, watching
from tests.serving import Service, serving

pytestmark = pytest.mark.long
COUNT = 150_000
_MOST = 150.0  # megabytes
_FORMATS = {
    "/data/varde.zip": 100_000_000,
    "/data/listings.jsonl": 100_000_000,
    "/data/listings.csv": 30_000_000,
    "/data/listings.geojson": 30_000_000,
    "/feeds/meeting-guide.json": 50_000_000,
    "/client_interface/json/?switcher=GetSearchResults": 50_000_000,
    "/hsds/services?format=ndjson&full=true": 50_000_000,
}
"""What is asked for, and how many bytes it is at least before it is packed."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = Path(os.environ.get("HOUSES") or tmp_path_factory.mktemp("houses"))
    with serving(kept(folder, COUNT), VARDE_READS_A_MINUTE="0") as service:
        for _time in range(8):  # both workers
            httpx.get(service.address + QUESTION, timeout=120)
        yield service


@pytest.mark.parametrize("path", list(_FORMATS))
def test_it_is_sent_while_it_is_read(service: Service, path: str) -> None:
    began, count = time.monotonic(), 0
    with watching(service) as beside, httpx.stream("GET", service.address + path, timeout=600) as answer:
        assert answer.status_code == 200
        for piece in answer.iter_bytes():
            count += len(piece)
    beside.say(f"{path}: {count / 1e6:.0f} MB in {time.monotonic() - began:.0f} s")
    assert count > _FORMATS[path] * (0.1 if path.endswith("zip") else 1)
    assert max(beside.more.values()) < _MOST
    assert beside.failed == []
