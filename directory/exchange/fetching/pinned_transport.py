"""How is another machine asked? Through httpx, on connections that go where `addresses.py` said, and end when time is up."""

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx
from flask_babel import gettext as _

from directory.exchange.fetching.addresses import choose
from directory.exchange.fetching.refused import Refused

_LONGEST_WORD = 5.0  # seconds for one step: to connect, to say the next few bytes


class PinnedTransport(httpx.BaseTransport):
    """One request after another, redirects too; each host is looked up once and connected to by that address."""

    def __init__(self, *, private: bool, until: float) -> None:
        """`until`: on `time.monotonic()`, when all of it must be over."""
        backend = _PinnedBackend(private, until)
        self._pool = httpcore.ConnectionPool(ssl.create_default_context(), network_backend=backend)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """As httpx asks for it."""
        url = request.url
        asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = httpcore.Request(
            request.method,
            asked,
            headers=request.headers.raw,
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _LONGEST_WORD)},
        )
        reply = self._pool.handle_request(sent)
        assert isinstance(reply.stream, Iterable)
        return httpx.Response(reply.status, headers=reply.headers, stream=_Body(reply))

    handle_request = answer  # as httpx calls it

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, reply: httpcore.Response) -> None:
        self._reply = reply

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._reply.stream, Iterable)
        yield from self._reply.stream

    def close(self) -> None:
        self._reply.close()


class _PinnedBackend(httpcore.NetworkBackend):
    def __init__(self, private: bool, until: float) -> None:
        self._private, self._until = private, until
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        address = choose(host, port, self._private)
        return _Timed(
            self._inner.connect_tcp(address, port, timeout, local_address, socket_options), self._until
        )


class _Timed(httpcore.NetworkStream):
    """A connection whose every step asks the clock: a byte now and then does not keep it open."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner, self._until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._remaining(timeout))

    def start_tls(self, *told: Any, **more: Any) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(*told, **more), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def close(self) -> None:
        self._inner.close()

    def _remaining(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Refused(_("Det tok for lang tid å hente adressen. Prøv igjen senere."), fleeting=True)
        return min(left, timeout or left)
