"""How do pages get small on the wire? Text that holds no secret is packed with gzip.

Packing tells by its length whether two texts in a page are alike (BREACH). What carries a cookie or sets one, and what
answers a form, may hold a token beside a stranger's words: that is sent as it is.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

_PACKED = {
    "text/html",
    "text/css",
    "text/javascript",
    "text/calendar",
    "image/svg+xml",
    "application/json",
    "application/xml",
    "application/manifest+json",
    "application/problem+json",
}
_TOO_SHORT = 512  # bytes: below, the packing is as long as what it saves
_HARD, _QUICK = 9, 6


def install(app: Flask) -> None:
    """Pack what may be packed, for browsers that can unpack it."""

    @app.after_request
    def pack(response: Response) -> Response:
        if response.mimetype not in _PACKED:
            return response
        response.vary.add("Accept-Encoding")
        if _holds_no_secret(response) and request.accept_encodings["gzip"] > 0 and _is_whole(response):
            _pack(response)
        return response


def _holds_no_secret(response: Response) -> bool:
    """Whether the same answer would be given to anybody: no account, no token."""
    return request.method in ("GET", "HEAD") and not request.cookies and "Set-Cookie" not in response.headers


def _is_whole(response: Response) -> bool:
    return (
        response.status_code not in (204, 206, 304)
        and "Content-Encoding" not in response.headers
        and (response.content_length or 0) >= _TOO_SHORT
        and not (response.is_streamed and not response.direct_passthrough)
    )


def _pack(response: Response) -> None:
    static = response.direct_passthrough  # a file that does not change while we run
    response.direct_passthrough = False
    data = response.get_data()
    response.set_data(_pack_once(data) if static else gzip.compress(data, _QUICK, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _weak = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)


@lru_cache(maxsize=32)
def _pack_once(data: bytes) -> bytes:
    return gzip.compress(data, _HARD, mtime=0)
