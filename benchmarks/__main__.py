"""Measures everything: `python -m benchmarks` (minutes), `SIZE=full python -m benchmarks` (500,000 listings, an hour).

`ONLY=page` measures one part (words, building, columns, page, field, filling, live or truth; several with commas between); what was measured
of the others before stays in the table. `HOUSES=FOLDER` keeps the filled houses there, so that they are filled once.
`LISTINGS=1500,15000` says how large the houses of the live site are.
"""

import gc
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import (
    building,
    field,
    filling,
    houses,
    live,
    live_results,
    page,
    results,
    searching,
    starting,
)
from benchmarks.engines import postgis
from benchmarks.engines.ours import Bare, Ours
from benchmarks.engines.whoosh_plain import PlainWhoosh
from benchmarks.listings import listings
from benchmarks.results import Result
from search_index import folder as disk
from search_index.builder import build
from search_index.schema import Document
from search_index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: listings, questions of each sort, and rounds."""

    columns: int
    text: int
    live: tuple[int, ...]
    effort: live.Effort
    questions: int
    rounds: int


SIZES = {
    "short": Size(50_000, 10_000, (1_500, 15_000), live.Effort(6.0, 3), questions=24, rounds=3),
    "full": Size(
        500_000, 50_000, (1_500, 15_000, 150_000, 500_000), live.Effort(10.0, 3), questions=40, rounds=3
    ),
}

_TRUTH = 150_000  # listings at most with PostgreSQL as the truth


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
    house = houses.copied(houses.kept(_kept(folder), houses.SMALL), folder / "house")
    yield from page.whole(houses.environment(house), houses.SMALL, 240, size.rounds)


def _field(size: Size, folder: Path, _remarks: list[str]) -> Iterator[Result]:
    for count in _listings(size):
        if count <= field.LARGEST:
            instance = houses.copied(houses.kept(_kept(folder), count), folder / f"field-{count}")
            yield from field.measured(houses.environment(instance), count)
            shutil.rmtree(instance)


def _filling(size: Size, folder: Path, _remarks: list[str]) -> Iterator[Result]:
    for count in _listings(size):
        if count > houses.SMALL:
            instance, path = _empty(folder / f"filled-{count}"), folder / f"{count}.jsonl"
            houses.begin(instance)
            more = houses.write_more(path, instance, count)
            yield from filling.lines(filling.fill(path, houses.environment(instance)), more, count)
            shutil.rmtree(instance)
            path.unlink()


def _live(size: Size, folder: Path, remarks: list[str]) -> Iterator[Result]:
    small: live.Live | None = None
    for count in _listings(size):
        instance = houses.copied(houses.kept(_kept(folder), count), folder / f"live-{count}")
        found = live.measure(instance, houses.environment(instance), count, small, size.effort)
        small = found if count == houses.SMALL else small
        yield from live_results.lines(found, small)
        shutil.rmtree(instance)
    remarks.append("The live site: gunicorn as `make serve` runs it, two readers at once.")


def _truth(size: Size, folder: Path, remarks: list[str]) -> Iterator[Result]:
    """PostgreSQL as the truth, whose disk keeps what it is told."""
    if not postgis.can_be_started():
        remarks.append("PostgreSQL as the truth was not measured: Debian's postgresql-15 is not installed.")
        return
    count = min(max(_listings(size)), _TRUTH)
    instance, path, port = _empty(folder / "house"), folder / "more.jsonl", _free_port()
    with postgis.server(folder, port, {"listen_addresses": "127.0.0.1", "shared_buffers": "256MB"}):
        settings = {"VARDE_DATABASE_URL": f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"}
        houses.begin(instance, **settings)
        more = houses.write_more(path, instance, count, **settings)
        variables, truth = houses.environment(instance, **settings), " on PostgreSQL"
        yield from filling.lines(filling.fill(path, variables), more, count, truth)
        yield from live_results.lines(
            live.measure(instance, variables, count, None, size.effort), None, truth
        )


def _kept(folder: Path) -> Path:
    return Path(os.environ.get("HOUSES") or folder).resolve()


def _listings(size: Size) -> Sequence[int]:
    return [int(count) for count in os.environ.get("LISTINGS", "").split(",") if count] or size.live


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
    "field": _field,
    "filling": _filling,
    "live": _live,
    "truth": _truth,
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
