"""May any site read the interface, and nobody ask all the time?"""

from dataclasses import replace

import pytest
from flask import Flask

from tests.exchange.reading import fetch, read


@pytest.fixture
def strict(fresh_house: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A house in which each network has thirty answers a minute."""
    settings = fresh_house.extensions["settings"]
    monkeypatch.setitem(
        fresh_house.extensions, "settings", replace(settings, reads_a_minute=30, keep_seconds=5)
    )
    monkeypatch.setattr("directory.web.wire.open_answers.time.time", lambda: 600.0)
    return fresh_house


def test_every_answer_says_how_many_are_left_and_the_one_too_many_when_to_come_again(strict: Flask) -> None:
    for left in range(29, -1, -1):
        answer = fetch(strict, "/api/v1/needs")
        assert (answer.status_code, answer.headers["RateLimit-Remaining"]) == (200, str(left))
        assert "X-Accel-Expires" not in answer.headers, "the count is each network's own"
    refused = fetch(strict, "/api/v1/needs")
    assert (refused.status_code, refused.mimetype, refused.headers["Retry-After"]) == (
        429,
        "application/problem+json",
        "60",
    )
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert fetch(strict, "/hva-er-selvhjelp").status_code == 200


def test_what_holds_everything_counts_as_many(strict: Flask) -> None:
    first = fetch(strict, "/data/listings.csv")
    assert first.headers["RateLimit-Remaining"] == "10"
    known = {"If_None_Match": first.headers["ETag"]}
    assert fetch(strict, "/data/listings.csv", **known).headers["RateLimit-Remaining"] == "9"
    assert fetch(strict, "/data/listings.csv").headers["RateLimit-Remaining"] == "0"
    assert fetch(strict, "/data/listings.csv").status_code == 429


def test_a_new_minute_begins_anew(strict: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for _time in range(31):
        fetch(strict, "/api/v1/needs")
    monkeypatch.setattr("directory.web.wire.open_answers.time.time", lambda: 660.0)
    assert fetch(strict, "/api/v1/needs").status_code == 200


def test_any_site_may_ask_before_it_reads_and_no_page_of_ours_is_opened(house: Flask) -> None:
    asked = house.test_client(use_cookies=False).options("/api/v1/listings")
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    for path in ("/", "/finn", "/tilbud/demo005", "/logg-inn"):
        answer = fetch(house, path)
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.both_databases
def test_fields_give_less_and_always_the_id(house: Flask) -> None:
    page = read(house, "/api/v1/listings?limit=3&fields=name,next_meeting")
    assert [set(each) for each in page["items"]] == [{"id", "name", "next_meeting"}] * 3
    assert set(read(house, "/api/v1/listings/demo005?fields=url")) == {"id", "url"}
    assert fetch(house, "/api/v1/listings?fields=name,borte").status_code == 400
