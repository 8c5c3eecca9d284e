"""What does one thing cost by itself? Run in a process of its own: `python -m benchmarks.apart ours-build 50000 FOLDER`."""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.progress import Progress

from benchmarks.engines.whoosh_plain import PlainWhoosh
from benchmarks.listings import listings
from search_index import storage, whoosh_index
from search_index.columns import Columns
from search_index.postings import Postings
from search_index.schema import Document


def build_ours(size: int, folder: Path) -> dict[str, float]:
    """Count the words of `size` listings and write the Whoosh index of them, with a bar that shows how far it is."""
    return _built(lambda documents: _build(documents, folder), size)


def build_stock(size: int, folder: Path) -> dict[str, float]:
    """The same by Whoosh's own writer."""
    return _built(lambda documents: PlainWhoosh.build(folder, documents), size)


def _build(documents: list[Document], folder: Path) -> None:
    with Progress(transient=True) as bars:
        bar = bars.add_task("index")
        show = lambda what, done, total: bars.update(bar, description=what, completed=done, total=total)  # noqa: E731
        postings = Postings.of(documents, show)
        whoosh_index.write(folder, [document.id for document in documents], postings, show)


def _built(build: Callable[[list[Document]], None], size: int) -> dict[str, float]:
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
    for need in columns.facets.counts(columns.rows())["need"]:
        columns.rows({"need": [need]})
    columns.within(59.9, 10.7, 50.0)
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
