"""How is a whole request answered? In a thread, by the application; gunicorn reads it from memory, and nobody is waited for."""

from collections.abc import Callable, Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile
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


MOST_IN_MEMORY = 2 * 1024 * 1024  # bytes of one answer; a longer one waits in a file that has no name
A_PIECE = 256 * 1024  # bytes of that file that are sent at once


class Answered(NamedTuple):
    """What is sent back, whether the connection may be used again, and what of a long answer is still to come."""

    data: bytes
    keep: bool
    rest: IO[bytes] | None = None


class Ends(NamedTuple):
    """The two ends of a connection, as sockets name them."""

    peer: Any
    own: Any


class _Paper:
    """Stands where gunicorn writes to a socket. Whoever has sent the last piece closes it."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115
        self.close = self._file.close

    def sendall(self, data: bytes) -> None:
        self._file.write(data)

    def send(self, data: bytes) -> int:
        """Only the word that a body may come, which was said before."""
        return len(data)

    def hand_over(self, keep: bool) -> Answered:
        """All of what was written."""
        long = self._file.tell() > MOST_IN_MEMORY
        self._file.seek(0)
        if long:
            return Answered(self._file.read(A_PIECE), keep, self._file)
        with self._file as short:
            return Answered(short.read(), keep)


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
        parts = self._application(environ, response.start_response)
        try:
            for part in parts:
                response.write(part)
            response.close()
        except BaseException:
            paper.close()
            raise
        finally:
            if hasattr(parts, "close"):
                parts.close()
        again = not response.should_close() and parser.finish_body() and not parser.unreader.take_buffered()
        return paper.hand_over(again)


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
