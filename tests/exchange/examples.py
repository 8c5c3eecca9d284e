"""Are the examples of `docs/exchange.md` what the code makes? `python -m tests.exchange.examples` writes them anew."""

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from tests.exchange.reading import fetch
from tests.house.tree import ROOT
from tests.houses import Builder, Sqlite

PAGE = ROOT / "docs" / "exchange.md"
_LISTING, _ORGANISATION = "demo003", "aa"
_EXAMPLE = re.compile(r"<!-- example: ([a-z-]+) -->\n(?:\n```\w*\n.*?\n```\n)?", re.DOTALL)


def _json(value: Any) -> str:
    return "```json\n" + json.dumps(value, ensure_ascii=False, indent=1) + "\n```"


def _meeting_guide(house: Flask) -> str:
    feed = json.loads(fetch(house, f"/feeds/meeting-guide.json?organisation={_ORGANISATION}").data)
    return _json(next(each for each in feed if each["slug"] == _LISTING))


def _bmlt(house: Flask) -> str:
    key = f"meeting_key=worldid_mixed&meeting_key_value={_LISTING}"
    found = json.loads(fetch(house, f"/client_interface/json/?switcher=GetSearchResults&{key}").data)
    return _json({name: value for name, value in found[0].items() if value})


def _hsds(house: Flask) -> str:
    lines = fetch(house, "/hsds/services?format=ndjson&full=true").text.splitlines()
    service = next(each for each in map(json.loads, lines) if f"/tilbud/{_LISTING}-" in each["url"])
    service["attributes"] = service["attributes"][:1]
    return _json(service)


def _spreadsheet(house: Flask) -> str:
    lines = fetch(house, "/data/listings.csv").data.decode("utf-8-sig").splitlines()
    return "\n".join(
        ["```", lines[0], next(line for line in lines if line.startswith(f'"{_LISTING}"')), "```"]
    )


def _calendar(house: Flask) -> str:
    text = fetch(house, f"/liste.ics?listing={_LISTING}").text.replace("\r\n", "\n")
    event = text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")].strip()
    return "```\n" + re.sub(r"DTSTAMP:.*", "DTSTAMP:…", event) + "\n```"


MADE: Mapping[str, Callable[[Flask], str]] = {
    "meeting-guide": _meeting_guide,
    "bmlt": _bmlt,
    "hsds": _hsds,
    "spreadsheet": _spreadsheet,
    "calendar": _calendar,
}


def with_examples(house: Flask, page: str) -> str:
    """The page with its examples as the code makes them now."""
    return _EXAMPLE.sub(lambda found: f"{found[0].splitlines()[0]}\n\n{MADE[found[1]](house)}\n", page)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        app = Builder(Path(folder), Sqlite()).shared()
        PAGE.write_text(with_examples(app, PAGE.read_text("utf-8")), "utf-8")
