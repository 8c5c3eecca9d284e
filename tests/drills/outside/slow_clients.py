"""What do many slow clients do to everybody else? Five kinds of them against an address of this machine, and visitors beside.

    python -m tests.drills.outside.slow_clients http://127.0.0.1:8000 --count 1000 --seconds 60

holds the connections alone; the drills start it so, in a process of its own, so that it takes no time from the visitors.
"""

import argparse
import asyncio
import resource
import socket
import ssl
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from urllib.parse import urlsplit

_ARRIVING = 30.0  # seconds over which they come: the pages that some of them ask for are work, whoever asks
BEAT = 1.0  # seconds between two bytes
_LARGE = "/api/v1/listings?limit=50"
_BODY = b"situation=" + b"a" * 1990


class Place:
    """Where to go: host, port, and how it is encrypted."""

    def __init__(self, address: str, authority: str | None = None) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.name = parts.netloc
        self.trust = ssl.create_default_context(cafile=authority) if parts.scheme == "https" else None


Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter
Kind = Callable[[Place, Reader, Writer], Awaitable[None]]


async def _drop_by_drop(reader: Reader, writer: Writer, sent: bytes) -> None:
    for each in sent:
        writer.write(bytes([each]))
        await writer.drain()
        with suppress(TimeoutError):
            if await asyncio.wait_for(reader.read(4096), BEAT) == b"":
                return


async def half_a_line(_place: Place, reader: Reader, writer: Writer) -> None:
    """Begins a request, and says no more."""
    writer.write(b"GET /finn?ne")
    await reader.read()


async def headers_by_the_byte(place: Place, reader: Reader, writer: Writer) -> None:
    """Never comes to the end of its headers."""
    sent = f"GET / HTTP/1.1\r\nHost: {place.name}\r\nX-Slow: {'a' * 2000}".encode()
    await _drop_by_drop(reader, writer, sent)


async def body_by_the_byte(place: Place, reader: Reader, writer: Writer) -> None:
    """Says how much it will send, and takes its time."""
    kind = "application/x-www-form-urlencoded"
    writer.write(
        f"POST /finn HTTP/1.1\r\nHost: {place.name}\r\nContent-Type: {kind}\r\nContent-Length: {len(_BODY)}\r\n\r\n".encode()
    )
    await _drop_by_drop(reader, writer, _BODY)


async def silent(_place: Place, reader: Reader, _writer: Writer) -> None:
    """Comes in, and says nothing."""
    await reader.read()


async def reading_slowly(place: Place, reader: Reader, writer: Writer) -> None:
    """Asks for much, and takes a byte at a time."""
    writer.write(f"GET {_LARGE} HTTP/1.1\r\nHost: {place.name}\r\n\r\n".encode())
    while await reader.read(1):
        await asyncio.sleep(BEAT)


KINDS: tuple[Kind, ...] = (half_a_line, headers_by_the_byte, body_by_the_byte, silent, reading_slowly)


def _socket(kind: Kind) -> socket.socket:
    made = socket.socket()
    if kind is reading_slowly:  # the machine must not take in for it what it does not read
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    made.setblocking(False)
    return made


async def _connect(place: Place, kind: Kind) -> tuple[Reader, Writer]:
    loop, made = asyncio.get_running_loop(), _socket(kind)
    await loop.sock_connect(made, (place.host, place.port))
    name = place.host if place.trust else None
    return await asyncio.open_connection(sock=made, ssl=place.trust, server_hostname=name, limit=2048)


async def _stand(place: Place, kind: Kind, end: float) -> int:
    """One slow client that comes again whenever it is shown out. Returns how many times it came in."""
    came = 0
    await asyncio.sleep(Random().uniform(0, _ARRIVING))
    while (left := end - time.monotonic()) > 0:
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(left):
                reader, writer = await _connect(place, kind)
                came += 1
                try:
                    await kind(place, reader, writer)
                finally:
                    writer.transport.abort()
        await asyncio.sleep(min(0.5, max(0.0, end - time.monotonic())))
    return came


async def _stand_all(place: Place, kinds: tuple[Kind, ...], count: int, seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    return await asyncio.gather(*(_stand(place, kinds[n % len(kinds)], end) for n in range(count)))


def main() -> None:
    """Hold the connections, and say how many times each kind came in."""
    asked = argparse.ArgumentParser()
    asked.add_argument("address")
    asked.add_argument("--count", type=int, default=1000)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--kind", choices=[kind.__name__ for kind in KINDS])
    asked.add_argument("--authority")
    given = asked.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    kinds = tuple(kind for kind in KINDS if given.kind in (None, kind.__name__))
    came = asyncio.run(_stand_all(Place(given.address, given.authority), kinds, given.count, given.seconds))
    for n, kind in enumerate(kinds):
        print(kind.__name__, sum(came[n :: len(kinds)]), flush=True)


if __name__ == "__main__":
    main()
