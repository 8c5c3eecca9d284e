"""Is nothing done on half of what was sent, or on a file? 400 with a page at every door, whatever server brings it."""

import io
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.accounts.access import access_of_rule
from tests.accounts.matrix import HOME, path_of
from tests.desks import Colleague, colleague

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
WORDS = b"situation=Mannen+min+drikker.+Vi+bor+i+%C3%85lesund&kind=nobody_answered"
NAMELESS = b"--x\r\nContent-Disposition: form-data\r\n\r\nhei\r\n--x--\r\n"


class Broken(io.RawIOBase):
    """What a server hands on whose reader stumbles over a chunk."""

    def readable(self) -> bool:
        return True

    def readinto(self, _into: Any) -> int:
        raise ValueError("a chunk that is none")


def doors(house: Flask) -> list[str]:
    """Every address to which anybody may send something."""
    rules = [rule for rule in house.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return [path_of(rule) for rule in rules if access_of_rule(house, rule) is None]


def send(house: Flask, path: str, stream: Any, length: int | None, kind: str = FORM) -> TestResponse:
    """`POST path` as a server would hand it on that ends each body itself."""
    sent = {"wsgi.input": stream, "wsgi.input_terminated": True, "CONTENT_TYPE": kind}
    sent |= {"HTTP_TRANSFER_ENCODING": "chunked"} if length is None else {"CONTENT_LENGTH": str(length)}
    return house.test_client(use_cookies=False).post(path, environ_overrides=sent, base_url=HOME)


def is_refused(answer: TestResponse) -> bool:
    """Whether it is 400, with a page that gives somebody to call, or a problem in the form of machines."""
    for start, kind in (("/api/", "application/problem+json"), ("/fhir/", "application/fhir+json")):
        if answer.request.path.startswith(start):
            return answer.status_code == 400 and answer.mimetype == kind
    return answer.status_code == 400 and "tel:116123" in answer.text


def test_there_are_doors(house: Flask) -> None:
    assert {"/finn", "/meld-fra", "/logg-inn", "/tilbud/demo005/si-fra", "/api/v1/match"} <= set(doors(house))


def test_a_body_that_is_cut_short_is_never_taken_as_whole(house: Flask) -> None:
    for path in doors(house):
        assert is_refused(send(house, path, io.BytesIO(WORDS), len(WORDS) + 1)), path
        assert is_refused(send(house, path, io.BytesIO(), len(WORDS))), path


def test_a_body_that_the_server_cannot_read_is_refused(house: Flask) -> None:
    for path in doors(house):
        assert is_refused(send(house, path, Broken(), None)), path


def test_a_file_where_words_should_be_is_refused(house: Flask) -> None:
    for path in doors(house):
        for field in ("situation", "place", "email", "text", "name", "opened", "homepage", "kind"):
            file = (io.BytesIO(b"words in a file"), "words.txt")
            answer = house.test_client(use_cookies=False).post(path, data={field: file}, base_url=HOME)
            assert is_refused(answer), (path, field)
            assert "words in a file" not in answer.text


def test_a_file_in_a_form_that_breaks_off_is_not_put_aside(
    house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_told: Any, **_more: Any) -> None:
        raise AssertionError("a file on a disk")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    content = b'--x\r\nContent-Disposition: form-data; name="situation"; filename="a"\r\n\r\nhei'
    assert is_refused(send(house, "/finn", io.BytesIO(content), len(content), f"{PARTS}; boundary=x"))


@pytest.mark.parametrize("kind", [f"{PARTS}; boundary=x", PARTS, f"{PARTS}; boundary=y"])
def test_a_form_in_parts_that_breaks_off_is_no_empty_form(house: Flask, kind: str) -> None:
    content = b'--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nwrong\r\n--x\r\nContent-Disp'
    for path in doors(house):
        assert is_refused(send(house, path, io.BytesIO(content), len(content), kind)), path


def test_a_field_without_a_name_is_refused(house: Flask) -> None:
    for path in doors(house):
        answer = send(house, path, io.BytesIO(NAMELESS), len(NAMELESS), "multipart/form-data; boundary=x")
        assert is_refused(answer), path


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/kontaktpunkt/x%00", 404),
        ("/tilbud/demo005-x%00", 404),
        ("/organisasjon/%00", 404),
        ("/sted/alesund%00", 404),
        ("/finn?need=%00", 400),
        ("/api/v1/listings?place=%00", 400),
    ],
)
def test_a_sign_that_no_database_can_look_for_leads_nowhere(house: Flask, path: str, status: int) -> None:
    assert house.test_client(use_cookies=False).get(path, base_url=HOME).status_code == status


@pytest.mark.both_databases
def test_and_at_the_desk(own_house: Flask, editor: Colleague) -> None:
    assert editor.client.get("/skrivebord/kontaktpunkt/x%00", base_url=HOME).status_code == 404
    assert is_refused(editor.client.get("/skrivebord/oppforinger/ny/course?program=%00", base_url=HOME))
    sent = {"csrf_token": editor.token(), "next": "demo005\0", "listing": "demo005\0"}
    assert is_refused(editor.client.post("/skrivebord/oppforinger/bekreft", data=sent, base_url=HOME))


def test_what_is_whole_is_read(house: Flask) -> None:
    assert send(house, "/finn", io.BytesIO(WORDS), len(WORDS)).status_code == 303
    assert send(house, "/finn", io.BytesIO(WORDS), None).status_code == 303
    fields = {"situation": "Mannen min drikker. Vi bor i Ålesund"}
    client = house.test_client(use_cookies=False)
    assert client.post("/finn", data=fields, content_type="multipart/form-data").status_code == 303


@pytest.fixture(scope="module")
def editor(own_house: Flask) -> Colleague:
    """Somebody who may change everything."""
    return colleague(own_house, "national_editor")


def test_at_the_desk_too(own_house: Flask, editor: Colleague) -> None:
    path = "/skrivebord/oppforinger/demo005/endre"
    with_file = {"name": (io.BytesIO(b"a name"), "name.txt"), "csrf_token": editor.token(), "act": "save"}
    assert is_refused(editor.client.post(path, data=with_file, base_url=HOME))
    half = f"csrf_token={editor.token()}&act=save".encode()
    sent = {"wsgi.input": io.BytesIO(half), "wsgi.input_terminated": True, "CONTENT_LENGTH": "4000"}
    sent |= {"CONTENT_TYPE": FORM}
    assert is_refused(editor.client.post(path, environ_overrides=sent, base_url=HOME))
