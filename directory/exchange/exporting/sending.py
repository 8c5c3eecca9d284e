"""How is a long answer sent? Piece by piece, packed on the way, so that nobody ever holds the whole of it."""

import zlib
from collections.abc import Iterable, Iterator
from contextvars import copy_context
from typing import Any

import msgspec
from flask import Response, request

from directory.db.request_sessions import close_sessions

_BLOCK = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_encode = msgspec.json.Encoder().encode


def send(pieces: Iterable[bytes], mimetype: str, filename: str = "") -> Response:
    """An answer made of `pieces` while it is sent; `filename` for what is put aside rather than looked at."""
    packed = request.accept_encodings["gzip"] > 0 and mimetype not in ("application/zip", XLSX)
    blocks = _in_blocks(_pack(pieces) if packed else pieces)
    answer = Response(_as_if_asked_now(blocks), mimetype=mimetype)
    answer.vary.add("Accept-Encoding")
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    if filename:
        answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_array(items: Iterable[Any]) -> Iterator[bytes]:
    """A JSON array, an item a line."""
    yield b"["
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + as_json(item)
    yield b"\n]\n"


def as_json(item: Any) -> bytes:
    """One thing as JSON in UTF-8."""
    return _encode(item)


def _as_if_asked_now(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks, each made as if the request were still there: it is over before the first one, and its session with it.

    Nothing of it stays current in between, so that an answer that nobody takes in hinders none that comes after it.
    """
    context = copy_context()

    def blocks_anew() -> Iterator[bytes]:
        try:
            while (block := context.run(next, blocks, None)) is not None:
                yield block
        finally:
            context.run(close_sessions)

    return blocks_anew()


def _pack(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def _in_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same in pieces that are worth sending."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
