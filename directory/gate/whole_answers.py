"""How is a whole request answered? In a thread, by the application; gunicorn reads it from memory, and nobody is waited for."""

import tempfile
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import IO, Any, NamedTuple

from gunicorn.http import errors, wsgi
from gunicorn.http.parser import RequestParser

from directory.gate.whole_requests import Taken

_REASONS = {
    400: "Bad Request",
    408: "Request Timeout",
    414: "URI Too Long",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}


MOST_IN_MEMORY = 4 * 1024 * 1024  # bytes of one answer; what is longer lies on the disk until it is sent


class Answered(NamedTuple):
    """What is sent back, and whether the connection may be used again. `rest` is the file in which a long answer goes on."""

    data: bytes
    keep: bool
    rest: IO[bytes] | None = None


class Ends(NamedTuple):
    """The two ends of a connection, as sockets name them."""

    peer: Any
    own: Any


class _Paper:
    """Stands where gunicorn writes to a socket."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.rest: IO[bytes] | None = None
        self._size = 0

    def sendall(self, data: bytes) -> None:
        self._size += len(data)
        if self.rest is None and self._size > MOST_IN_MEMORY:
            self.rest = tempfile.TemporaryFile()  # noqa: SIM115  (whoever sends it closes it; it has no name)
        if self.rest is None:
            self.parts.append(data)
        else:
            self.rest.write(data)

    def close(self) -> None:
        """Nobody will read it."""
        if self.rest is not None:
            self.rest.close()

    def send(self, data: bytes) -> int:
        """Only the word that a body may come, which was said before."""
        return len(data)


class Answering:
    """One application, as gunicorn has set it up."""

    def __init__(self, application: Callable[..., Iterable[bytes]], cfg: Any, log: Any) -> None:
        self._application = application
        self._cfg = cfg
        self._log = log

    def answer(self, taken: Taken, ends: Ends, keep: bool) -> Answered:
        """Everything that is to be sent. `keep` says whether another request may follow."""
        parser = RequestParser(self._cfg, iter([taken.data]), ends.peer)
        try:
            request = next(parser)
        except (errors.NoMoreData, StopIteration):  # it went away before it had said what it wants
            return Answered(b"", False)
        except errors.ParseException as fault:
            self._log.warning("a request could not be read")
            return Answered(refusal(_status(fault)), False)
        try:
            return self._respond(parser, request, taken, ends, keep)
        except Exception:
            self._log.exception("an answer failed")
            return Answered(refusal(500), False)

    def _respond(self, parser: Any, request: Any, taken: Taken, ends: Ends, keep: bool) -> Answered:
        paper = _Paper()
        response, environ = wsgi.create(request, paper, ends.peer, ends.own, self._cfg)
        environ |= {"wsgi.multithread": True} | _body(request, len(taken.data))
        for unsaid in ("wsgi.input_terminated", "HTTP_TRANSFER_ENCODING"):
            environ.pop(unsaid, None)  # the length alone counts, and the application looks at it
        if taken.last or not keep:
            response.force_close()
        try:
            _write(self._application(environ, response.start_response), response)
            again = (
                not response.should_close() and parser.finish_body() and not parser.unreader.take_buffered()
            )
        except BaseException:
            paper.close()
            raise
        if paper.rest is not None:
            paper.rest.seek(0)
        return Answered(b"".join(paper.parts), again, paper.rest)


def _write(parts: Iterable[bytes], response: Any) -> None:
    try:
        for part in parts:
            response.write(part)
        response.close()
    finally:
        if hasattr(parts, "close"):
            parts.close()


def _body(request: Any, sent: int) -> dict[str, Any]:
    """The body as the application reads it. Is it broken, then less is there than is said, which is refused as any cut one."""
    try:
        body = request.body.read()
        length = next((said for name, said in request.headers if name == "CONTENT-LENGTH"), len(body))
    except (errors.ParseException, OSError):
        body, length = b"", sent
    return {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(length)}


def _status(fault: Exception) -> int:
    if isinstance(fault, errors.LimitRequestLine):
        return 414
    if isinstance(fault, errors.LimitRequestHeaders):
        return 431
    return 417 if isinstance(fault, errors.ExpectationFailed) else 400


def refusal(status: int) -> bytes:
    """A bare answer that repeats nothing of what was sent."""
    words = f"{_REASONS[status]}\n"
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}",
        "Connection: close",
        "Content-Type: text/plain",
        f"Content-Length: {len(words)}",
        "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'",
        "X-Content-Type-Options: nosniff",
    )
    return ("\r\n".join(head) + f"\r\n\r\n{words}").encode()
