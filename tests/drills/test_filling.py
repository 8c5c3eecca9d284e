"""Is a house as it was when its filling is killed in the middle, and is it filled when it is filled again?"""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.drills.visiting import command
from tests.house.tree import ROOT
from tests.serving import environment

COUNT = 10_000
_PATIENCE = 600  # seconds, for a busy machine


def rows(instance: Path) -> list[tuple[object, ...]]:
    """The change number, and how many rows each table has; after a look at every page of the file."""
    base = sqlite3.connect(instance / "varde.sqlite3")
    try:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = [(name, *base.execute(f'SELECT count(*) FROM "{name}"').fetchone()) for name in tables]
        return [*counted, *base.execute("SELECT value FROM change_counter").fetchall()]
    finally:
        base.close()


def lines() -> Iterator[str]:
    """A large file."""
    for number in range(COUNT):
        meeting = {"weekday": "friday", "starts": "18:00"}
        way = {"path": "after", "to": f"mange{COUNT - number - 1}"}
        listing = {"id": f"mange{number}", "name": "Treff (eksempel)", "municipality": "Oslo", "demo": True}
        yield json.dumps(listing | {"meetings": [meeting], "pathways": [way]}) + "\n"


def read_so_far(process: int, path: Path) -> int:
    """How many bytes of a file a process has read; 0 before it opens it."""
    with suppress(psutil.Error):
        return max(
            (each.position for each in psutil.Process(process).open_files() if each.path == str(path)),
            default=0,
        )
    return 0


def kill_in_the_middle(instance: Path, path: Path, read: int) -> None:
    """Fill, and kill it once so many bytes of the file are read."""
    line = [sys.executable, "-m", "flask", "--app", "app", "init", "--no-demo", "--listings", str(path)]
    process = subprocess.Popen(
        line, cwd=ROOT, env=environment(instance), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + _PATIENCE
    try:
        while read_so_far(process.pid, path) < read:
            assert process.poll() is None, "the filling was over before"
            assert time.monotonic() < end, "nothing is read"
            time.sleep(0.001)
    finally:
        process.kill()
        said, _nothing = process.communicate()
    assert b"listings from" not in said


@pytest.mark.long
def test_a_filling_that_is_killed_changes_nothing(tmp_path: Path) -> None:
    instance, path, chance = tmp_path / "house", tmp_path / "mange.jsonl", Random(13)
    path.write_text("".join(lines()), encoding="utf-8")
    command(instance, "init", "--demo")
    before, size = rows(instance), path.stat().st_size
    for _turn in range(3):
        kill_in_the_middle(instance, path, chance.randrange(size // 10, size * 9 // 10))
        assert rows(instance) == before
    assert "Ready: " in command(instance, "init", "--no-demo")
    said = command(instance, "init", "--no-demo", "--listings", str(path))
    assert f"{COUNT} listings from mange.jsonl" in said
    assert dict(row for row in rows(instance) if len(row) == 2)["pathway"] > COUNT
