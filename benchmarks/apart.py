"""What does one thing cost by itself? Run in a process of its own: `python -m benchmarks.apart ours-build 50000 FOLDER`."""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.engines.whoosh_plain import PlainWhoosh
from benchmarks.listings import listings
from search_index import folder as disk
from search_index import storage
from search_index.builder import build
from search_index.columns import Columns
from search_index.schema import Document


def build_ours(size: int, folder: Path) -> dict[str, float]:
    """Count the words of `size` listings, and write them down with everything else that a worker holds."""
    return _built(lambda documents: disk.write(folder, build((1, ""), documents)), size)


def build_stock(size: int, folder: Path) -> dict[str, float]:
    """The words alone by Whoosh's own writer."""
    return _built(lambda documents: PlainWhoosh.build(folder, documents), size)


def _built(build: Callable[[list[Document]], object], size: int) -> dict[str, float]:
    documents = sorted(listings(size), key=lambda document: document.id)
    gc.freeze()
    began, wall = time.process_time(), time.perf_counter()
    build(documents)
    cpu, wall = time.process_time() - began, time.perf_counter() - wall
    return {"cpu": cpu, "wall": wall, "peak": _peak()}


def hold_columns(_size: int, path: Path) -> dict[str, float]:
    """How much memory columns take that are read from a file, once they have answered."""
    empty = _resident()
    columns = Columns.restore(*storage.unpack(path.read_bytes()))
    for need in columns.values("need"):
        columns.having("need", [need])
    columns.near(59.9, 10.7, 50.0)
    return {"megabytes": _resident() - empty}


def _peak() -> float:
    """The most megabytes that this process ever held; `getrusage` would tell those of the process it was forked from too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _resident() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    tasks = {"ours-build": build_ours, "stock-build": build_stock, "hold-columns": hold_columns}
    task, wanted, place = sys.argv[1:]
    print(json.dumps(tasks[task](int(wanted), Path(place))))
