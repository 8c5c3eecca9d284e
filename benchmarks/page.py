"""What does a whole page cost? `/finn` under gunicorn, beside a bare Flask page with twenty cards under the same gunicorn."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app import create_app
from benchmarks.measuring import at
from benchmarks.results import Result
from directory.settings import from_environment

_ROOT = Path(__file__).resolve().parents[1]
_ASKED = (
    "/finn?need=alcohol&place=alesund",
    "/finn?need=alcohol&audience=relative&place=oslo",
    "/finn?need=grief&place=bergen",
    "/finn?need=anxiety&audience=self&place=trondheim&radius=50",
    "/finn?need=drugs&audience=relative&place=tromso",
    "/finn?need=loneliness&place=drammen",
)
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Load:
    """What many requests took: processor seconds of the server for each, the slow end on the wall, how many a second."""

    cpu: float
    slow: float
    rate: float


def whole(instance: Path, size: int, requests: int, rounds: int) -> list[Result]:
    """`/finn` over the house in `instance` and the bare page, in turn."""
    finn, bare = [], []
    with (
        _serving("app:create_app()", VARDE_INSTANCE=str(instance)) as ours,
        _serving("benchmarks.bare_page:app") as theirs,
    ):
        for _turn in range(rounds + 1):  # the first one warms up
            finn.append(_loaded(ours, _ASKED, requests))
            bare.append(_loaded(theirs, ("/",), requests))
    one, other = (min(loads[1:], key=lambda load: load.cpu) for loads in (finn, bare))
    return [
        Result(
            "/finn, CPU a request, bare page of 20 cards", 1000 * one.cpu, 1000 * other.cpu, 1.5, "ms", size
        ),
        Result(
            "/finn, p95 on the wall, bare page of 20 cards",
            1000 * one.slow,
            1000 * other.slow,
            None,
            "ms",
            size,
        ),
        Result("/finn, requests a second, bare page of 20 cards", one.rate, other.rate, None, "/s", size),
    ]


def furnished(instance: Path, size: int) -> int:
    """A house with `size` listings: the starting and demonstration data, and copies of them. Returns how many there are."""
    environment = os.environ | {"VARDE_INSTANCE": str(instance)}
    flask = [sys.executable, "-m", "flask", "--app", "app", "init", "--demo"]
    subprocess.run(flask, cwd=_ROOT, env=environment, check=True, capture_output=True)
    app = create_app(from_environment({"VARDE_INSTANCE": str(instance)}))
    with app.app_context():
        client = app.test_client()
        first = client.get("/api/v1/listings?limit=200").json
        pages = [
            first,
            *(
                client.get(f"/api/v1/listings?limit=200&page={page}").json
                for page in range(2, first["pages"] + 1)
            ),
        ]
        known = [item for page in pages for item in page["items"]]
        forms = [client.get(f"/api/v1/listings/{item['id']}").json for item in known]
    app.extensions["database"].close()
    copies = [form | {"id": f"bench{number}"} for number, form in enumerate(forms * 3)][
        : max(0, size - len(forms))
    ]
    path = instance / "copies.jsonl"
    path.write_text("\n".join(json.dumps(copy) for copy in copies), encoding="utf-8")
    subprocess.run(
        [*flask, "--listings", str(path)], cwd=_ROOT, env=environment, check=True, capture_output=True
    )
    return len(forms) + len(copies)


@contextmanager
def _serving(application: str, **settings: str) -> Iterator[tuple[int, int]]:
    """One gunicorn worker with eight threads: its port and the number of its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | settings | {"PORT": str(port), "WORKERS": "1"}
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application]
    server = subprocess.Popen(
        command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdout
    server.stdout.readline()
    try:
        yield port, server.pid
    finally:
        server.terminate()
        server.communicate()


def _loaded(server: tuple[int, int], paths: Sequence[str], requests: int) -> Load:
    port, pid = server
    began_cpu, began = _cpu(pid), time.perf_counter()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        waits = [
            wait
            for part in threads.map(lambda _one: _asked(port, paths, requests // _AT_ONCE), range(_AT_ONCE))
            for wait in part
        ]
    wall = time.perf_counter() - began
    return Load((_cpu(pid) - began_cpu) / len(waits), at(waits, 0.95), len(waits) / wall)


def _asked(port: int, paths: Sequence[str], requests: int) -> list[float]:
    connection, waits = http.client.HTTPConnection("127.0.0.1", port), []
    for number in range(requests):
        began = time.perf_counter()
        connection.request("GET", paths[number % len(paths)])
        answer = connection.getresponse()
        if answer.status != 200 or not answer.read():
            raise RuntimeError(f"{paths[number % len(paths)]} answers {answer.status}")
        waits.append(time.perf_counter() - began)
    return waits


def _cpu(pid: int) -> float:
    """Processor seconds of a process and of its children, as long as they live."""
    total = 0.0
    for task in (pid, *_children(pid)):
        fields = Path(f"/proc/{task}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
