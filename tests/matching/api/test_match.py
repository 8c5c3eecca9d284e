"""`POST /api/v1/match`, as scripts outside the project rely on it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from directory.places.loading import load
from directory.places.models import Place
from tests.inspecting import Visitor

UNDERSTOOD = {
    "audience", "relation", "needs", "place", "places", "kinds", "weekdays", "part", "formats", "organisations",
    "openness", "twelve_step", "for", "language", "constraints", "young", "urgent", "ask", "unused",
}  # fmt: skip
ITEM = {
    "id", "url", "name", "kind", "class", "organisation", "audiences", "needs", "municipality", "latitude",
    "longitude", "formats", "distance_km", "next_meeting", "last_confirmed_on", "demo", "step", "reasons",
}  # fmt: skip


Answer = dict[str, Any]


def match(visit: Visitor, **asked: object) -> dict:
    return visit.post("/api/v1/match", json=asked).json


@pytest.mark.both_databases
def test_the_answer_has_every_field_of_the_contract(visit: Visitor) -> None:
    answer = match(visit, situation="Mannen min drikker for mye, jeg bor i Ålesund")
    assert set(answer) == {"understood", "matches", "online", "courses", "later", "other", "contacts"}
    assert answer["other"] is None
    assert set(answer["understood"]) == UNDERSTOOD
    for item in (*answer["matches"], *answer["online"], *answer["courses"]):
        assert set(item) >= ITEM
        assert item["reasons"]


def test_an_empty_request_gives_contacts(visit: Visitor) -> None:
    answer = match(visit)
    assert answer["matches"] == answer["online"] == answer["courses"] == []
    assert {contact["level"] for contact in answer["contacts"]} == {"national_line"}


def test_codes_given_win_over_what_the_text_says(visit: Visitor) -> None:
    understood = match(
        visit, situation="mannen min drikker i Ålesund", audience="self", needs=["gambling"], place="Bodø"
    )["understood"]
    assert (understood["audience"], understood["needs"]) == ("self", ["gambling"])
    assert understood["place"]["id"] == "1804"


def test_a_named_organisation_fills_audience_and_needs_that_are_left_open(visit: Visitor) -> None:
    understood = match(visit, situation="Al-Anon")["understood"]
    assert (understood["audience"], understood["needs"]) == ("relative", ["alcohol"])


def wrong_of(place: Place, answer: Answer) -> Iterator[str]:
    """What is wrong with the answer about one municipality, as messages."""
    if answer["understood"]["place"]["id"] != place.id:
        yield f"understood as {answer['understood']['place']}"
    if "municipal_service" not in {contact["level"] for contact in answer["contacts"]}:
        yield "nobody of the municipality answers"
    here = {place.municipality_number, place.county_number, "NO"}
    yield from (
        f"{each['name']} covers others" for each in answer["contacts"] if not here & set(each["covers"])
    )


@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.long)])
def test_every_municipality_is_understood_by_number_with_contacts_that_cover_it(
    visit: Visitor, every: int
) -> None:
    told = {
        place.id: list(
            wrong_of(place, match(visit, place=place.municipality_number, needs=["alcohol"], limit=3))
        )
        for place in load().municipalities[::every]
    }
    assert len(told) == len(range(0, 357, every))
    assert {id_: wrong for id_, wrong in told.items() if wrong} == {}


def test_what_is_wrong_with_one_municipality_is_seen(visit: Visitor) -> None:
    oslo, bodo = (place for place in load().municipalities if place.id in ("1804", "0301"))
    answer = match(visit, place=bodo.municipality_number)
    assert list(wrong_of(bodo, answer)) == []
    assert any("understood as" in told for told in wrong_of(oslo, answer))
    assert any("covers others" in told for told in wrong_of(oslo, answer))
    assert list(wrong_of(bodo, answer | {"contacts": []})) == ["nobody of the municipality answers"]


def test_distances_are_the_true_ones(visit: Visitor) -> None:
    from geopy.distance import geodesic

    answer = match(visit, place="alesund", needs=["alcohol"], audience="relative")
    here = answer["understood"]["place"]
    for item in answer["matches"]:
        true = geodesic((here["latitude"], here["longitude"]), (item["latitude"], item["longitude"])).km
        assert item["distance_km"] == pytest.approx(true, abs=0.051)


def test_without_a_place_no_distance_is_given(visit: Visitor) -> None:
    answer = match(visit, needs=["alcohol"])
    assert answer["matches"]
    assert all(item["distance_km"] is None for item in answer["matches"])


def test_reasons_follow_the_language_that_is_accepted(visit: Visitor) -> None:
    asked = {"place": "alesund", "needs": ["alcohol"], "audience": "relative"}
    said = {
        language: visit.post("/api/v1/match", json=asked, headers={"Accept-Language": language}).json[
            "matches"
        ][0]
        for language in ("nb", "nn", "en")
    }
    assert len({" ".join(item["reasons"]) for item in said.values()}) == 3


@pytest.mark.parametrize("body", ["", "[]", "nei", '"x"', "[" * 100_000, "{" * 10_000])
def test_what_is_no_json_object_is_a_problem_in_words(house: Flask, body: str) -> None:
    answer = house.test_client().post("/api/v1/match", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "value", ["\ud800", "\u202e", "' OR 1=1", "<script>", "a" * 5000, 7, None, [], {"a": 1}, True]
)
@pytest.mark.parametrize(
    "name", ["situation", "audience", "needs", "place", "limit", "radius_km", "young", "for"]
)
def test_a_hostile_value_in_any_field_is_no_error_and_no_echo(house: Flask, name: str, value: object) -> None:
    answer = house.test_client().post(
        "/api/v1/match", data=json.dumps({name: value}), content_type="application/json"
    )
    assert answer.status_code == 200
    assert "OR 1=1" not in answer.text
    assert "<script>" not in answer.text
