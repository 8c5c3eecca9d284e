"""Is what is small and becomes huge refused at once, with a word, whoever brings it, and without filling the machine?"""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tests.drills.conftest import folder_of
from tests.drills.lists.beside import ListDesk, watching
from tests.drills.lists.bombs import BOMBS
from tests.houses import Builder
from tests.markup import parse
from tests.serving import Service, serving

pytestmark = pytest.mark.long
READ = {"wide.xlsx", "wide.csv", "marks.json"}
"""They are lists all the same, and are read for no more than others cost."""
_WITHIN = 5.0  # seconds
_MOST = 150.0  # megabytes beyond what the worker had


@pytest.fixture(scope="module")
def served(builder_on_disk: Builder) -> Iterator[tuple[Service, ListDesk]]:
    instance = folder_of(builder_on_disk)
    with serving(instance, VARDE_FETCH_PRIVATE="1") as service:
        desk = ListDesk(instance, service)
        desk.bring(
            b"Navn;Kommune\nA (eksempel);Oslo\n", "a.csv"
        )  # what is imported with the first list is not the bomb's
        yield service, desk
        desk.client.close()


@pytest.mark.parametrize("name", BOMBS)
def test_at_the_desk(served: tuple[Service, ListDesk], name: str) -> None:
    service, desk = served
    data = BOMBS[name]()
    began = time.monotonic()
    with watching(service, reads=False) as beside:
        answer = desk.bring(data, name)
    took = time.monotonic() - began
    words = (
        [each.text for each in parse(answer.text).select("[role=alert], h1")]
        if answer.status_code >= 400
        else ""
    )
    print(
        f"{name}: {len(data) / 1e6:.1f} MB, {answer.status_code}, {took:.2f} s, {max(beside.more.values(), default=0):.0f} MB, {words}"
    )
    assert answer.status_code in ((303,) if name in READ else (413, 422))
    assert took < _WITHIN
    assert max(beside.more.values(), default=0) < _MOST


def _full() -> bytes:
    rows = (b'{"name":"%x","day":%d}' % (number, number % 7) for number in range(700_000))
    return b"[" + b",".join(rows) + b"]"


@cache
def _on_the_wire(path: str) -> bytes:
    return gzip.compress(_Lists.held[path](), 9)


class _Lists(BaseHTTPRequestHandler):
    """Somebody's server: every bomb by its name, packed once more on the wire."""

    held: ClassVar[dict[str, Callable[[], bytes]]] = {
        f"/{name}": make for name, make in BOMBS.items() if name.endswith((".json", ".ics", ".csv"))
    } | {"/zeros.json": lambda: bytes(400_000_000), "/full.json": _full}

    def do_GET(self) -> None:
        body = _on_the_wire(self.path)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing to say."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of that server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Lists)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", list(_Lists.held))
def test_from_an_address(served: tuple[Service, ListDesk], elsewhere: str, path: str) -> None:
    service, desk = served
    _on_the_wire(path)  # packed before anybody waits for it
    form = {"json": "meeting-guide", "ics": "calendar", "csv": "spreadsheet"}[path.rpartition(".")[2]]
    source = desk.follow(path, elsewhere + path, form)
    began = time.monotonic()
    with watching(service, reads=False) as beside:
        page = desk.fetch_now(source)
    took = time.monotonic() - began
    print(f"{path}: {took:.2f} s, {max(beside.more.values(), default=0):.0f} MB")
    assert "Kunne ikke hentes" in page or path[1:] in READ
    assert took < _WITHIN
    assert max(beside.more.values(), default=0) < _MOST
