"""What does the live site cost? Pages of a running service, with nobody at the desk and with an edit a second."""

import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, zip_longest
from pathlib import Path

from markupsafe import escape

from benchmarks.editing import ACTS, Done, Editor, editing
from benchmarks.houses import SMALL
from benchmarks.searching import DifferentAnswers
from benchmarks.serving import Connection, Load, Service, exact_cpu, get, read_for, serving

SITE = "app:create_app()"
ASKED = (
    "/finn?need=alcohol&place=alesund",
    "/finn?audience=relative&need=alcohol&place=oslo",
    "/finn?need=grief&place=bergen",
    "/finn?audience=self&need=alcohol&place=trondheim&radius=50",
    "/finn?audience=relative&need=drugs&place=tromso",
    "/finn?need=loneliness&place=drammen",
    "/finn?need=alcohol&place=oslo&kind=group&weekday=tuesday",
    "/finn?audience=relative&relation=child&need=alcohol&need=drugs&place=bergen",
    "/finn?need=mental-health&place=trondheim&page=2",
    "/finn?need=alcohol&place=drammen&sort=distance",
    "/finn?need=alcohol&place=alesund&part=evening",
    "/finn?need=alcohol&place=oslo&constraint=no-car",
)
CROWDED = "/finn?need=alcohol&place=kristiansand"
_READERS = 2
_WAYS = 10
_LISTING = re.compile(r'href="/tilbud/([A-Za-z0-9]+)-')

Pages = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: seconds of reading in each of some rounds, quiet and edited in turn."""

    seconds: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Way:
    """From an edit's commit to the last worker's answer: the processor seconds of the worker that had most to do, and the wall."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Workers:
    """What so many workers took: pages with and without edits, edits a second that were made, megabytes."""

    quiet: Load
    edited: Load
    edits: float
    crowded: Load | None
    ways: tuple[Way, ...]
    wrong: int
    memory: float
    above: float

    @property
    def an_edit(self) -> float:
        """Processor seconds that the workers spend for one edit, beyond those for the pages that they give meanwhile."""
        beyond = self.edited.cpu - self.quiet.each * len(self.edited.waits)
        return beyond / (self.edits * self.edited.wall)


@dataclass(frozen=True, slots=True)
class Live:
    """One house as it was measured. `starts`: seconds to the first answer, with a valid generation and without one."""

    size: int
    pages: Pages
    starts: tuple[float, float]
    by_workers: Mapping[int, Workers]


def measure(
    instance: Path, variables: Mapping[str, str], size: int, small: Live | None, effort: Effort
) -> Live:
    """Everything about the house in `instance`, which is edited meanwhile. `variables` are all that its processes are given.

    Raises:
        DifferentAnswers: its pages do not show what those of the `small` house do; nothing is timed.
    """
    with serving(SITE, 1, **variables) as service:
        pages = shown(service)
    if small and (differing := [path for path in ASKED if pages[path] != small.pages[path]]):
        raise DifferentAnswers(f"{size:,} listings do not show what {small.size:,} do: {differing}")
    ready = min(first_answer(variables) for _turn in range(2))
    shutil.rmtree(instance / "index")
    starts = (ready, first_answer(variables))
    found = {count: _measure_workers(count, variables, pages, size, effort) for count in (1, 2)}
    return Live(size, pages, starts, found)


def first_answer(variables: Mapping[str, str]) -> float:
    """Seconds from the start of a service with two workers to its first page."""
    began = time.monotonic()
    with serving(SITE, 2, **variables) as service:
        get(service.connect(), ASKED[0])
        return time.monotonic() - began


def shown(service: Service) -> Pages:
    """Which listings each page leads to, in its order."""
    connection = service.connect()
    return {path: tuple(_LISTING.findall(get(connection, path))) for path in ASKED}


def _measure_workers(
    count: int, variables: Mapping[str, str], pages: Pages, size: int, effort: Effort
) -> Workers:
    with serving(SITE, count, **variables) as service, editing(variables) as editor:
        quiet, edited, edits = _loads(service, editor, _edited_ids(pages, size), effort)
        asked = list(service.each_worker().values())
        crowded = _crowded(service, asked, effort) if size > SMALL else None
        path = ASKED[0]
        ways, missed = _ways(service, editor, path, pages[path][0])
        wrong = missed + _wrongly_shown(service, editor, path, pages[path][0])
        return Workers(quiet, edited, edits, crowded, ways, wrong, *service.memory())


def _crowded(service: Service, connections: Sequence[Connection], effort: Effort) -> Load:
    _all_at_once(connections, CROWDED)
    return read_for(service, connections, [CROWDED], effort.seconds / 2)


def _edited_ids(pages: Pages, size: int) -> list[str]:
    """In turn one that pages show and one that none of them shows."""
    seen = sorted({listing for ids in pages.values() for listing in ids})
    unseen = (f"far{number:06d}" for number in range(size - SMALL))
    return [each for pair in zip_longest(seen, unseen) for each in pair if each][: 2 * len(seen)]


def _loads(service: Service, editor: Editor, ids: Sequence[str], effort: Effort) -> tuple[Load, Load, float]:
    """Two readers at once, quiet and with an edit a second, round after round."""
    quiet, edited, made = [], [], 0
    acts = zip(cycle(ACTS), cycle(ids), strict=False)
    for _round in range(effort.rounds):
        connections = _readers(service)
        _warm(connections)
        quiet.append(read_for(service, connections, ASKED, effort.seconds))
        with _an_edit_a_second(editor, acts) as done:
            edited.append(read_for(service, connections, ASKED, effort.seconds))
        made += len(done)
    together = Load.together(edited)
    return Load.together(quiet), together, made / together.wall


def _readers(service: Service) -> list[Connection]:
    """So many at each worker that there are two readers."""
    found = list(service.each_worker().values())
    while len(found) < _READERS:
        found += service.each_worker().values()
    return found


def _warm(connections: Sequence[Connection]) -> None:
    for path in ASKED:
        _all_at_once(connections, path)


@contextmanager
def _an_edit_a_second(editor: Editor, acts: Iterator[tuple[str, str]]) -> Iterator[list[Done]]:
    over, done, faults = threading.Event(), list[Done](), list[Exception]()

    def edit() -> None:
        due = time.monotonic()
        try:
            while not over.wait(max(0.0, due - time.monotonic())):
                done.append(editor.do(*next(acts)))
                due += 1.0
        except Exception as fault:
            faults.append(fault)

    thread = threading.Thread(target=edit)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()
    if faults:
        raise faults[0]


def _ways(service: Service, editor: Editor, path: str, listing: str) -> tuple[tuple[Way, ...], int]:
    """Edits of one listing, each seen on a page of every worker; and how many answers did not show it."""
    connections = service.each_worker()
    asked = list(connections.values())
    _warm(asked)
    ways, missed = [], 0
    for _turn in range(_WAYS):
        before = {worker: exact_cpu(worker) for worker in connections}
        done = editor.do("rename", listing)
        texts = _all_at_once(asked, path)
        wall = time.monotonic() - done.at
        ways.append(Way(max(exact_cpu(worker) - before[worker] for worker in before), wall))
        missed += sum(str(escape(done.name)) not in text for text in texts)
    return tuple(ways), missed


def _wrongly_shown(service: Service, editor: Editor, path: str, listing: str) -> int:
    """How many answers show what is hidden, or do not show what is public again."""
    asked, wrong = list(service.each_worker().values()), 0
    for _turn in range(3):
        for act, is_there in (("hide", False), ("show", True)):
            editor.do(act, listing)
            texts = _all_at_once(asked, path)
            wrong += sum((listing in _LISTING.findall(text)) is not is_there for text in texts)
    return wrong


def _all_at_once(connections: Sequence[Connection], path: str) -> list[str]:
    with ThreadPoolExecutor(len(connections)) as threads:
        return list(threads.map(lambda connection: get(connection, path), connections))
