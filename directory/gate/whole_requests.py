"""Has a whole request come in? Only where it ends is found here; gunicorn reads what it says, and refuses what is wrong."""

import re
from collections.abc import Callable
from typing import NamedTuple

MOST_HEAD = 32 * 1024  # bytes
MOST_BODY = (
    320 * 1024
)  # more than the house takes (`MAX_CONTENT_LENGTH`), so that it says itself that this is too long
Longer = Callable[[str], int]
"""How long a body for this address may be, if that is more than for others."""
_MOST_LINE = 1024  # before a piece of a body sent in pieces
_ODD = -1  # instead of where it ends
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
_PIECES = re.compile(rb"^transfer-encoding[ \t]*:", re.IGNORECASE | re.MULTILINE)
_WAITS = re.compile(rb"^expect[ \t]*:[ \t]*100-continue[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}[ \t]*(?=;|\r)")


class Taken(NamedTuple):
    """A request, and whether it is the last one of its connection: nobody knows where another would begin."""

    data: bytes
    last: bool


class Incoming:
    """What one connection has sent that was not taken yet."""

    def __init__(self, longer: Longer = lambda _target: 0) -> None:
        self._longer = longer
        self.data = bytearray()
        self._begin()

    def _begin(self) -> None:
        self._head = 0  # bytes of the head with the empty line after it, once it is there
        self._end: int | None = None  # of the whole request, once that is known
        self._at = 0  # up to where it was looked at
        self._in_pieces = False
        self.waits = False
        """Whether the caller waits for a word before it sends the body."""
        self.is_long = False
        """Whether more comes than of others, and may."""

    def add(self, data: bytes) -> None:
        """Something more came in."""
        self.data += data if self.data else data.lstrip(b"\r\n")

    @property
    def too_long(self) -> bool:
        """Whether the head does not end where it must."""
        return not self._head and len(self.data) > MOST_HEAD

    def take(self) -> Taken | None:
        """The next request, if it is whole. What is none, or too long, is taken as it stands."""
        if not self._head:
            self._look_for_head()
        if self._head and self._end is None:
            self._look_for_end()
        if self._end is None:
            return None
        odd = self._end == _ODD
        if not odd and len(self.data) < self._end:
            return None
        return self.cut(len(self.data) if odd else self._end, last=odd)

    def cut(self, end: int | None = None, last: bool = True) -> Taken:
        """What is there up to `end`, whole or not."""
        data = bytes(self.data[:end])
        del self.data[: len(data)]
        self.data = bytearray(self.data.lstrip(b"\r\n"))
        self._begin()
        return Taken(data, last)

    def _look_for_head(self) -> None:
        end = self.data.find(_END, max(0, self._at - len(_END)))
        self._at = len(self.data)
        if end < 0 or end > MOST_HEAD:
            return
        self._head = self._at = end + len(_END)
        head = bytes(self.data[: self._head])
        self.waits = bool(_WAITS.search(head))
        self._in_pieces = bool(_PIECES.search(head))
        if not self._in_pieces:
            length = _LENGTH.search(head)
            body = int(length[1]) if length else 0
            self.is_long = body > MOST_BODY and body <= self._longer(_target(head))
            self._end = self._head + body if body <= MOST_BODY or self.is_long else _ODD

    def _look_for_end(self) -> None:
        """Step from piece to piece, as far as they are there."""
        while self._end is None and (line := self._end_of_line()) is not None:
            size = _SIZE.match(self.data, self._at)
            if size is None or line < 0:
                self._end = _ODD
            elif int(size[0], 16):
                self._at = line + 2 + int(size[0], 16) + 2
            elif (end := self.data.find(_END, line)) >= 0:
                self._end = end + len(_END)
            else:
                break
        if self._end is None and len(self.data) - self._head > MOST_BODY:
            self._end = _ODD

    def _end_of_line(self) -> int | None:
        """Where the line ends that says how long a piece is; none yet, or `_ODD` if it should long have ended."""
        end = self.data.find(b"\r\n", self._at, self._at + _MOST_LINE)
        too_long = len(self.data) - self._at >= _MOST_LINE
        return end if end >= 0 else _ODD if too_long else None


def _target(head: bytes) -> str:
    """What is asked for, as the first line says it."""
    words = head.partition(b"\r\n")[0].split(b" ")
    return words[1].decode("latin-1") if len(words) == len(("method", "target", "version")) else ""
