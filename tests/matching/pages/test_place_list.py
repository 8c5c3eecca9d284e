"""Does the device get every place, each by a name that leads back to it, in a file small enough for a phone?"""

import gzip
import json

import pytest
from flask import Flask

from directory.matching.pages.place_list import place_list
from directory.places.loading import load
from directory.places.spelling import slug
from tests.inspecting import Visitor

GAZETTEER = load()


def unfolded() -> dict[str, tuple[float, float]]:
    """Each label with its point in degrees, as a device reads the list."""
    found: dict[str, tuple[float, float]] = {}
    for _county, own, municipalities in place_list(GAZETTEER):
        rows = [(own, (0, 0))] if own else []
        for row, inside in municipalities:  # type: ignore[attr-defined]
            rows += [(row, (0, 0)), *((each, (row[1], row[2])) for each in inside)]
        for (label, north, east, *_rest), (south, west) in rows:  # type: ignore[misc]
            found[label] = ((north + south) / 100, (east + west) / 100)
    return found


def test_every_place_is_there_within_a_kilometre() -> None:
    found = unfolded()
    assert set(found) == {place.label for place in GAZETTEER.all}
    for place in GAZETTEER.all:
        assert found[place.label] == pytest.approx(place.point, abs=0.0051)


def test_a_label_tells_its_slug() -> None:
    assert [place.label for place in GAZETTEER.all if slug(place.label) != place.slug] == []


def test_former_names_and_other_languages_are_there() -> None:
    text = json.dumps(place_list(GAZETTEER), ensure_ascii=False)
    assert all(name in text for name in ("Fræna", "Tråante", "Kristiania"))


def test_the_file_is_small_and_kept_for_good(house: Flask, visit: Visitor) -> None:
    address = visit.get("/sted/alesund").one("[data-place-list]")["data-place-list"]
    answer = house.test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.data) <= 25 * 1024
    assert json.loads(gzip.decompress(answer.data)) == house.test_client().get(address).json


def test_another_mark_names_nothing(visit: Visitor) -> None:
    visit.get("/steder/gammel.json", expect=404)


@pytest.mark.parametrize(
    ("text", "chosen", "leads"),
    [
        ("Bø", "bo", "place=bo"),
        ("Bø", "", "place=bo&place=bo-i-telemark"),
        ("Bø", "alesund", "place=bo&place=bo-i-telemark"),
        ("Ålesund", "finnes-ikke", "place=alesund"),
        ("6002", "bo", "place=alesund"),
    ],
)
def test_a_suggestion_counts_while_the_field_says_its_name(
    visit: Visitor, text: str, chosen: str, leads: str
) -> None:
    answer = visit.post("/finn", {"place": text, "chosen": chosen}, expect=303)
    assert answer.location == f"/finn?{leads}"
