"""What the gate's tests stand before: the service as it really runs, and a caller who says exactly what is meant, byte for byte."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from directory.settings import Settings
from tests.houses import Builder
from tests.serving import Service, serving

_PATIENCE = 15  # seconds, less than a worker waits for the rest of a request
HEAD = b"POST /finn HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
FORM = b"situation=hjelp&place=molde"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(FORM) + FORM
PIECES = HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(FORM), FORM)
Said = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def service(sqlite_builder: Builder) -> Iterator[Service]:
    """The service over a furnished house."""
    app = sqlite_builder.furnished()
    settings: Settings = app.extensions["settings"]
    app.extensions["database"].close()
    instance: Path = settings.instance
    with serving(instance) as service:
        yield service
    sqlite_builder.close(app)


def call(service: Service) -> socket.socket:
    """Come in, and say nothing yet."""
    parts = urlsplit(service.address)
    return socket.create_connection((parts.hostname, parts.port), timeout=_PATIENCE)


@pytest.fixture
def say(service: Service) -> Said:
    """Say these bytes and no more; everything that comes back."""

    def said(sent: bytes) -> bytes:
        with closing(call(service)) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    return said
