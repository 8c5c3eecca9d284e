"""A form that anybody may send holds programs back, and loses nothing of what a person wrote."""

import pytest
from flask import Flask

from tests.desks import later
from tests.inspecting import Visitor
from tests.listings.telling import WRONG, opened, told


@pytest.mark.parametrize(
    ("seconds", "more", "words"),
    [
        (0.5, {}, "litt fort"),
        (13 * 3600, {}, "åpen lenge"),
        (5, {"homepage": "https://spam.example"}, "skal stå tomt"),
        (5, {"opened": "x.y"}, "åpen lenge"),
        (5, {"opened": ""}, "åpen lenge"),
    ],
)
def test_a_program_is_held_back_and_a_person_presses_once_more(
    fresh_house: Flask, fresh_visit: Visitor, seconds: float, more: dict[str, str], words: str
) -> None:
    data = {**opened(fresh_visit, seconds=seconds), "kind": "wrong", "text": "Feil tid", **more}
    page = fresh_visit.post(WRONG, data, expect=422)
    assert words in page.text
    assert told(fresh_house) == []
    later(fresh_house, seconds=5)
    again = {part["name"]: part["value"] for part in page.select("form input[name]")}
    assert not again["homepage"]
    fresh_visit.post(WRONG, {**again, "kind": "wrong", "text": page.one("textarea").text}, expect=303)
    assert [row.text for row in told(fresh_house)] == ["Feil tid"]


def test_one_network_tells_only_so_much(fresh_house: Flask, fresh_visit: Visitor) -> None:
    data = {**opened(fresh_visit), "kind": "nobody_answered"}
    answers = [fresh_visit.app.test_client().post(WRONG, data=data).status_code for _time in range(22)]
    assert answers == [303] * 20 + [429] * 2
    forged = {"X-Forwarded-For": "203.0.113.9"}
    assert fresh_visit.app.test_client().post(WRONG, data=data, headers=forged).status_code == 429
    later(fresh_house, minutes=16)
    assert fresh_visit.app.test_client().post(WRONG, data=data).status_code == 303
