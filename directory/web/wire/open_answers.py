"""What may be read from anywhere, and how often? Answers for machines: any site's script may read them, and nobody all the time.

Only what everybody may see is open: no cookie is read, and nothing is changed. How often a network has asked is counted in the
memory of one worker for one minute, by a key that is thrown away with the count.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from ipaddress import ip_network
from threading import Lock
from typing import TypeVar

from flask import Blueprint, Response, current_app, g, request

from directory.settings import Settings
from directory.web.errors import problem

WINDOW = 60  # seconds
WHOLE = 20  # an answer that holds everything counts as so many
_MOST_REMEMBERED = 50_000
_READING = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_BEFORE_READING = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}

_View = TypeVar("_View", bound=Callable[..., object])


class AskedLately:
    """How much each network has asked of this worker in this minute."""

    def __init__(self) -> None:
        self._minute = -1
        self._key = b""
        self._counts: dict[bytes, int] = {}
        self._lock = Lock()

    def count(self, network: str, weight: int, now: float) -> tuple[int, int]:
        """Count it; how much it is by now, and in how many seconds the count begins anew."""
        minute, gone = divmod(int(now), WINDOW)
        with self._lock:
            if minute != self._minute or len(self._counts) >= _MOST_REMEMBERED:
                self._minute, self._key, self._counts = minute, secrets.token_bytes(16), {}
            name = hmac.digest(self._key, network.encode(), hashlib.sha256)
            self._counts[name] = count = self._counts.get(name, 0) + weight
        return count, WINDOW - gone


def whole(view: _View) -> _View:
    """Mark a route that gives everything there is: it counts as many."""
    view.weight = WHOLE  # type: ignore[attr-defined]
    return view


def open_to_all(blueprint: Blueprint) -> Blueprint:
    """Let the scripts of any site read what `blueprint` answers, and each network only so often."""
    blueprint.before_request(_count)
    blueprint.after_request(_say_so)
    return blueprint


def _count() -> Response | None:
    """The first part of what an answer counts: who is told that nothing has changed has cost no more. What is posted is not
    counted, so that nobody who asks for help is refused."""
    settings: Settings = current_app.extensions["settings"]
    most = settings.reads_a_minute
    if not most or request.method not in ("GET", "HEAD"):
        return None
    count, seconds = _add(1)
    g.rate = (most, count, seconds)
    if count <= most:
        return None
    answer = problem(
        429, "Too many requests", "Wait until the count begins anew, and ask with If-None-Match."
    )
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _add(weight: int) -> tuple[int, int]:
    lately: AskedLately = current_app.extensions.setdefault("asked_lately", AskedLately())
    return lately.count(_network(request.remote_addr or ""), weight, time.time())


def _network(caller: str) -> str:
    """What counts as one: an address, and with IPv6 all that one subscriber commonly holds."""
    try:
        return str(ip_network(f"{caller}/64", strict=False)) if ":" in caller else caller
    except ValueError:
        return caller


def _say_so(answer: Response) -> Response:
    answer.headers.pop(
        "X-Accel-Expires", None
    )  # how many are left is each network's own: no proxy keeps that
    if "rate" in g:
        most, count, seconds = g.rate
        weight = getattr(current_app.view_functions.get(request.endpoint or ""), "weight", 1)
        if weight > 1 and answer.status_code == 200:
            count, seconds = _add(weight - 1)
        for name, value in (("Limit", most), ("Remaining", max(0, most - count)), ("Reset", seconds)):
            answer.headers[f"RateLimit-{name}"] = str(value)
    if request.method not in _READING:
        return answer
    answer.headers.update(_HEADERS)
    answer.vary.add("Accept-Language")
    if request.method == "OPTIONS":
        answer.headers.update(_BEFORE_READING)
    return answer
