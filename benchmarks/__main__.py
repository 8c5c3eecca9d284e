"""Measures everything: `python -m benchmarks` (minutes), `SIZE=full python -m benchmarks` (500,000 listings, an hour).

`ONLY=page` measures one part (words, building, columns or page; several with commas between); what was measured
of the others before stays in the table.
"""

import gc
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import building, page, results, searching, starting
from benchmarks.engines import postgis
from benchmarks.engines.ours import Bare, Ours
from benchmarks.engines.whoosh_plain import PlainWhoosh
from benchmarks.listings import listings
from benchmarks.results import Result
from search_index import folder as disk
from search_index.schema import Document
from search_index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: listings, questions of each sort, and rounds."""

    columns: int
    text: int
    page: int
    questions: int
    rounds: int


SIZES = {
    "short": Size(columns=50_000, text=10_000, page=1_500, questions=24, rounds=3),
    "full": Size(columns=500_000, text=50_000, page=1_500, questions=40, rounds=3),
}


def measured(size: Size, folder: Path, parts: Collection[str]) -> tuple[list[Result], list[str]]:
    """The results of `parts`, and what one should know about them."""
    remarks: list[str] = []
    found: list[Result] = []
    for name in parts:
        print(f"{name} ...", flush=True)
        place = folder / name
        place.mkdir()
        found += PARTS[name](size, place, remarks)
    return found, remarks


def _words(size: Size, folder: Path, _remarks: list[str]) -> Iterator[Result]:
    documents, snapshot = _documents(size.text)
    engines: list[Any] = [Ours(snapshot), PlainWhoosh.build(_empty(folder / "plain"), documents)]
    yield from searching.worded(engines, size.questions, size.rounds, size.text, documents)
    generation = disk.write(folder / "index", snapshot)
    yield from starting.cold_starts(generation, folder / "plain", documents, size.questions)


def _building(size: Size, folder: Path, _remarks: list[str]) -> Iterator[Result]:
    yield from building.builds(folder, size.text, min(size.rounds, 3))


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _page(size: Size, folder: Path, _remarks: list[str]) -> Iterator[Result]:
    count = page.furnished(folder / "house", size.page)
    yield from page.whole(folder / "house", count, 240, size.rounds)


def _columns(size: Size, folder: Path, remarks: list[str]) -> Iterator[Result]:
    documents, snapshot = _documents(size.columns)
    yield from building.held(folder, snapshot.columns)
    engines: list[Any] = [Ours(snapshot), Bare(snapshot)]
    with ExitStack() as stack:
        if postgis.is_installed():
            engines.append(
                postgis.Postgis(stack.enter_context(postgis.server(folder, _free_port())), documents)
            )
            settings = ", ".join(f"{name} = {value}" for name, value in postgis.SETTINGS.items())
            remarks.append(f"{engines[-1].version()}: GiST and GIN, analysed; {settings}.")
        else:
            remarks.append(
                "PostgreSQL was not measured: Debian's postgresql-15 and postgresql-15-postgis-3 are not installed."
            )
        yield from searching.near(engines, size.questions, size.rounds, size.columns)
        yield from searching.counted(engines, size.questions, size.rounds, size.columns)


def _documents(count: int) -> tuple[list[Document], Snapshot]:
    gc.disable()
    documents = sorted(listings(count), key=lambda document: document.id)
    snapshot = build((1, ""), documents)
    gc.enable()
    gc.freeze()
    return documents, snapshot


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


PARTS: dict[str, Callable[[Size, Path, list[str]], Iterator[Result]]] = {
    "words": _words,
    "building": _building,
    "columns": _columns,
    "page": _page,
}


def _missed(found: Sequence[Result]) -> list[str]:
    return [result.name for result in found if result.holds is False]


def main() -> int:
    """Measure, write the results down and show them; 1 when a bar does not hold."""
    size = os.environ.get("SIZE") or "short"
    only = [name for name in os.environ.get("ONLY", "").split(",") if name]
    with tempfile.TemporaryDirectory(prefix="varde-bench-") as folder:
        found, remarks = measured(SIZES[size], Path(folder), only or list(PARTS))
    remarks = [f"Size: {size}. CPU seconds of this process, and of PostgreSQL's.", *remarks]
    print(results.write(found, remarks, keep=bool(only)))
    return 1 if _missed(found) else 0


if __name__ == "__main__":
    sys.exit(main())
