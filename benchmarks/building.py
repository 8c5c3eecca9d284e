"""What do building and holding cost? Each is measured in a process of its own, for memory is never given back."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.results import Result, judged
from search_index import storage
from search_index.columns import Columns

_FROM = 50_000  # listings from which on the bar is meant
_MOST_BUILDING, _MOST_HELD = 500.0, 300.0  # megabytes


def builds(folder: Path, size: int, rounds: int) -> list[Result]:
    """A whole generation of `size` listings, and the words alone by Whoosh's own writer."""
    taken: dict[str, list[dict[str, float]]] = {"ours-build": [], "stock-build": []}
    for turn in range(rounds):
        for task, found in taken.items():
            place = folder / f"{task}-{turn}"
            place.mkdir()
            found.append(_apart(task, size, place))
    (ours, stock) = (min(found, key=lambda one: one["cpu"]) for found in taken.values())
    return [
        Result(
            "index build, CPU, stock Whoosh",
            ours["cpu"],
            stock["cpu"],
            judged(1 / 3, size, _FROM),
            "s",
            size,
        ),
        Result("index build, peak of the process, limit", ours["peak"], _MOST_BUILDING, 1.0, "MB", size),
    ]


def held(folder: Path, columns: Columns) -> list[Result]:
    """Memory of the columns in a worker, above an empty one."""
    path = folder / "columns"
    path.write_bytes(storage.pack(columns.arrays(), columns.facts()))
    taken = _apart("hold-columns", len(columns), path)
    return [Result("columns in memory, limit", taken["megabytes"], _MOST_HELD, 1.0, "MB", len(columns))]


def _apart(task: str, size: int, place: Path) -> dict[str, float]:
    command: Sequence[str] = (
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.apart",
        task,
        str(size),
        str(place),
    )
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(said.strip().splitlines()[-1])
    return found
