"""How much is asked of the house, how does it answer, and how is it? For those who run it, in the text form of Prometheus.

A label is a rule of ours, a status or a code: never a path, a word, an address or anything else that somebody brought along.
"""

import hmac
import os
import time
from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_address
from typing import Any, NamedTuple

from flask import Blueprint, Flask, Response, abort, current_app, request

from directory.settings import Settings

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # set before the workers start: then each sums what all have counted
_BEGAN = "varde.began"
_FORWARDING = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Real-IP",
)


class Gauge(NamedTuple):
    """Something that stands at a number just now. `values`: by what stands in its one label, or by "" where it has none."""

    name: str
    words: str
    values: dict[str, float]
    label: str = ""


Report = Callable[[], Iterable[Gauge]]


class Counted:
    """What this worker counts: each answer by its rule and status, and how long it took by its rule."""

    def __init__(self) -> None:
        # Here: whether workers sum what they count is decided when it is first imported.
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry = CollectorRegistry()
        self._answers = Counter(
            "varde_requests", "Answers by rule and status.", ["route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "varde_request_seconds",
            "Seconds from a whole request to its answer.",
            ["route"],
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._turns = Counter(
            "varde_replica_turns",
            "How often a worker has found the replica well, behind or away.",
            ["state"],
            registry=self.registry,
        )

    def count(self, route: str, status: int, seconds: float) -> None:
        """One answer."""
        self._answers.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def turn(self, state: str) -> None:
        """The replica is found to be otherwise than before."""
        self._turns.labels(state).inc()


def install(app: Flask) -> None:
    """Count every answer of `app`, and how often its replica turned."""
    counted = Counted()
    app.extensions["metrics"] = counted
    _follow_replica(app, counted)

    @app.before_request
    def begin() -> None:
        request.environ.setdefault(_BEGAN, time.perf_counter())

    @app.after_request
    def count(response: Response) -> Response:
        now = time.perf_counter()
        route = request.url_rule.rule if request.url_rule else "none"
        counted.count(route, response.status_code, now - request.environ.get(_BEGAN, now))
        return response


def _follow_replica(app: Flask, counted: Counted) -> None:
    """Say in the log as well how the replica is; once for each change, and nothing of who asked."""

    def tell(state: str) -> None:
        app.extensions["log"].msg("replica", state=state)
        counted.turn(state)

    replica = app.extensions["database"].replica
    if replica is not None:
        replica.tell = tell


def pages(settings: Settings, report: Report) -> Blueprint:
    """`GET /metrics`: what all workers have counted, and what `report` tells. For whoever else asks there is no such page."""
    blueprint = Blueprint("metrics", __name__)

    @blueprint.get("/metrics")
    def metrics() -> Response:
        if not _may_read(settings.metrics_token):
            abort(404)
        from prometheus_client import CONTENT_TYPE_LATEST

        return Response(_text(report), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _text(report: Report) -> bytes:
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    counted: Counted = current_app.extensions["metrics"]
    gauges = CollectorRegistry()
    gauges.register(_Told(report))
    if _FOLDER not in os.environ:
        return generate_latest(counted.registry) + generate_latest(gauges)
    MultiProcessCollector(gauges)  # type: ignore[no-untyped-call]
    return generate_latest(gauges)


class _Told:
    """What `report` tells, as something that Prometheus' library asks."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def collect(self) -> Iterator[Any]:
        return _families(self._report)

    def describe(self) -> list[Any]:
        return []


def _families(report: Report) -> Iterator[Any]:
    """What `report` tells, as Prometheus' library wants it."""
    from prometheus_client.core import GaugeMetricFamily

    for gauge in report():
        family = GaugeMetricFamily(gauge.name, gauge.words, labels=[gauge.label] if gauge.label else [])
        for value, number in gauge.values.items():
            family.add_metric([value] if gauge.label else [], number)
        yield family


def _may_read(token: str | None) -> bool:
    """Whoever has the token, or sits at this machine: behind a proxy everybody seems to."""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if token and scheme.lower() == "bearer":
        return hmac.compare_digest(given.strip().encode(errors="replace"), token.encode())
    return _is_from_here() and not any(name in request.headers for name in _FORWARDING)


def _is_from_here() -> bool:
    """Who is at the other end of the line itself, whatever a proxy tells of those behind it."""
    line = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    try:
        return ip_address(line.get("REMOTE_ADDR") or "").is_loopback
    except ValueError:
        return False
