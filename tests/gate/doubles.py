"""Who stands at both sides of a connection when only the connection itself is tried? A wire and a worker that do as they are told."""

import asyncio

from directory.gate.connection import Connection
from directory.gate.whole_requests import Taken


class Wire(asyncio.Transport):
    """The other end: what it was sent, and how much it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.takes = True
        self.reads = True
        self.closed = self.ended = False
        self.other: asyncio.Protocol

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent += bytes(data)
        if not self.takes:
            self.other.pause_writing()

    def get_write_buffer_size(self) -> int:
        return 0 if self.takes else len(self.sent)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        assert high == 0

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.ended = True

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    abort = close


class Porter:
    """Stands for the worker: a clock, who is here, and what was asked."""

    def __init__(self) -> None:
        self.clock = 0.0
        self.here = set[Connection]()
        self.asked: list[Taken] = []
        self.room = 0

    def longer(self, _target: str) -> int:
        return self.room

    def now(self) -> float:
        return self.clock

    def enter(self, connection: Connection) -> None:
        self.here.add(connection)

    def leave(self, connection: Connection) -> None:
        self.here.discard(connection)

    def answer(self, connection: Connection, taken: Taken) -> None:
        self.asked.append(taken)


class Call:
    """One caller who has come in."""

    def __init__(self) -> None:
        self.porter, self.wire = Porter(), Wire()
        self.connection = self.wire.other = Connection(self.porter)
        self.connection.connection_made(self.wire)

    def says(self, data: bytes) -> None:
        self.connection.data_received(data)

    def waits(self, seconds: float) -> None:
        """Time goes by, and the worker looks."""
        self.porter.clock += seconds
        if self.connection.until < self.porter.clock:
            self.connection.close()
