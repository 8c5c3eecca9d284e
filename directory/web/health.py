"""Is the house well? One address for those who watch it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify

Report = Callable[[], dict[str, Any]]


def pages(report: Report) -> Blueprint:
    """`GET /healthz`: what `report` says, 503 when it says anything but "ok" or fails."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        try:
            told = report()
        except Exception as error:  # an unwell house must still be able to say so
            told = {"status": "failing", "fault": type(error).__name__}
        response = jsonify(told)
        response.status_code = 200 if told["status"] == "ok" else 503
        return response

    return blueprint
