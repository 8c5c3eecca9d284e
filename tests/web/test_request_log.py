"""What is written down about a visit? The time, the route's template and the status."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from app import create_app

CANARY = "Zephyrhemmelighet"


Written = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def loud(house: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Flask, Written]]:
    """Another worker of the house, and what it has written on standard error."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    app = create_app(house.extensions["settings"])
    yield app, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    app.extensions["database"].close()


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/", "/", 200),
        ("/en/finn?need=alcohol&place=alesund", "/finn", 200),
        ("/tilbud/demo001", "/tilbud/<code:id>", 301),
        (f"/{CANARY}", None, 404),
        (f"/tilbud/x-{CANARY}?{CANARY}", "/tilbud/<code:id>-<slug>", 404),
    ],
)
def test_a_visit_is_one_line_of_time_route_and_status(
    loud: tuple[Flask, Written], path: str, route: str | None, status: int
) -> None:
    app, written = loud
    app.test_client().get(path, headers={"User-Agent": CANARY, "Referer": f"http://{CANARY}.example"})
    (line,) = written()
    assert (line.pop("route"), line.pop("status"), line.pop("event")) == (route, status, "answer")
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo
    assert line == {}


def test_a_fault_is_written_by_kind_and_place_and_never_by_its_words(loud: tuple[Flask, Written]) -> None:
    def fail() -> str:
        raise KeyError(CANARY)

    app, written = loud
    app.view_functions["find.find"] = fail
    app.test_client().post("/finn", data={"situation": CANARY})
    fault, answer = written()
    assert (fault["event"], fault["route"], fault["error"]) == ("fault", "/finn", "KeyError")
    assert all(":" in place for place in fault["at"])
    assert answer["status"] == 500
    assert CANARY not in json.dumps([fault, answer])


def test_a_fault_on_the_way_out_is_written_too(loud: tuple[Flask, Written]) -> None:
    app, written = loud

    @app.after_request
    def fail(_answer: object) -> None:
        raise KeyError(CANARY)

    app.test_client().get("/om")
    assert [line["error"] for line in written() if line["event"] == "fault"][:1] == ["KeyError"]
    assert CANARY not in json.dumps(written())
