"""How does somebody have Varde on the phone? Nothing is kept there before it is chosen here, and one tap removes it all.

The worker keeps the numbers to call, and what stands on the list where that is chosen too. It never keeps a search.
"""

import hashlib
import json
import re
from pathlib import Path

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from directory.web.language import CHOSEN, PREFIXES

pages = Blueprint("offline", __name__)

_WORKER = Path(__file__).parent / "static" / "worker.js"
_FILE = re.compile(r"""(?:href|src)="([^"]*/static/[^"]+)\"""")
_SIZES = (192, 512)


@pages.get("/pa-telefonen")
def choose() -> str:
    return render_template(
        "offline/choose.html", worker=_path_without_language("offline.worker"), scope=_root() + "/"
    )


@pages.get("/uten-nett")
def without_network() -> str:
    return render_template("offline/without_network.html")


@pages.get("/varde.webmanifest")
def manifest() -> Response:
    """Neutral: whoever sees the icon learns a name and nothing else."""
    icons = [(size, url_for("static", filename=f"varde-{size}.png")) for size in _SIZES]
    response = jsonify(
        name="Varde",
        short_name="Varde",
        start_url=f"{request.script_root}/",
        scope=f"{_root()}/",
        display="standalone",
        background_color="#f3f5f3",
        theme_color="#f3f5f3",
        icons=[{"src": path, "sizes": f"{size}x{size}", "type": "image/png"} for size, path in icons],
    )
    response.mimetype = "application/manifest+json"
    return response


@pages.get("/arbeider.js")
def worker() -> Response:
    """The worker, told what to keep. Where the numbers to call are new, so is the worker, and the browser fetches it."""
    shown = render_template("offline/without_network.html")
    pages_by_prefix = {prefix: f"{_root()}{prefix}/uten-nett" for prefix in PREFIXES.values()}
    told = {
        "root": _root(),
        "mark": hashlib.sha256(shown.encode()).hexdigest()[:10],
        "pages": {**pages_by_prefix, CHOSEN: pages_by_prefix[""]},
        "files": [path.replace("&amp;", "&") for path in dict.fromkeys(_FILE.findall(shown))],
    }
    script = f"const TOLD = {json.dumps(told)};\n{_WORKER.read_text(encoding='utf-8')}"
    response = Response(script, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _root() -> str:
    """What the whole site is mounted under, without a language."""
    root: str = request.environ.get("varde.root", "")
    return root


def _path_without_language(endpoint: str) -> str:
    """A path without its language: one worker serves them all."""
    return _root() + url_for(endpoint).removeprefix(request.script_root)
