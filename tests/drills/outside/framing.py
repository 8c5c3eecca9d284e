"""What if a request itself is broken? Lengths that are wrong, chunks that are none, bodies cut short: written to the socket as they are."""

import re
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.drills.outside.bodies import URLENCODED, urlencoded
from tests.serving import Service

_STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3}) ", re.MULTILINE)
_PATIENCE = 20  # seconds
_LENGTHS = ("-1", "+5", "abc", "", "0x10", "5, 6", "1e3", "9" * 30, " 5 5", "\u0665")
_CODINGS = ("gzip, chunked", "chunked, chunked", "xchunked", "chunked;q=1", "identity", "", "chunked\x0b")
_CHUNKS = (
    b"zz\r\nhei\r\n0\r\n\r\n",
    b"-3\r\nhei\r\n0\r\n\r\n",
    b"3\r\nheihei\r\n0\r\n\r\n",
    b"3\nhei\n0\n\n",
    b"\r\nhei\r\n0\r\n\r\n",
    b"ffffffffffffffffffff\r\nhei",
    b"5\r\nhei",
    b"3\r\nhei\r\n",
    b"3\r\nhei\r\n0\r\n",
    b"3\r\nhei\r\n0\r\nX\x00: y\r\n\r\n",
    b"3;" + b"x" * 20_000 + b"\r\nhei\r\n0\r\n\r\n",
    b'3;a="\r\nhei\r\n0\r\n\r\n',
    b"3\r\nhei\r\n0\r\nContent-Length: 90\r\n\r\n",
    b"0x3\r\nhei\r\n0\r\n\r\n",
    b"3" * 30_000,
    b"",
)
_LINES = (
    "{method} {path}",
    "{method} {path} HTTP/9.9",
    "{method}  {path} HTTP/1.1",
    "{method} {path} HTTP/1.0",
    "{method} http://evil.example{path} HTTP/1.1",
    "{method} * HTTP/1.1",
    "{method} x{path} HTTP/1.1",
    "{method} {path}%00%ff%zz?%ff=%zz HTTP/1.1",
    "{method} {path}/å HTTP/1.1",
    "G\x00T {path} HTTP/1.1",
    "",
)
_HEADERS = (
    "Host: a\r\nHost: b",
    "Host: ",
    "X-Folded: a\r\n b",
    "X\x00: y",
    "X y: z",
    ": z",
    "X-Long: " + "x" * 9000,
    "\r\n".join(f"X-{number}: y" for number in range(150)),
    "Expect: 100-continue",
    "Expect: miracles",
    "Connection: upgrade\r\nUpgrade: h2c",
    "Content-Length: 5\r\nContent-Length: 6",
    "Script_Name: /x",
)
_NOT_IMPLEMENTED = (
    501,
    505,
)  # what RFC 9110 and 9112 answer to a coding, method or version that a server does not know


class Raw(NamedTuple):
    """What is written to the socket, and what is wrong with it."""

    name: str
    content: bytes
    may_be: tuple[int, ...] = ()
    """Answers of 500 and more that the standard asks for."""


def _head(path: str, *headers: str, line: str = "{method} {path} HTTP/1.1", method: str = "POST") -> bytes:
    first = line.format(method=method, path=path)
    rows = (first, "Host: 127.0.0.1:8400", f"Content-Type: {URLENCODED}", *headers, "", "")
    return "\r\n".join(rows).encode("utf-8", "surrogatepass")


def _cut_short(chance: Random, path: str, body: bytes, more: str) -> Raw:
    sent = body[: chance.randrange(len(body))]
    return Raw("cut short", _head(path, more, f"Content-Length: {len(body)}") + sent)


def _too_long(chance: Random, path: str, body: bytes, more: str) -> Raw:
    length = chance.randrange(len(body))
    return Raw("longer than it says", _head(path, more, f"Content-Length: {length}") + body)


def _no_length(chance: Random, path: str, body: bytes, more: str) -> Raw:
    return Raw("no length", _head(path, more, f"Content-Length: {chance.choice(_LENGTHS)}") + body)


def _chunks(chance: Random, path: str, body: bytes, more: str) -> Raw:
    good = f"{len(body):x}\r\n".encode() + body + b"\r\n"
    content = chance.choice((b"", good)) + chance.choice(_CHUNKS)
    return Raw("chunks", _head(path, more, "Transfer-Encoding: chunked") + content)


def _both(chance: Random, path: str, body: bytes, more: str) -> Raw:
    headers = (f"Content-Length: {len(body)}", "Transfer-Encoding: chunked")
    return Raw("both", _head(path, more, *headers) + body)


def _coding(chance: Random, path: str, body: bytes, more: str) -> Raw:
    head = _head(path, more, f"Transfer-Encoding: {chance.choice(_CODINGS)}")
    return Raw("coding", head + body, _NOT_IMPLEMENTED)


def _line(chance: Random, path: str, body: bytes, more: str) -> Raw:
    line, method = chance.choice(_LINES), chance.choice(("GET", "POST", "get", "X" * 90))
    head = _head(path, more, f"Content-Length: {len(body)}", line=line, method=method)
    return Raw("line", head + body, _NOT_IMPLEMENTED)


def _header(chance: Random, path: str, body: bytes, more: str) -> Raw:
    headers = (more, f"Content-Length: {len(body)}", chance.choice(_HEADERS))
    return Raw("header", _head(path, *headers) + body)


def _head_alone(chance: Random, path: str, body: bytes, more: str) -> Raw:
    head = _head(path, more, f"Content-Length: {len(body)}")
    return Raw("head alone", head[: chance.randrange(len(head))])


_KINDS: tuple[Callable[[Random, str, bytes, str], Raw], ...] = (
    *(_cut_short,) * 3,
    *(_chunks,) * 4,
    _too_long,
    _no_length,
    _both,
    _coding,
    _line,
    _header,
    _head_alone,
)


def broken(chance: Random, paths: Sequence[str], more: Sequence[str], count: int) -> Iterator[Raw]:
    """`count` broken requests to any of `paths`, each with one of the headers `more`."""
    body = urlencoded(
        [("situation", "Mannen min drikker, og vi bor i Ålesund."), ("kind", "wrong"), ("act", "x")]
    )
    for _number in range(count):
        yield chance.choice(_KINDS)(chance, chance.choice(paths), body, chance.choice(more))


def statuses(service: Service, raw: Raw) -> list[int]:
    """What the service answers: a status for each request that it takes the bytes for; none where it only hangs up."""
    return [int(found) for found in _STATUS.findall(said(service, raw.content))]


def said(service: Service, content: bytes) -> bytes:
    """All that comes back once everything was sent and nothing more will be."""
    address = urlsplit(service.address)
    answer = b""
    with socket.create_connection((address.hostname, address.port), timeout=_PATIENCE) as connection:
        with suppress(ConnectionError, BrokenPipeError):
            connection.sendall(content)
            connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while more := connection.recv(65_536):
                answer += more
    return answer
