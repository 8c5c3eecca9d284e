"""How quickly is a house filled, and how much memory does that take? `init --listings` in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.houses import ROOT
from benchmarks.results import Result, judged
from benchmarks.serving import cpu_of, peak

_LARGE = 150_000  # listings from which on the bars are meant
_EACH, _MOST = 0.5, 500.0  # milliseconds a listing (2,000 a second), megabytes
_COMMITTED = b" listings from "


@dataclass(frozen=True, slots=True)
class Filled:
    """What has been taken so far, from the start of the process on: seconds on the wall and of the processor, megabytes."""

    wall: float
    cpu: float
    peak: float


def fill(path: Path, variables: Mapping[str, str]) -> tuple[Filled, Filled]:
    """Put the file of listings in: until all of it is committed, and until the index is built too."""
    command = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "app", "init", "--no-demo"]
    began, marks = time.monotonic(), []
    with subprocess.Popen(
        [*command, "--listings", str(path)],
        cwd=ROOT,
        env=dict(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if _COMMITTED in line or line.startswith(b"Ready"):
                wall = time.monotonic() - began
                marks.append(Filled(wall, cpu_of(process.pid), peak(process.pid)))
    committed, ready = marks
    return committed, Filled(ready.wall, ready.cpu, max(committed.peak, ready.peak))


def lines(found: tuple[Filled, Filled], count: int, size: int, truth: str = "") -> Iterator[Result]:
    """What is judged of filling a house of `size` listings with `count` of them."""
    what, (committed, ready) = f"/finn at {size:,}{truth}, filling", found
    bar = judged(1.0, size, _LARGE)
    wall, cpu = 1000 * committed.wall / count, 1000 * committed.cpu / count
    whole = 1000 * ready.cpu / count
    yield Result(f"{what}, a listing on the wall, limit", wall, _EACH, bar, "ms", size)
    yield Result(f"{what}, a listing, CPU, limit", cpu, _EACH, bar, "ms", size)
    yield Result(f"{what}, peak of the process, limit", committed.peak, _MOST, bar, "MB", size)
    yield Result(f"{what} and the index, a listing, CPU, filling", whole, cpu, None, "ms", size)
    yield Result(f"{what} and the index, peak, filling", ready.peak, committed.peak, None, "MB", size)
