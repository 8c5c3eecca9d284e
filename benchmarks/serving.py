"""How is a service measured that really runs? Its workers' processor time and memory, each worker asked by itself."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.houses import ROOT
from benchmarks.measuring import at

Connection = http.client.HTTPConnection
_PATIENCE = 1200  # seconds; a large house that reads itself anew takes its time
_SOON = 0.005


@dataclass(frozen=True, slots=True)
class Load:
    """What many requests took: the server's processor seconds for all of them, and seconds on the wall for each."""

    cpu: float
    waits: tuple[float, ...]
    wall: float

    @classmethod
    def together(cls, loads: Sequence["Load"]) -> "Load":
        """Several as one."""
        waits = tuple(wait for load in loads for wait in load.waits)
        return cls(sum(load.cpu for load in loads), waits, sum(load.wall for load in loads))

    @property
    def each(self) -> float:
        """Processor seconds a request."""
        return self.cpu / len(self.waits)

    @property
    def slow(self) -> float:
        """Seconds that 95 of 100 requests do not exceed."""
        return at(self.waits, 0.95)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.waits) / self.wall


@dataclass(frozen=True, slots=True)
class Service:
    """gunicorn as `make serve` runs it."""

    port: int
    pid: int

    def connect(self) -> Connection:
        """A new connection, not yet opened."""
        return Connection("127.0.0.1", self.port, timeout=_PATIENCE)

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return sorted(int(child) for child in children.split())

    def cpu(self) -> float:
        """Processor seconds of all workers so far, in hundredths."""
        return sum(map(cpu_of, self.workers()))

    def memory(self) -> tuple[float, float]:
        """Megabytes of all workers, and of the process above them: each page shared out among those who hold it."""
        return sum(map(_proportional, self.workers())), _proportional(self.pid)

    def each_worker(self) -> dict[int, Connection]:
        """A connection to each worker. While one takes it on the others stand still."""
        found = {}
        for worker in self.workers():
            others = [pid for pid in self.workers() if pid != worker]
            with _standing_still(others):
                connection = self.connect()
                connection.connect()
                _wait_until(lambda connection=connection: _is_taken(connection, self.port))
            found[worker] = connection
        return found


@contextmanager
def serving(application: str, workers: int = 1, **settings: str) -> Iterator[Service]:
    """The service with so many workers, each with eight threads, once it takes connections; stopped at the end."""
    port = _free_port()
    variables = os.environ | settings | {"PORT": str(port), "WORKERS": str(workers)}
    patient = ("--keep-alive", str(_PATIENCE))  # a reader who waits for others keeps the connection
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", *patient, application]
    process = subprocess.Popen(
        command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    service = Service(port, process.pid)
    try:
        assert process.stdout
        if not process.stdout.readline():
            raise RuntimeError("the service does not start")
        _wait_until(lambda: len(service.workers()) == workers)
        yield service
    finally:
        process.terminate()
        process.communicate()


def get(connection: Connection, path: str) -> str:
    """The page at `path`, which must be there."""
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 200 or not text:
        raise RuntimeError(f"{path} answers {answer.status}")
    return text


def read_for(
    service: Service, connections: Sequence[Connection], paths: Sequence[str], seconds: float
) -> Load:
    """One reader on each connection, who asks for one page after the other for so long."""
    end = time.perf_counter() + seconds
    return _loaded(service, connections, paths, lambda: time.perf_counter() < end)


def read_times(
    service: Service, connections: Sequence[Connection], paths: Sequence[str], requests: int
) -> Load:
    """As `read_for`, for so many requests of all readers together."""
    turns = iter(range(requests))
    return _loaded(service, connections, paths, lambda: next(turns, None) is not None)


def _loaded(
    service: Service, connections: Sequence[Connection], paths: Sequence[str], goes_on: Callable[[], bool]
) -> Load:
    """Readers begin at different pages, so that they do not ask for the same at once."""
    steps = [round(number * len(paths) / len(connections)) for number in range(len(connections))]
    before, began = service.cpu(), time.perf_counter()
    with ThreadPoolExecutor(len(connections)) as readers:
        orders = [[*paths[step:], *paths[:step]] for step in steps]
        waits = list(readers.map(lambda pair: _read(*pair, goes_on), zip(connections, orders, strict=True)))
    wall = time.perf_counter() - began
    return Load(service.cpu() - before, tuple(wait for part in waits for wait in part), wall)


def _read(connection: Connection, paths: Sequence[str], goes_on: Callable[[], bool]) -> list[float]:
    waits = []
    for path in cycle(paths):
        if not goes_on():
            break
        began = time.perf_counter()
        get(connection, path)
        waits.append(time.perf_counter() - began)
    return waits


def exact_cpu(pid: int) -> float:
    """Processor seconds of the threads that a process has now, to the microsecond."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def peak(pid: int) -> float:
    """The most megabytes that a process has held so far; 0 when it is gone."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def cpu_of(pid: int) -> float:
    """Processor seconds of a process so far, in hundredths."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _proportional(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _standing_still(processes: Sequence[int]) -> Iterator[None]:
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


def _is_taken(connection: Connection, port: int) -> bool:
    """Whether a worker has taken the connection on: until then the server's end of it belongs to no process."""
    ours, nobody = f":{connection.sock.getsockname()[1]:04X}", "0"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return any(row[1].endswith(f":{port:04X}") and row[2].endswith(ours) and row[9] != nobody for row in rows)


def _wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError("the service does not come up")
        time.sleep(_SOON)
