"""Do a thousand slow clients hold up anybody else, at the service's own door, behind nginx, and behind Caddy?"""

import http.client
import random
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psutil
import pytest

from tests.drills import fronts
from tests.drills.visiting import running
from tests.house.tree import ROOT
from tests.serving import Service

PAGES = ("/finn?need=alcohol&place=alesund", "/api/v1/listings?need=alcohol&place=oslo", "/sted/bergen", "/")
A_SECOND = 10  # visits, about a fifth of what the service can bear
_PATIENCE = 15  # seconds after which somebody goes elsewhere
_ARRIVE = 12.0  # until all slow ones are there
_NOTICED = 0.1  # seconds that nobody notices, on a machine that has more to do
MOST_MEMORY = 100e6  # bytes


class Door(NamedTuple):
    """Where visitors come in, with the authority that vouches for it."""

    address: str
    authority: str | None = None


class Visits(NamedTuple):
    """How long visits took, in order, in seconds; and what failed."""

    took: list[float]
    failed: list[str]

    def part(self, share: float) -> float:
        """What so many were done in."""
        return self.took[int(len(self.took) * share)]

    def __str__(self) -> str:
        middle, most = self.part(0.5) * 1000, self.part(0.99) * 1000
        return f"{len(self.took)} visits, p50 {middle:.0f} ms, p99 {most:.0f} ms, {len(self.failed)} failed"


def visit(door: Door, path: str, visits: Visits) -> None:
    """One page, on a connection of its own."""
    place, began = urlsplit(door.address).netloc, time.monotonic()
    trust = ssl.create_default_context(cafile=door.authority) if door.authority else None
    made = (
        http.client.HTTPSConnection(place, timeout=_PATIENCE, context=trust)
        if trust
        else http.client.HTTPConnection(place, timeout=_PATIENCE)
    )
    try:
        with closing(made) as connection:
            connection.request("GET", path, headers={"Connection": "close"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                visits.failed.append(str(answer.status))
    except (OSError, http.client.HTTPException) as fault:
        visits.failed.append(type(fault).__name__)
    visits.took.append(time.monotonic() - began)


def visits_for(door: Door, seconds: float) -> Visits:
    """Visitors who come at a steady pace, whatever becomes of those before them."""
    visits, chance, coming = Visits([], []), random.Random(3), []
    began = time.monotonic()
    for number in range(int(seconds * A_SECOND)):
        time.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
        coming.append(threading.Thread(target=visit, args=(door, chance.choice(PAGES), visits)))
        coming[-1].start()
    for each in coming:
        each.join()
    visits.took.sort()
    return visits


def memory(service: Service) -> int:
    """Bytes that the service's processes have for themselves."""
    first = psutil.Process(service.process.pid)
    return sum(each.memory_full_info().uss for each in (first, *first.children()))


@contextmanager
def slow_ones(door: Door, count: int, seconds: float) -> Iterator[None]:
    """So many are there, in a process of their own."""
    line = [sys.executable, "-m", "tests.drills.slow_clients", door.address, "--count", str(count)]
    line += [
        "--seconds",
        str(_ARRIVE + seconds + 2),
        *(["--authority", door.authority] if door.authority else []),
    ]
    with subprocess.Popen(line, cwd=ROOT) as crowd:
        time.sleep(_ARRIVE)
        assert crowd.poll() is None
        yield
        crowd.wait()


def look(service: Service, door: Door, count: int, seconds: float) -> None:
    """Visit while it is quiet, and while slow ones are there."""
    visits_for(door, 3)
    before, quiet = memory(service), visits_for(door, seconds)
    with slow_ones(door, count, seconds):
        beside, after = visits_for(door, seconds), memory(service)
    print(f"{door.address.partition(':')[0]}: quiet {quiet}; {count} slow ones beside: {beside};")
    print(f"memory {before / 1e6:.0f} MB, then {after / 1e6:.0f} MB")
    assert quiet.failed == beside.failed == []
    assert beside.part(0.99) <= 2 * quiet.part(0.99) + _NOTICED
    assert after - before <= MOST_MEMORY


@pytest.mark.long
@pytest.mark.parametrize("front", [None, fronts.nginx, fronts.caddy], ids=["direct", "nginx", "caddy"])
def test_a_thousand_slow_clients_hold_up_nobody(
    instance: Path, tmp_path: Path, front: fronts.Kind | None
) -> None:
    with ExitStack() as stack:
        service = stack.enter_context(running(instance))
        door = Door(service.address)
        if front:
            stands = stack.enter_context(fronts.standing_before(service, front, tmp_path))
            door = Door(stands.address, stands.authority)
        look(service, door, 1000, 60)
