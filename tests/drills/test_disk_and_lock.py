"""Does the service as it really runs get through a full disk, a folder that is only to be read, and a long lock?

The folders are small file systems of their own, which only the administrator of a machine can make.
"""

import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.drills.visiting import Asked, ask, running
from tests.drills.writing_site import ADDRESS
from tests.serving import Service

pytestmark = pytest.mark.long
WRITERS = "abcdefghijklmnopqrstuvwx"  # more than the service has threads
SITE = "tests.drills.writing_site:create()"
READ = ("/", "/finn?need=alcohol&place=alesund", "/api/v1/listings/demo001", "/healthz")
WORDS = "Akkurat nå får vi ikke lagret noe"


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


def store(service: Service, code: str, size: int = 50_000) -> int:
    """Send something to be stored. What is refused is refused with a message."""
    answer = ask(service, Asked(ADDRESS, form={"code": code, "words": "x" * size}))
    assert answer.status == 200 or (answer.status == 503 and WORDS in answer.text), answer.text[:500]
    return answer.status


def read(service: Service, times: int = 4) -> None:
    """Pages of every kind, from every worker."""
    for _time in range(times):
        assert [ask(service, Asked(path)).status for path in READ] == [200] * len(READ)


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


def write_until_refused(service: Service, prefix: str) -> set[str]:
    """What was acknowledged before the first refusal."""
    acknowledged = set()
    for number in range(500):
        if store(service, f"{prefix}{number}") == 503:
            return acknowledged
        acknowledged.add(f"{prefix}{number}")
    raise AssertionError("the disk never became full")


def test_a_full_disk_stops_writing_alone_and_passes_by_itself(
    instance: Path, tmp_path: Path, mount: Mount
) -> None:
    folder = tmp_path / "mnt"
    mount("-t", "tmpfs", "-o", "size=24m", "varde-drill")
    shutil.copytree(instance, folder, dirs_exist_ok=True)
    with running(folder, SITE) as service:
        acknowledged = {"first"}
        assert store(service, "first") == 200
        read(service)
        for each in ("a", "b"):
            fill(folder / "ballast")
            acknowledged |= write_until_refused(service, each)
            read(service)
            assert store(service, f"{each}-refused") == 503
            (folder / "ballast").unlink()
            assert store(service, f"{each}-again") == 200
            acknowledged.add(f"{each}-again")
            read(service)
        fill(folder / "ballast")
    assert acknowledged <= stored(folder)
    assert not {"a-refused", "b-refused"} & stored(folder)
    with running(folder, SITE) as service:  # a start on a full disk
        read(service)
        (folder / "ballast").unlink()
        assert store(service, "last") == 200
    assert acknowledged | {"last"} <= stored(folder)


def test_a_read_only_folder_is_read_and_written_in_again_once_it_can_be(
    instance: Path, tmp_path: Path, mount: Mount
) -> None:
    folder = tmp_path / "mnt"
    mount("--bind", str(instance))
    mount("-o", "remount,bind,ro")
    with running(folder, SITE) as service:
        read(service)
        assert store(service, "refused") == 503
        mount("-o", "remount,bind,rw")
        assert [store(service, f"again-{number}") for number in range(8)] == [200] * 8
        read(service)
    assert {"again-0", "again-7"} <= stored(folder)
    assert "refused" not in stored(folder)


def test_a_lock_of_fifteen_seconds_slows_no_reader(instance: Path) -> None:
    took: list[float] = []
    acknowledged: list[str] = []
    over = threading.Event()
    with running(instance, SITE) as service:
        read(service)

        def look() -> None:
            while not over.is_set():
                answer = ask(service, Asked(READ[1]))
                assert answer.status == 200
                took.append(answer.seconds)

        def write(name: str) -> None:
            number = 0
            while not over.is_set():
                if store(service, f"{name}-{number}", 100) == 200:
                    acknowledged.append(f"{name}-{number}")
                number += 1
                over.wait(0.5)  # they read what they are told

        crowd = [threading.Thread(target=look) for _each in range(2)]
        crowd += [threading.Thread(target=write, args=(name,)) for name in WRITERS]
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
        assert store(service, "after", 100) == 200
    assert {*acknowledged, "after"} <= stored(instance)
    took.sort()
    print(f"{len(took)} pages, p50 {took[len(took) // 2]:.3f} s, p99 {took[int(len(took) * 0.99)]:.3f} s")
    assert took[int(len(took) * 0.99)] < 1
