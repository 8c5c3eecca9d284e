"""What is judged of the live site? Each line of the table, with the bar that it is meant for."""

from collections.abc import Iterator

from benchmarks.houses import SMALL
from benchmarks.live import Live, Workers
from benchmarks.measuring import at
from benchmarks.results import Result

_LARGE, _VERY_LARGE = 150_000, 500_000
_EDITED, _EDITED_SLOW = 1.2, 2.0  # an edit a second against nobody at the desk
_GROWN = {_LARGE: 1.3, _VERY_LARGE: 1.6}  # against the small house
_WAY_CPU, _WAY_WALL = 50.0, 1000.0  # milliseconds
_START = 5.0  # seconds
_MEMORY = {SMALL: 310.0, _LARGE: 600.0}  # megabytes of two workers


def lines(live: Live, small: Live | None, truth: str = "") -> Iterator[Result]:
    """Everything that is told of one house; `small` is the house of 1,500 of the same run, `truth` the database if not SQLite."""
    what = f"/finn at {live.size:,}{truth}"
    for count, workers in live.by_workers.items():
        named = f"{what}, {count} worker{'s' if count > 1 else ''}"
        yield from _edited(named, workers, live.size)
        yield _against_small(named, workers, small.by_workers[count] if small else None, live.size)
        if workers.crowded:
            ours, peer = 1000 * workers.crowded.each, 1000 * workers.quiet.each
            yield Result(
                f"{named}, CPU a request where a crowd stands, quiet", ours, peer, None, "ms", live.size
            )
    yield from _two_workers(what, live)


def _edited(named: str, workers: Workers, size: int) -> Iterator[Result]:
    edited, quiet = workers.edited, workers.quiet
    judged = size <= _LARGE
    yield Result(
        f"{named}, CPU a request with an edit a second, quiet",
        1000 * edited.each,
        1000 * quiet.each,
        _EDITED if judged else None,
        "ms",
        size,
    )
    yield Result(
        f"{named}, p95 on the wall with an edit a second, quiet",
        1000 * edited.slow,
        1000 * quiet.slow,
        _EDITED_SLOW if judged else None,
        "ms",
        size,
    )
    yield Result(
        f"{named}, CPU for an edit, a page", 1000 * workers.an_edit, 1000 * quiet.each, None, "ms", size
    )
    yield Result(f"{named}, edits a second that were made, asked for", workers.edits, 1.0, None, "/s", size)


def _against_small(named: str, workers: Workers, small: Workers | None, size: int) -> Result:
    """Against itself where nothing smaller was measured: then it is told, not judged."""
    peer, bar = (small or workers), _GROWN.get(size) if small else None
    return Result(
        f"{named}, CPU a request, the house of {SMALL:,}",
        1000 * workers.quiet.each,
        1000 * peer.quiet.each,
        bar,
        "ms",
        size,
    )


def _two_workers(what: str, live: Live) -> Iterator[Result]:
    size, workers = live.size, live.by_workers[2]
    cpu = 1000 * at((way.cpu for way in workers.ways), 0.95)
    wall = 1000 * at((way.wall for way in workers.ways), 0.95)
    ready, anew = live.starts
    wrong = sum(each.wrong for each in live.by_workers.values())
    bar = 1.0 if size <= _LARGE else None
    limit = _MEMORY.get(size)
    yield Result(f"{what}, an edit to a worker's answer, CPU, limit", cpu, _WAY_CPU, bar, "ms", size)
    yield Result(f"{what}, an edit to a worker's answer, wall, limit", wall, _WAY_WALL, bar, "ms", size)
    yield Result(f"{what}, wrong, missing or hidden answers, limit", wrong, 1.0, 0.0, "answers", size)
    yield Result(f"{what}, start with a valid generation, limit", ready, _START, bar, "s", size)
    yield Result(f"{what}, start without a generation, with one", anew, ready, None, "s", size)
    memory, judged = workers.memory, 1.0 if limit else None
    yield Result(
        f"{what}, two workers in memory, limit", memory, limit or _MEMORY[_LARGE], judged, "MB", size
    )
    yield Result(f"{what}, the process above them in memory, they", workers.above, memory, None, "MB", size)
