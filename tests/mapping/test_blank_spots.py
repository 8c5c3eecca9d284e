"""Are blank spots found where they are? Recounted with a formula of the schools, one postcode at a time."""

import csv
from collections import Counter
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pytest
from flask import Flask

from directory.mapping.counting.blank_spots import SpotQuery, roughly
from directory.places.loading import DATA, load
from tests.inspecting import Visitor
from tests.mapping.recounting import open_listings

ASKED = "need=alcohol&audience=relative"


def far(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Haversine, in kilometres."""
    a, b, c, d = map(radians, (*one, *other))
    return 2 * 6371.0088 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def estimate() -> list[tuple[tuple[float, float], float]]:
    """Each postcode's point and people, as docs/method.md says."""
    found, gazetteer = [], load()
    for county in rows("population.csv"):
        codes = [
            row for row in rows("postcodes.csv") if row["municipality_number"][:2] == county["county_number"]
        ]
        size = {}
        for row in codes:
            alike = [other for other in codes if other["place_id"] == row["place_id"]]
            place = gazetteer.by_id(row["place_id"])
            size[row["postcode"]] = (place.size if place else 1) / len(alike)
        whole, inhabitants = sum(size.values()), int(county["inhabitants"])
        for row in codes:
            people = inhabitants * (0.5 / len(codes) + 0.5 * size[row["postcode"]] / whole)
            found.append(((float(row["latitude"]), float(row["longitude"])), people))
    return found


def rows_in_counties() -> list[dict[str, str]]:
    """The postcodes in the order of the estimate."""
    codes = rows("postcodes.csv")
    counties = [row["county_number"] for row in rows("population.csv")]
    return [row for county in counties for row in codes if row["municipality_number"][:2] == county]


@pytest.fixture(scope="module")
def fitting(house: Flask) -> list[dict[str, Any]]:
    return [
        each
        for each in open_listings(house.test_client())
        if each["kind"] in ("group", "meeting_place")
        and "in_person" in each["formats"]
        and "alcohol" in each["needs"]
        and "relative" in each["audiences"]
    ]


def test_as_many_live_near_as_a_slow_count_finds(house: Flask, fitting: list[dict[str, Any]]) -> None:
    points = {(each["latitude"], each["longitude"]) for each in fitting if each["latitude"] is not None}
    nearest = [(min(far(point, spot) for spot in points), people) for point, people in estimate()]
    table = house.test_client().get(f"/kartlegging/hvite-flekker/rekkevidde.json?{ASKED}").json
    assert [row["people"] for row in table["rows"]] == [
        roughly(sum(people for km, people in nearest if km <= least)) for least in (10, 25, 50)
    ]


def test_the_municipalities_that_have_nothing_are_told_most_people_first(
    house: Flask, fitting: list[dict[str, Any]]
) -> None:
    table = house.test_client().get(f"/kartlegging/hvite-flekker/tomme-kommuner.json?{ASKED}").json
    having = {each["municipality_number"] for each in fitting}
    empty = {place.id for place in load().municipalities} - having
    assert {row["code"] for row in table["rows"]} == empty
    living, points = Counter[str](), [(each["latitude"], each["longitude"]) for each in fitting]
    for row, (_point, people) in zip(rows_in_counties(), estimate(), strict=True):
        living[row["municipality_number"]] += people
    for row in table["rows"]:
        there = load().by_number(row["code"]).point
        assert row["people"] == roughly(living[row["code"]])
        assert row["km"] == round(min(far(there, point) for point in points if point[0] is not None))
    told = [row["people"] for row in table["rows"]]
    assert told == sorted(told, reverse=True)


def test_one_more_group_would_reach_more(visit: Visitor, house: Flask) -> None:
    page = visit.get(f"/kartlegging/hvite-flekker?{ASKED}&place=nes")
    assert "Flere hvis noe startet i" in page.text
    assert "ønsker seg" not in page.text


def test_wishes_are_told_when_five_people_have_them(fresh_house: Flask) -> None:
    visit, path = Visitor(fresh_house), f"/kartlegging/hvite-flekker?{ASKED}&place=hareid"
    asked: list[SpotQuery] = []
    fresh_house.extensions["wishes"] = lambda wanted, _place: asked.append(wanted) or 4
    assert "ønsker seg" not in visit.get(path).text
    fresh_house.extensions["wishes"] = lambda _wanted, _place: 5
    assert "5 ønsker seg et tilbud i Hareid" in visit.get(path).text
    assert set(asked) == {SpotQuery("alcohol", "relative")}


def test_estimates_are_said_roughly() -> None:
    assert [roughly(number) for number in (0, 3, 51, 1234, 87_654, 5_425_270)] == [
        0,
        0,
        100,
        1200,
        88_000,
        5_400_000,
    ]
