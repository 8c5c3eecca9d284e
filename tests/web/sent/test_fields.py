"""Are forms filled in from what was sent as a form, and from nothing else?"""

import json
from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm

from directory.web.sent.fields import SentForm
from tests.desks import colleague

NO_FORMS: list[Any] = [None, True, 7, 1.5, "situation", [], ["situation"], [["situation", "x"]], {}, [{}]]
NO_FORMS += [{"situation": 7}, {"situation": None}, {"situation": [["x"]]}, {"situation": "Jeg drikker"}]


@pytest.mark.parametrize("body", NO_FORMS)
@pytest.mark.parametrize("path", ["/finn", "/meld-fra", "/logg-inn", "/tilbud/demo005/si-fra"])
def test_json_is_no_form(house: Flask, path: str, body: Any) -> None:
    answer = house.test_client(use_cookies=False).post(path, json=body)
    assert answer.status_code == 422
    assert "Jeg drikker" not in answer.text


def test_what_is_no_json_is_no_form_either(house: Flask) -> None:
    answer = house.test_client(use_cookies=False).post(
        "/finn", data=b"\xff{", content_type="application/json"
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("row", ["²", "9" * 5000, "-1", "1.5", "٣", "x", ""])
def test_a_row_with_a_number_that_is_none_is_no_row(own_house: Flask, row: str) -> None:
    editor = colleague(own_house, "national_editor")
    path = "/skrivebord/oppforinger/demo005/endre"
    assert (
        "03.17" not in editor.post(path, {f"meetings-{row}-starts": "03.17", "act": "back"}, expect=200).body
    )
    assert "03.17" in editor.post(path, {"meetings-7-starts": "03.17", "act": "back"}, expect=200).body


def test_the_sign_in_letter_goes_to_no_address_in_json(house: Flask) -> None:
    answer = house.test_client(use_cookies=False).post(
        "/logg-inn", data=json.dumps({"email": "redaktor@eksempel.no"}), content_type="application/json"
    )
    assert answer.status_code == 422


def test_no_field_answers_in_words_of_its_library(fresh_house: Flask) -> None:
    """Also what only somebody sends who sends what no page offers."""
    editor = colleague(fresh_house, "national_editor")
    path = "/skrivebord/oppforinger/demo005/endre"
    sent = {"meetings-0-weekday": "x", "meetings-0-starts": "19", "formats": "x", "language": "x"}
    told = editor.post(path, {**sent, "act": "save"}, expect=422).texts("#feil li")
    assert "Dag: Velg noe av det som står der." in told
    assert not [words for words in told if "alid" in words or "field" in words]
    nynorsk = editor.post(f"/nn{path}", {**sent, "act": "save"}, expect=422).texts("#feil li")
    assert "Dag: Vel noko av det som står der." in nynorsk


def test_every_form_stands_on_this_base(house: Flask) -> None:
    assert house.blueprints
    ours = {kind for kind in FlaskForm.__subclasses__() if kind.__module__.startswith("directory")}
    assert ours == {SentForm}
