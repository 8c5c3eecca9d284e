"""What does somebody get when something fails? Calm words, the lines to call, a way home, and never their own words."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.inspecting import Visitor

CANARY = "Zephyrhemmelighet"


def breaking(house: Flask, fault: Exception) -> None:
    """Let the front page fail with this fault."""

    def fail() -> str:
        raise fault

    house.view_functions["find.home"] = fail


def lose_the_database(house: Flask) -> None:
    """As when the file or the server is gone: whoever asks gets an error."""
    engine = house.extensions["database"].engine

    def refuse(*_values: object) -> None:
        raise engine.dialect.dbapi.OperationalError(f"no database for {CANARY}")

    engine.dispose()
    engine.pool._creator = refuse  # below every listener: no connection can be made


@pytest.mark.parametrize(
    "path", ["/finnes-ikke", "/tilbud/finnesikke", "/tilbud/finnes-ikke", "/nn/borte", "/en/borte"]
)
def test_a_page_that_is_not_there_gives_somebody_to_call(visit: Visitor, path: str) -> None:
    page = visit.get(path, expect=404)
    assert page.select("a[href=tel:116123]")
    assert page.select("main a.ds-button")[0]["href"] in ("/", "/nn/", "/en/")


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda client: client.post("/om"), 405),
        (lambda client: client.put("/finn"), 405),
        (lambda client: client.post("/finn", data={"situation": "x" * 300_000}), 413),
        (lambda client: client.post("/finn", data={"situation": ""}), 422),
        (lambda client: client.post("/finn", data={}), 422),
    ],
)
def test_whatever_is_sent_somebody_to_call_is_given(
    house: Flask, send: Callable[[object], TestResponse], status: int
) -> None:
    answer = send(house.test_client(use_cookies=False))
    assert answer.status_code == status
    assert "tel:116123" in answer.text
    assert "x" * 100 not in answer.text or status == 422


def test_a_wrong_method_says_which_are_right(house: Flask) -> None:
    assert "GET" in house.test_client().post("/om").headers["Allow"]


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_an_unexpected_error_gives_somebody_to_call_and_repeats_nothing(
    fresh_house: Flask, path: str
) -> None:
    breaking(fresh_house, RuntimeError(CANARY))
    page = Visitor(fresh_house, links=False).get(path, expect=500)
    assert page.select("a[href=tel:116123]")
    assert CANARY not in page.body


def test_without_a_database_the_lines_to_call_are_still_given(fresh_house: Flask) -> None:
    lose_the_database(fresh_house)
    client = fresh_house.test_client()
    for path, status in (
        ("/finnes-ikke", 404),
        ("/finn?place=alesund&need=alcohol", 500),
        ("/tilbud/demo001", 500),
    ):
        answer = client.get(path)
        assert answer.status_code in (status, 503), path
        assert all(line in answer.text for line in ("tel:116123", "tel:113", "tel:116117")), path
        assert CANARY not in answer.text


@pytest.mark.both_databases
def test_without_a_database_the_first_page_still_stands(fresh_house: Flask) -> None:
    lose_the_database(fresh_house)
    answer = fresh_house.test_client().get("/")
    assert "tel:116123" in answer.text


def test_without_a_database_the_house_says_that_it_is_unwell(fresh_house: Flask) -> None:
    lose_the_database(fresh_house)
    answer = fresh_house.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.get_json()["status"] != "ok"
    assert CANARY not in answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'"text"', "application/json"),
        (b"situation=x", "application/x-www-form-urlencoded"),
        (b"", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"situation":' * 50_000, "application/json"),
        (b"\xff\xfe", "application/json"),
    ],
)
def test_the_interface_refuses_what_is_not_an_object_in_the_standard_form(
    house: Flask, body: bytes, kind: str
) -> None:
    answer = house.test_client().post("/api/v1/match", data=body, content_type=kind)
    assert answer.status_code in (400, 413, 415)
    assert answer.mimetype == "application/problem+json"
    assert set(answer.get_json()) == {"type", "title", "status", "detail"}


@pytest.mark.parametrize("path", ["/api/v1/borte", "/api/v1/match"])
def test_the_interface_tells_every_problem_in_the_standard_form(house: Flask, path: str) -> None:
    answer = house.test_client().get(path)
    assert (answer.status_code, answer.mimetype) in (
        (404, "application/problem+json"),
        (405, "application/problem+json"),
    )


@pytest.mark.parametrize(
    "value",
    [CANARY, 7, None, True, [CANARY], {"a": CANARY}, "\ud800" + CANARY, "x" * 200_000],
    ids=["text", "number", "null", "flag", "list", "object", "surrogate", "long"],
)
def test_a_value_of_any_kind_is_answered_without_a_fault(house: Flask, value: object) -> None:
    fields = (
        "situation",
        "audience",
        "needs",
        "place",
        "kinds",
        "weekdays",
        "part",
        "young",
        "radius_km",
        "limit",
    )
    for field in fields:
        body = json.dumps({field: value})
        answer = house.test_client().post("/api/v1/match", data=body, content_type="application/json")
        assert answer.status_code in (200, 413), field
        assert CANARY not in answer.text, field


@pytest.mark.parametrize(
    "path", [f"/{CANARY}", f"/tilbud/{CANARY}", f"/finn?need={CANARY}&{CANARY}=1&place={CANARY}"]
)
def test_an_address_is_never_repeated(house: Flask, path: str) -> None:
    answer = house.test_client().get(path)
    shown = answer.text.replace(f"/nn{path}", "").replace(f"/en{path}", "")
    assert CANARY not in shown
