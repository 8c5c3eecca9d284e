"""How does a process of gunicorn take requests? One loop reads and writes for everybody; threads get what is whole."""

import asyncio
import os
import resource
import signal
import socket
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from math import inf
from typing import Any

from gunicorn.workers.base import Worker

from directory.gate.connection import Connection
from directory.gate.whole_answers import Answered, Answering
from directory.gate.whole_requests import Taken

MOST_CONNECTIONS = 4_000
MOST_HELD = 24 * 1024 * 1024  # bytes of all connections together
STOP_WITHIN = 3.0  # seconds for those who are slow, when we stop
_LOOK_EVERY = 1.0  # seconds
_LOOK_AFTER_STOP = 0.05
_OTHER_FILES = 200  # that a process has open beside its connections


class GateWorker(Worker):  # type: ignore[misc]
    """Reads, with deadlines, until a request is whole; hands it to a thread; sends what comes back, with a deadline."""

    def run(self) -> None:
        """Serve until told to stop."""
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._tell)
        self._stopping = asyncio.Event()
        self._loop.add_signal_handler(signal.SIGTERM, self._stopping.set)
        self._connections = set[Connection]()
        self._arriving = set[asyncio.Task[Any]]()
        self._most = min(MOST_CONNECTIONS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - _OTHER_FILES)
        self._answering = Answering(self.wsgi, self.cfg, self.log)
        with ThreadPoolExecutor(self.cfg.threads) as self._threads:
            self._listen(True)
            while not self._stopping.is_set() and self.ppid == os.getppid():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), _LOOK_EVERY)
                self._look_after(self._connections)
            await self._stop()

    async def _stop(self) -> None:
        """Nobody new comes in; those who are here have a moment."""
        self._listen(False)
        self.alive = False
        latest = self.now() + STOP_WITHIN
        while self._connections or self._arriving:
            await asyncio.sleep(_LOOK_AFTER_STOP)
            self._look_after(self._connections, latest)

    def _listen(self, on: bool) -> None:
        for listener in (each.sock for each in self.sockets):
            listener.setblocking(False)
            if on:
                self._loop.add_reader(listener, self._accept, listener)
            else:
                self._loop.remove_reader(listener)

    def _accept(self, listener: socket.socket) -> None:
        """One at a time, so that the other processes get theirs."""
        try:
            came = listener.accept()[0]
        except OSError:
            return
        came.setblocking(False)
        task = self._loop.create_task(self._loop.connect_accepted_socket(lambda: Connection(self), came))
        self._arriving.add(task)
        task.add_done_callback(self._arriving.discard)

    def _look_after(self, connections: Iterable[Connection], latest: float = inf) -> None:
        """Show out those whose time is over, by their own deadline or the `latest` of all."""
        self.notify()
        now = self.now()
        for connection in list(connections):
            if not connection.answering and min(connection.until, latest) < now:
                connection.close()
        self._make_room()

    def _make_room(self) -> None:
        """Where all together hold too much, those who have been slow for longest go."""
        held = sum(each.holds for each in self._connections)
        if held <= MOST_HELD:
            return
        for connection in self._slowest_first():
            if held > MOST_HELD and connection.holds:
                held -= connection.holds
                connection.close()

    def _slowest_first(self) -> list[Connection]:
        return sorted((each for each in self._connections if not each.answering), key=lambda each: each.since)

    def _tell(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A fault of ours: its kind alone, for all else may hold what somebody sent."""
        self.log.error(f"unexpected {type(context.get('exception')).__name__} at the gate")

    # What a connection needs.

    def now(self) -> float:
        """Seconds that only go forward."""
        return self._loop.time()

    def enter(self, connection: Connection) -> None:
        """One more is here; in a full house the slowest makes room."""
        self._connections.add(connection)
        if len(self._connections) > self._most and (slow := self._slowest_first()):
            slow[0].close()

    def leave(self, connection: Connection) -> None:
        """It is gone."""
        self._connections.discard(connection)

    def longer(self, target: str) -> int:
        """How long a body for this address may be, if the application expects more than of others."""
        asked = getattr(self.wsgi, "extensions", {}).get("longer_body")
        return asked(target) if asked else 0

    def answer(self, connection: Connection, taken: Taken) -> None:
        """In the next thread that is free."""
        asked = self._threads.submit(self._answering.answer, taken, connection.ends, self.alive)

        def send(answered: "Future[Answered]") -> None:
            self._loop.call_soon_threadsafe(connection.send, answered.result())

        asked.add_done_callback(send)
