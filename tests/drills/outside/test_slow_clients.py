"""Do a thousand slow clients hold up anybody else, at the service's own door, behind nginx, and behind Caddy?"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from tests.drills.outside import fronts
from tests.drills.outside.paced_visits import Door, visits_for
from tests.drills.visiting import running
from tests.house.tree import ROOT
from tests.serving import Service

_ARRIVE = 35.0  # until all slow ones are there
_NOTICED = 0.1  # seconds that nobody notices, on a machine that has more to do
MOST_MEMORY = 100e6  # bytes


def memory(service: Service) -> int:
    """Bytes that the service's processes have for themselves."""
    first = psutil.Process(service.process.pid)
    return sum(each.memory_full_info().uss for each in (first, *first.children()))


@contextmanager
def slow_ones(door: Door, count: int, seconds: float) -> Iterator[None]:
    """So many are there, in a process of their own."""
    line = [sys.executable, "-m", "tests.drills.outside.slow_clients", door.address, "--count", str(count)]
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
