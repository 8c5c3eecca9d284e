"""Do 10,000 rows come in within a minute and 300 MB, with a word of how far it is, while others go on reading?"""

import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.serving import cpu_of, peak
from tests.drills.lists.beside import LISTS, ListDesk, watching
from tests.drills.lists.rows import changed, sheet
from tests.house.tree import ROOT
from tests.serving import environment, serving

pytestmark = pytest.mark.long
COUNT = 10_000
_MOST = 300  # megabytes
_AFTER = 5  # seconds in which readers see what is new
_WITHIN = 60  # seconds of the processor


def take_by_command(instance: Path, path: Path, *more: str) -> tuple[str, str, float, float]:
    """What it said on both streams, seconds of the processor, and the most megabytes."""
    line = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "flask",
        "--app",
        "app",
        "import",
        "spreadsheet",
        str(path),
        *more,
    ]
    spent = most = 0.0
    with subprocess.Popen(
        line, cwd=ROOT, env=environment(instance), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            with suppress(OSError):
                spent, most = max(spent, cpu_of(process.pid)), max(most, peak(process.pid))
            time.sleep(0.05)
        assert process.stdout
        assert process.stderr
        return process.stdout.read(), process.stderr.read(), spent, most


def test_by_command(instance: Path, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(sheet(COUNT))
    with serving(instance) as service:
        with watching(service) as before:
            time.sleep(10)
        with watching(service) as beside:
            said, progress, spent, most = take_by_command(instance, path)
            time.sleep(_AFTER)
    before.say("before")
    beside.say(f"{COUNT} rows by command, {spent:.1f} s of the processor, {most:.0f} MB")
    new, drafts = re.findall(
        rf"{COUNT} rows. (\d+) new, (\d+) new as drafts, 0 changed, 0 as before, 0 ", said
    )[0]
    assert int(new) + int(drafts) == COUNT
    assert "100%" in progress or "%" in progress or "liste.csv" in progress
    assert (most < _MOST, spent < _WITHIN) == (True, True)
    assert beside.failed == []
    again, _progress, spent, most = take_by_command(instance, path)
    print(f"again: {spent:.1f} s of the processor, {most:.0f} MB")
    assert f"0 new, 0 new as drafts, 0 changed, {COUNT} as before" in again


def test_a_second_issue_in_which_all_has_changed(instance: Path, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(sheet(COUNT))
    take_by_command(instance, path)
    path.write_bytes(changed(sheet(COUNT)))
    with serving(instance) as service:
        with watching(service) as before:
            time.sleep(10)
        with watching(service) as beside:
            said, _progress, spent, most = take_by_command(instance, path, "--accept")
            time.sleep(_AFTER)
    before.say("before")
    beside.say(f"{COUNT} changed by command, {spent:.1f} s of the processor, {most:.0f} MB")
    assert f"0 new, 0 new as drafts, {COUNT} changed" in said
    assert (most < _MOST, spent < _WITHIN) == (True, True)
    assert beside.failed == []


def test_at_the_desk(instance: Path) -> None:
    with serving(instance) as service:
        desk = ListDesk(instance, service)
        with watching(service) as before:
            time.sleep(10)
        began = time.monotonic()
        with watching(service) as beside:
            answer = desk.bring(sheet(COUNT), "liste.csv")
            sent = time.monotonic()
            assert answer.status_code == 303, answer.text
            here = answer.headers["location"]
            done = desk.take(here)
            time.sleep(_AFTER)
        before.say("before")
        beside.say(
            f"{COUNT} rows at the desk, sent {sent - began:.1f} s, in all {time.monotonic() - began:.1f} s"
        )
        assert (done.status_code, done.headers["location"].rpartition("/")[0]) == (303, f"{LISTS}/ferdig")
        print("seen at the desk:", *dict.fromkeys(desk.seen), sep="\n  ")
        assert len(set(desk.seen)) > 3
        assert f"{COUNT}" in desk.client.get(done.headers["location"]).text.replace("\xa0", "")
        desk.client.close()
    assert beside.failed == []
