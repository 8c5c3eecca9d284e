"""Does the service as it really runs get through a full disk, a folder that is only to be read, and a long lock?

The folders are small file systems of their own, which only the administrator of a machine can make.
"""

import http.client
import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.backups.writing_site import ADDRESS
from tests.houses import SECRET, Builder, Sqlite
from tests.serving import serving

pytestmark = pytest.mark.long
SITE = "tests.backups.writing_site:create()"
READ = ("/", "/finn?need=alcohol&place=alesund", "/api/v1/listings/demo001", "/healthz")
WORDS = "Akkurat nå får vi ikke lagret noe"


@pytest.fixture
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a furnished house that nobody is in."""
    app = Builder(tmp_path_factory.mktemp("drill"), Sqlite()).furnished()
    app.test_client().get("/healthz")
    app.extensions["database"].close()
    folder: Path = app.extensions["settings"].instance
    return folder


Mount = Callable[..., None]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mounts at `tmp_path / "mnt"`, taken down at the end."""
    place = tmp_path / "mnt"
    place.mkdir()
    mounted = []

    def made(*words: str) -> None:
        done = subprocess.run(["mount", *words, str(place)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
        mounted.append(words)

    yield made
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def ask(address: str, method: str, path: str, body: str | None = None) -> tuple[int, str, float]:
    """Status, text and seconds of one request."""
    began = time.monotonic()
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body, kind)
        answer = connection.getresponse()
        said = answer.read().decode()
    return answer.status, said, time.monotonic() - began


def store(address: str, code: str, size: int = 50_000) -> int:
    """Send something to be stored. What is refused is refused in words."""
    status, said, _seconds = ask(address, "POST", ADDRESS, urlencode({"code": code, "words": "x" * size}))
    assert status == 200 or (status == 503 and WORDS in said), said[:500]
    return status


def read(address: str, times: int = 4) -> None:
    """Pages of every kind, from every worker."""
    for _time in range(times):
        assert [ask(address, "GET", path)[0] for path in READ] == [200] * len(READ)


def stored(folder: Path) -> set[str]:
    """The codes that are in the database."""
    with closing(sqlite3.connect(folder / "varde.sqlite3")) as connection:
        return {code for (code,) in connection.execute("SELECT code FROM organisation")}


def fill(path: Path) -> None:
    """Take all the room that is left."""
    with path.open("wb", buffering=0) as file:
        for size in (65_536, 4_096):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                pass


def write_until_refused(address: str, prefix: str) -> set[str]:
    """What was acknowledged before the first refusal."""
    acknowledged = set()
    for number in range(500):
        if store(address, f"{prefix}{number}") == 503:
            return acknowledged
        acknowledged.add(f"{prefix}{number}")
    raise AssertionError("the disk never became full")


def test_a_full_disk_stops_writing_alone_and_passes_by_itself(
    instance: Path, tmp_path: Path, mount: Mount
) -> None:
    folder = tmp_path / "mnt"
    mount("-t", "tmpfs", "-o", "size=24m", "varde-drill")
    shutil.copytree(instance, folder, dirs_exist_ok=True)
    with serving(folder, SITE, VARDE_SECRET_KEY=SECRET) as service:
        acknowledged = {"first"}
        assert store(service.address, "first") == 200
        read(service.address)
        for each in ("a", "b"):
            fill(folder / "ballast")
            acknowledged |= write_until_refused(service.address, each)
            read(service.address)
            assert store(service.address, f"{each}-refused") == 503
            (folder / "ballast").unlink()
            assert store(service.address, f"{each}-again") == 200
            acknowledged.add(f"{each}-again")
            read(service.address)
        fill(folder / "ballast")
    assert acknowledged <= stored(folder)
    assert not {"a-refused", "b-refused"} & stored(folder)
    with serving(folder, SITE, VARDE_SECRET_KEY=SECRET) as service:  # a start on a full disk
        read(service.address)
        (folder / "ballast").unlink()
        assert store(service.address, "last") == 200
    assert acknowledged | {"last"} <= stored(folder)


def test_a_read_only_folder_is_read_and_written_in_again_once_it_can_be(
    instance: Path, tmp_path: Path, mount: Mount
) -> None:
    folder = tmp_path / "mnt"
    mount("--bind", str(instance))
    mount("-o", "remount,bind,ro")
    with serving(folder, SITE, VARDE_SECRET_KEY=SECRET) as service:
        read(service.address)
        assert store(service.address, "refused") == 503
        mount("-o", "remount,bind,rw")
        assert [store(service.address, f"again-{number}") for number in range(8)] == [200] * 8
        read(service.address)
    assert {"again-0", "again-7"} <= stored(folder)
    assert "refused" not in stored(folder)


def test_a_lock_of_fifteen_seconds_slows_no_reader(instance: Path) -> None:
    took: list[float] = []
    acknowledged: list[str] = []
    over = threading.Event()
    with serving(instance, SITE, VARDE_SECRET_KEY=SECRET) as service:
        read(service.address)

        def look() -> None:
            while not over.is_set():
                status, _said, seconds = ask(service.address, "GET", READ[1])
                assert status == 200
                took.append(seconds)

        def write(name: str) -> None:
            number = 0
            while not over.is_set():
                if store(service.address, f"{name}-{number}", 100) == 200:
                    acknowledged.append(f"{name}-{number}")
                number += 1

        crowd = [threading.Thread(target=look) for _each in range(2)]
        crowd += [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        with closing(sqlite3.connect(instance / "varde.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for each in crowd:
                each.start()
            over.wait(float(os.environ.get("LOCKED_FOR", "15")))
            assert not acknowledged
            over.set()
            other.execute("ROLLBACK")
        for each in crowd:
            each.join()
        assert store(service.address, "after", 100) == 200
    assert {*acknowledged, "after"} <= stored(instance)
    took.sort()
    print(f"{len(took)} pages, p50 {took[len(took) // 2]:.3f} s, p99 {took[int(len(took) * 0.99)]:.3f} s")
    assert took[int(len(took) * 0.99)] < 1
