"""What do others notice, and how much memory is taken, while something large is done? Seen from outside the processes."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import httpx
import psutil

from directory.accounts import sessions
from tests.desks import colleague
from tests.drills.truth import house_over
from tests.markup import Part, parse
from tests.serving import Service

QUESTION = "/finn?need=alcohol&place=alesund"
LISTS, SOURCES = "/skrivebord/lister", "/skrivebord/kilder"
_EVERY = 0.5  # seconds between two questions


@dataclass
class Beside:
    """What a reader waited for each answer, in seconds, and the most megabytes of each process beyond those it began with."""

    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    more: dict[int, float] = field(default_factory=dict)

    def say(self, what: str) -> None:
        """In one line, for whoever runs the drill."""
        waits = sorted(self.waits)
        told = (
            f"{len(waits)} answers, median {1000 * median(waits):.0f} ms, slowest {1000 * waits[-1]:.0f} ms"
            if waits
            else ""
        )
        print(f"{what}: {told}; + {', '.join(f'{each:.0f}' for each in self.more.values())} MB")


def _held(pid: int) -> float:
    """Megabytes of a process just now; from here on the system remembers the most that it holds."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return _said(pid, "VmRSS")


def _most(pid: int) -> float:
    """The most since then, also between two looks."""
    return _said(pid, "VmHWM")


def _said(pid: int, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def workers_of(service: Service) -> list[int]:
    """Its processes but the first."""
    return [each.pid for each in psutil.Process(service.process.pid).children()]


@contextmanager
def watching(service: Service, *, reads: bool = True) -> Iterator[Beside]:
    """Watch the workers, and ask as a reader does, until the block ends."""
    seen, over = Beside(), threading.Event()
    idle = {pid: _held(pid) for pid in workers_of(service)}

    def ask() -> None:
        while not over.wait(_EVERY):
            began = time.monotonic()
            try:
                status = httpx.get(service.address + QUESTION, timeout=60).status_code
            except httpx.HTTPError as fault:
                status = type(fault).__name__
            seen.waits.append(time.monotonic() - began)
            seen.failed += [] if status == 200 else [str(status)]

    reader = threading.Thread(target=ask)
    if reads:
        reader.start()
    try:
        yield seen
    finally:
        over.set()
        if reads:
            reader.join()
        seen.more = {pid: _most(pid) - before for pid, before in idle.items()}


class ListDesk:
    """Somebody at the desk who brings lists, at a running service."""

    def __init__(self, instance: Path, service: Service) -> None:
        with house_over(instance) as app:
            cookie = colleague(app, "national_editor").client.get_cookie(sessions.COOKIE, "127.0.0.1")
        assert cookie
        self.client = httpx.Client(
            base_url=service.address,
            cookies={sessions.COOKIE: cookie.value},
            headers={"Origin": service.address},
            timeout=300,
        )
        self.seen: list[str] = []

    def bring(self, data: bytes, name: str) -> httpx.Response:
        """Send a list from the page for it."""
        page = parse(self.client.get(LISTS).text)
        form = page.select("form[enctype]")[0]
        return self.client.post(
            form["action"], data={"csrf_token": self.token(form)}, files={"file": (name, data)}
        )

    def take(self, here: str) -> httpx.Response:
        """Take in what was looked at; what is long is watched until it leads to what became of it."""
        form = next(
            each for each in parse(self.client.get(here).text).select("form") if each["action"].endswith(here)
        )
        answer = self.client.post(here, data={"csrf_token": self.token(form)})
        watched = answer.headers.get("location", "")
        while watched.endswith("/tas-inn"):
            time.sleep(_EVERY)
            answer = self.client.get(watched)
            if answer.status_code != 200:
                break
            self.seen += [each.text for each in parse(answer.text).select("main .answer")]
        return answer

    def follow(self, name: str, url: str, form: str) -> str:
        """Connect a list by its address; the page of the source."""
        token = self.token(parse(self.client.get(SOURCES).text).select("form")[-1])
        sent = {"name": name, "url": url, "format": form, "csrf_token": token}
        assert self.client.post(SOURCES, data=sent).status_code == 303
        links = parse(self.client.get(SOURCES).text).select("main a[href]")
        return next(each["href"] for each in links if name in each.text)

    def fetch_now(self, source: str) -> str:
        """Fetch it, and what its page says then."""
        token = self.token(parse(self.client.get(source).text).select("main form")[0])
        self.client.post(f"{source}/hent", data={"csrf_token": token})
        return parse(self.client.get(source).text).select("main")[0].text

    @staticmethod
    def token(form: Part) -> str:
        """The token that stands in a form."""
        return str(form.select("input[name=csrf_token]")[0]["value"])
