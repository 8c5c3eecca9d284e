"""How do drills visit a service that really runs? Each of its workers by itself, and whoever answers first."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import psutil

from tests.house.tree import ROOT
from tests.houses import SECRET
from tests.serving import Service, environment, serving

PUBLIC = "http://127.0.0.1:8400"  # the address that pages name, whatever port the service has got
_PATIENCE = 60  # seconds


class Asked(NamedTuple):
    """A page, or with `sent` what is sent as JSON, or with `form` as a form."""

    path: str
    sent: Mapping[str, Any] | None = None
    form: Mapping[str, Any] | None = None

    @property
    def method(self) -> str:
        return "GET" if self.sent is self.form is None else "POST"

    @property
    def body(self) -> tuple[str | None, dict[str, str]]:
        """What is sent, and its headers."""
        if self.sent is not None:
            return json.dumps(self.sent), {"Content-Type": "application/json"}
        if self.form is not None:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            return urlencode(self.form, doseq=True), kind
        return None, {}


class Answer(NamedTuple):
    """What came back, and how many seconds it took."""

    status: int
    text: str
    location: str
    seconds: float


def running(instance: Path, site: str = "app:create_app()") -> AbstractContextManager[Service]:
    """The service over `instance`, as houses of this process know it. All visitors of a drill come from one network."""
    more = {"VARDE_SECRET_KEY": SECRET, "VARDE_PUBLIC_URL": PUBLIC, "VARDE_READS_A_MINUTE": "0"}
    return serving(instance, site, **more)


def command(instance: Path, *words: str) -> str:
    """A command of the house, in a process of its own, which must succeed; what it said."""
    line = [sys.executable, "-m", "flask", "--app", "app", *words]
    settings = environment(instance, VARDE_SECRET_KEY=SECRET, VARDE_PUBLIC_URL=PUBLIC)
    done = subprocess.run(line, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask(service: Service, asked: Asked, cookie: str | None = None) -> Answer:
    """One request on a connection of its own, to whichever worker takes it."""
    with closing(_connection(service)) as connection:
        return _answer(connection, asked, cookie)


def _connection(service: Service) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(service.address).netloc, timeout=_PATIENCE)


def _answer(connection: http.client.HTTPConnection, asked: Asked, cookie: str | None = None) -> Answer:
    began = time.monotonic()
    body, headers = asked.body
    headers |= {"Connection": "close"} | ({"Cookie": cookie} if cookie else {})
    connection.request(asked.method, asked.path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    return Answer(answer.status, text, answer.headers.get("Location", ""), time.monotonic() - began)


def workers(service: Service) -> list[int]:
    """The processes that answer."""
    found = []
    for child in psutil.Process(service.process.pid).children():
        with suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                found.append(child.pid)
    return sorted(found)


def all_workers(service: Service, count: int = 2) -> list[int]:
    """The processes that answer, once all of them do."""
    end = time.monotonic() + _PATIENCE
    while len(found := workers(service)) < count:
        assert time.monotonic() < end, "the workers do not come up"
        time.sleep(0.02)
    for worker in found:
        assert ask_worker(service, worker, Asked("/healthz")).status == 200
    return found


def ask_worker(service: Service, worker: int, asked: Asked) -> Answer:
    """One request that this worker answers. The seconds are those of the request alone."""
    with closing(_connection(service)) as connection:
        with _alone(service, worker):
            connection.connect()
            _wait_until_taken(worker, connection.sock.getsockname()[1])
        return _answer(connection, asked)


@contextmanager
def _alone(service: Service, worker: int) -> Iterator[None]:
    """The other workers stand still, so that only this one takes anybody on."""
    others = [pid for pid in workers(service) if pid != worker]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def _wait_until_taken(worker: int, port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while port not in held(worker):
        assert time.monotonic() < end, "the worker takes nobody on"
        time.sleep(0.002)


def held(worker: int) -> set[int]:
    """The visitors' ports of all connections that a worker has taken on."""
    found = psutil.Process(worker).net_connections("tcp")
    return {each.raddr.port for each in found if each.raddr and each.status == psutil.CONN_ESTABLISHED}


def work(*processes: int) -> float:
    """Processor seconds that these have used: on a machine where others work too, the clock says something of them."""
    return float(sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in processes))


def kill(service: Service) -> None:
    """Every process of the service at once, as when the machine loses its power."""
    for pid in [service.process.pid, *workers(service)]:
        os.kill(pid, signal.SIGKILL)
