"""Is the house well, for those who read and for those who write? One address for those who watch it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from directory import db

Report = Callable[[], dict[str, Any]]


def pages(report: Report) -> Blueprint:
    """`GET /healthz`: what `report` says, 503 when it says anything but "ok" or fails; with `?writing=1` also where
    nothing can be stored."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        told = _ask(report) | {"writing": db.can_write()} | _tell_of_replica()
        well = told["status"] == "ok" and (told["writing"] or request.args.get("writing") != "1")
        response = jsonify(told)
        response.status_code = 200 if well else 503
        return response

    return blueprint


def _ask(report: Report) -> dict[str, Any]:
    try:
        return report()
    except Exception as error:  # an unwell house must still be able to say so
        if db.may_read_again(error):
            raise
        return {"status": "failing", "fault": type(error).__name__}


def _tell_of_replica() -> dict[str, Any]:
    replica = db.of_app().replica
    if replica is None:
        return {}
    lag = replica.lag if replica.lag is None else round(replica.lag, 1)
    return {"replica": {"state": replica.state, "lag": lag}}
