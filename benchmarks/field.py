"""What does the state of the field cost? Every page of `/kartlegging`: the first that a worker gives, the next, and the one after an edit.

The service runs already and has answered another page, so that what a start costs is not in it; of the report nothing is counted or drawn.
"""

from collections.abc import Iterator, Mapping

from benchmarks.editing import editing
from benchmarks.houses import SMALL
from benchmarks.live import SITE
from benchmarks.measuring import at
from benchmarks.results import Result
from benchmarks.serving import Connection, Service, exact_cpu, get, serving

PAGES = {
    "the country": "/kartlegging",
    "a county": "/kartlegging/more-og-romsdal",
    "an organisation": "/kartlegging/organisasjon/al-anon",
    "a municipality": "/kartlegging/kommune/alesund",
    "blank spots": "/kartlegging/hvite-flekker?need=alcohol&audience=relative",
    "if a group started": "/kartlegging/hvite-flekker?need=alcohol&place=nes",
    "through time": "/kartlegging/over-tid",
    "method": "/kartlegging/metode",
}
LARGEST = 150_000
_COLD = {SMALL: 300.0, LARGEST: 2000.0}  # milliseconds of processor time
_KEPT = {SMALL: 30.0}
_BEFORE = "/personvern"
_AGAIN = 7
_EDITED = "demo002"


def measured(variables: Mapping[str, str], size: int) -> Iterator[Result]:
    """Every page of one house; each is the first that a new worker gives of the report."""
    for name, path in PAGES.items():
        with serving(SITE, 1, **variables) as service:
            first, *others = _costs(service, path, 1 + _AGAIN)
        yield _told(f"{name}, first, CPU, limit", first, _COLD, size)
        yield _told(f"{name}, kept, CPU, limit", at(others, 0.5), _KEPT, size)
    yield from _after_an_edit(variables, size)


def _after_an_edit(variables: Mapping[str, str], size: int) -> Iterator[Result]:
    """One listing hidden or shown again: what the next look at the country costs, beside the first look."""
    path = PAGES["the country"]
    with serving(SITE, 1, **variables) as service, editing(variables) as editor:
        first, *_others = _costs(service, path, 2)
        after = []
        for turn in range(_AGAIN - 1):
            editor.do(("hide", "show")[turn % 2], _EDITED)
            after += _costs(service, path, 1)
    yield Result(
        f"/kartlegging at {size:,}, after an edit, CPU, the first", at(after, 0.5), first, None, "ms", size
    )


def _costs(service: Service, path: str, times: int) -> list[float]:
    """Milliseconds of the only worker for one look after the other."""
    (worker,), connection = service.workers(), service.connect()
    get(connection, _BEFORE)
    return [_cost(worker, connection, path) for _time in range(times)]


def _cost(worker: int, connection: Connection, path: str) -> float:
    before = exact_cpu(worker)
    get(connection, path)
    return 1000 * (exact_cpu(worker) - before)


def _told(what: str, cost: float, limits: Mapping[int, float], size: int) -> Result:
    """Judged where the size is one that a limit is meant for; else told beside the nearest limit."""
    limit = limits.get(size)
    return Result(
        f"/kartlegging at {size:,}, {what}",
        cost,
        limit or max(limits.values()),
        1.0 if limit else None,
        "ms",
        size,
    )
