"""Where do the static files lie? Each address carries a mark of its content, so that browsers may keep it for good."""

import hashlib
from functools import cache

from flask import Flask, Response, request

from directory.web.language import path_for
from directory.web.styles import STATIC

_FOR_GOOD = "public, max-age=31536000, immutable"


def static(filename: str) -> str:
    """The address of a static file with a mark of its content."""
    return path_for("static", filename=filename, v=mark(filename))


@cache
def mark(filename: str) -> str:
    """Ten signs that another content would not have."""
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:10]


def install(app: Flask) -> None:
    """Let browsers keep what can never change."""

    @app.after_request
    def keep_static_files(response: Response) -> Response:
        shown = request.method in ("GET", "HEAD") and response.status_code in (200, 304)
        if (
            shown
            and request.endpoint == "static"
            and request.args.get("v") == mark((request.view_args or {})["filename"])
        ):
            response.headers["Cache-Control"] = _FOR_GOOD
        return response
