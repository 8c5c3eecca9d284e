"""What do we write down about a visit? The time, the route's template and the status. Nothing else, ever."""

import logging
import sys
import traceback
from pathlib import Path

import structlog
from flask import Flask, Response, request

_HOUSE = Path(__file__).resolve().parents[2]


def install(app: Flask) -> None:
    """One line for each answer on standard error; no address, no query, no words, no caller."""
    log = structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    ).bind()  # else each line would make a logger of its own
    app.extensions["log"] = log
    app.logger.disabled = True  # Flask's own logger writes paths and messages
    logging.getLogger("werkzeug").disabled = True

    @app.after_request
    def write_line(response: Response) -> Response:
        log.msg(
            "answer", route=request.url_rule.rule if request.url_rule else None, status=response.status_code
        )
        return response


def write_fault(app: Flask, error: BaseException) -> None:
    """An unexpected error: its type and where in our code it rose. Its message may hold what somebody typed."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(_HOUSE))
    ]
    places = [f"{Path(frame.filename).relative_to(_HOUSE)}:{frame.lineno}" for frame in frames[-3:]]
    route = request.url_rule.rule if request and request.url_rule else None
    app.extensions["log"].msg("fault", route=route, error=type(error).__name__, at=places)
