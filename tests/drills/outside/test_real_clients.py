"""Does a real client of BMLT show every meeting? croutonjs in Chromium, where its npm package is (`VARDE_CROUTON`: its folder)."""

import functools
import http.server
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journeys.browsing import found_browser, open_browser, open_site

pytestmark = [pytest.mark.long, pytest.mark.browser]

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/package/crouton.css"></head>
<body><div id="bmlt-tabs"></div><script src="/package/crouton.js"></script><script>
var crouton = new Crouton({root_server: "%s/", service_body: ["1"], recurse_service_bodies: "1", template_path: "/package/templates", noMap: true});
crouton.render();
</script></body></html>"""
_SHOWN = """() => [...document.querySelectorAll('#bmlt-tabs .bmlt-data-row')].map(row => [row.id, row.textContent])"""
_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_WHEN = re.compile(rf"({'|'.join(_DAYS)})\s+(\d+:\d\d [ap]m)")
_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg"/>'


class _Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing to say."""


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """A site of somebody else's, which holds the client."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_crouton_shows_every_meeting_and_finds_no_fault(tmp_path: Path) -> None:
    package, chromium = os.environ.get("VARDE_CROUTON"), found_browser()
    if not package or chromium is None:
        pytest.skip("croutonjs is not here (VARDE_CROUTON), or no Chromium")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "package").symlink_to(package)
    with open_site(tmp_path / "site") as site, open_browser(chromium) as browser:
        with urlopen(f"{site.address}/client_interface/json/?switcher=GetSearchResults") as answer:
            wanted = {_said(row) for row in json.load(answer)}
        (tmp_path / "files" / "index.html").write_text(_PAGE % site.address, "utf-8")
        with another_site(tmp_path / "files") as other:
            page, faults = browser.new_page(), list[str]()
            page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            page.route(
                "https://*/**", lambda asked: asked.fulfill(content_type="image/svg+xml", body=_NOTHING)
            )  # a map's
            page.goto(other)
            page.wait_for_selector("#bmlt-tabs .bmlt-data-row", state="attached", timeout=60_000)
            shown = {_read(*each) for each in page.evaluate(_SHOWN)}
    assert faults == []
    assert shown == wanted
    assert len(wanted) > 100


def _said(row: dict[str, str]) -> tuple[str, str, str]:
    """Number, day and time of a meeting, as we say it."""
    starts = time.fromisoformat(row["start_time"])
    return row["id_bigint"], _DAYS[int(row["weekday_tinyint"]) - 1], f"{starts:%I:%M %p}".lstrip("0").lower()


def _read(row: str, text: str) -> tuple[str, str, str]:
    """The same as the client shows it."""
    when = _WHEN.search(text)
    return row.rpartition("-")[2], when[1] if when else "", when[2] if when else ""
