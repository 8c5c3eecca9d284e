"""What is packed on the wire? Everything that holds no secret, and nothing that might."""

import gzip

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.web.assets import mark
from tests.desks import colleague

RESULTS = "/finn?need=alcohol&place=oslo"


def asked(house: Flask, path: str, accepts: str = "gzip, br", **more: object) -> TestResponse:
    """The answer to a browser that can unpack `accepts`."""
    client = house.test_client(use_cookies=False)
    headers = {"Accept-Encoding": accepts, **more.pop("headers", {})}  # type: ignore[dict-item]
    answer = client.open(path, headers=headers, **more)  # type: ignore[arg-type]
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize(
    "path", [RESULTS, "/", "/static/varde.css", "/static/varde.js", "/api/v1/openapi.json"]
)
def test_text_is_packed_and_unpacks_to_the_same(house: Flask, path: str) -> None:
    packed, plain = asked(house, path), asked(house, path, accepts="identity")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) * 0.6
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (packed, plain))


def test_a_browser_that_cannot_unpack_gets_it_plain(house: Flask) -> None:
    assert "Content-Encoding" not in asked(house, RESULTS, accepts="br, gzip;q=0").headers


def test_what_answers_a_form_is_sent_as_it_is(house: Flask) -> None:
    answer = asked(house, "/finn", method="POST", data={"situation": "Jeg orker ikke leve lenger."})
    assert answer.status_code == 200 and "Content-Encoding" not in answer.headers


def test_whoever_carries_a_cookie_is_answered_plainly(house: Flask) -> None:
    answer = asked(house, "/om", headers={"Cookie": "anything=1"})
    assert answer.status_code == 200 and "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/skrivebord/", "/skrivebord/konto", "/om"])
def test_nothing_at_the_desk_is_packed(fresh_house: Flask, path: str) -> None:
    somebody = colleague(fresh_house, "administrator")
    answer = somebody.client.get(path, headers={"Accept-Encoding": "gzip"}, base_url="http://127.0.0.1:8000")
    assert answer.status_code == 200 and "Content-Encoding" not in answer.headers


def test_a_named_file_is_kept_for_good_and_another_is_not(house: Flask) -> None:
    named = asked(house, f"/static/varde.css?v={mark('varde.css')}")
    assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for address in ("/static/varde.css", "/static/varde.css?v=0123456789"):
        assert "immutable" not in asked(house, address).headers["Cache-Control"]


def test_what_did_not_change_is_not_sent_again(house: Flask) -> None:
    first = asked(house, "/static/varde.css")
    again = asked(house, "/static/varde.css", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
