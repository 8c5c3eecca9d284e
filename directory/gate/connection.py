"""What does one connection do just now, and until when may it? No thread is held while it says or takes in something."""

import asyncio
from math import inf
from typing import Protocol

from directory.gate.whole_answers import A_PIECE, Answered, Ends, refusal
from directory.gate.whole_requests import Incoming, Taken

FIRST_WITHIN = 10.0  # seconds until something is said at all
WHOLE_WITHIN = 20.0  # from the first word to the last one
LONG_WITHIN = 60.0  # the same for what may be long
AGAIN_WITHIN = 5.0  # to the next request
SENT_WITHIN = 60.0  # an answer must be taken in, or a piece of a long one
GONE_WITHIN = 2.0  # what still comes from somebody who was answered is let go by
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Gate(Protocol):
    """What a connection needs of the worker it came to."""

    def now(self) -> float:
        """Seconds that only go forward."""

    def enter(self, connection: "Connection") -> None:
        """One more is here."""

    def leave(self, connection: "Connection") -> None:
        """It is gone."""

    def longer(self, target: str) -> int:
        """How long a body for this address may be, if that is more than for others."""

    def answer(self, connection: "Connection", taken: Taken) -> None:
        """Find an answer, and call `send` with it."""


class Connection(asyncio.Protocol):
    """One caller: says, waits, is answered, and perhaps again. `until` is when its patience with us, or ours with it, ends."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._incoming = Incoming(gate.longer)
        self._transport: asyncio.Transport
        self.since = gate.now()
        self.until = self.since + FIRST_WITHIN
        self.answering = False
        self._sending: Answered | None = None
        self._blocked = self._ended = self._leaving = False

    @property
    def holds(self) -> int:
        """Bytes that wait here, on their way in or out."""
        return len(self._incoming.data) + self._transport.get_write_buffer_size()

    @property
    def ends(self) -> Ends:
        """Both ends."""
        told = self._transport.get_extra_info
        return Ends(told("peername"), told("sockname"))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=0)  # so that we are told when everything is sent
        self._gate.enter(self)

    def connection_lost(self, _fault: Exception | None) -> None:
        self._leaving = True
        if self._sending and self._sending.rest:
            self._sending.rest.close()
        self._gate.leave(self)

    def data_received(self, data: bytes) -> None:
        if self._leaving:
            return
        if not self._incoming.data:
            self._wait(WHOLE_WITHIN)
        self._incoming.add(data)
        self._go_on()

    def eof_received(self) -> bool:
        """It says no more, but may still listen. What was cut short is answered as what it is."""
        self._ended = True
        if not (self._leaving or self.answering or self._sending) and self._incoming.data:
            self._ask(self._incoming.cut())
        return self.answering or self._sending is not None

    def pause_writing(self) -> None:
        self._blocked = True

    def resume_writing(self) -> None:
        self._blocked = False
        if self._sending:
            self._send_on()

    def send(self, answered: Answered) -> None:
        """The answer is there."""
        self.answering = False
        if self._transport.is_closing():
            if answered.rest:
                answered.rest.close()
            return
        self._sending = answered
        self._write(answered.data)
        if not self._blocked:
            self._send_on()

    def close(self) -> None:
        """Its time is over: a word to somebody who had begun to speak, none to others."""
        if self._incoming.data and not (self._sending or self._leaving):
            self._transport.write(refusal(408))
            self._let_go()
        else:
            self._transport.abort()

    def _go_on(self) -> None:
        """Take a request if it is whole, and say what must be said before it is."""
        if taken := self._incoming.take():
            self._ask(taken)
        elif self._incoming.too_long:
            self._transport.write(refusal(431))
            self._let_go()
        else:
            self._wait_for_more()

    def _wait_for_more(self) -> None:
        if self._incoming.is_long:
            self.until = self.since + LONG_WITHIN
        if self._incoming.waits:
            self._incoming.waits = False
            self._transport.write(_CONTINUE)

    def _ask(self, taken: Taken) -> None:
        self.answering, self.until = True, inf
        if not self._ended:
            self._transport.pause_reading()
        self._gate.answer(self, taken)

    def _write(self, data: bytes) -> None:
        self._wait(SENT_WITHIN)
        self._transport.write(data)

    def _send_on(self) -> None:
        """The pieces of a long answer, each when the one before was taken in."""
        rest = self._sending and self._sending.rest
        while rest and (piece := rest.read(A_PIECE)):
            self._write(piece)
            if self._blocked:
                return
        if rest:
            rest.close()
        self._after_sending()

    def _after_sending(self) -> None:
        keep = self._sending is not None and self._sending.keep
        self._sending = None
        if not keep or self._ended:
            self._let_go()
            return
        self._wait(WHOLE_WITHIN if self._incoming.data else AGAIN_WITHIN)
        self._transport.resume_reading()
        self._go_on()

    def _let_go(self) -> None:
        """Say that nothing more comes, and wait a moment: closing at once could take away what was just sent."""
        self._leaving = True
        self._incoming = Incoming()
        self._wait(GONE_WITHIN)
        if self._ended or not self._transport.can_write_eof():
            self._transport.close()
            return
        try:
            self._transport.write_eof()
        except OSError:  # it is gone already
            self._transport.abort()
        else:
            self._transport.resume_reading()

    def _wait(self, seconds: float) -> None:
        self.since = self._gate.now()
        self.until = self.since + seconds
