"""Do clients of BMLT get what they ask for? Each filter against all meetings read one by one, and the forms of the answers."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from directory.places.distance import kilometres
from tests.exchange.reading import fetch, read

JSON = "/client_interface/json/?switcher="
Row = dict[str, str]


def search(house: Flask, query: str = "") -> list[Row]:
    return read(house, f"{JSON}GetSearchResults&{query}")  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def everything(house: Flask) -> list[Row]:
    return search(house)


def minutes(clock: str) -> int:
    hours, rest, _seconds = map(int, clock.split(":"))
    return hours * 60 + rest


def near_bergen(row: Row) -> bool:
    return (
        bool(row["latitude"])
        and kilometres((60.39, 5.32), (float(row["latitude"]), float(row["longitude"]))) <= 30
    )


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("weekdays=2", lambda row: row["weekday_tinyint"] == "2"),
        ("weekdays[]=2&weekdays[]=7", lambda row: row["weekday_tinyint"] in "27"),
        ("weekdays=-1,-2", lambda row: row["weekday_tinyint"] not in "12"),
        ("venue_types=2", lambda row: row["venue_type"] == "2"),
        ("venue_types[]=-1", lambda row: row["venue_type"] != "1"),
        ("services=1&recursive=1", lambda row: True),
        ("services=-1", lambda row: row["service_body_bigint"] != "1"),
        ("StartsAfterH=18", lambda row: minutes(row["start_time"]) > 18 * 60),
        ("StartsBeforeH=12&StartsBeforeM=30", lambda row: minutes(row["start_time"]) < 12 * 60 + 30),
        ("EndsBeforeH=15", lambda row: minutes(row["start_time"]) + minutes(row["duration_time"]) <= 15 * 60),
        ("MinDurationH=1&MinDurationM=30", lambda row: minutes(row["duration_time"]) >= 90),
        ("MaxDurationH=1", lambda row: minutes(row["duration_time"]) <= 60),
        (
            "meeting_key=location_municipality&meeting_key_value=Bergen",
            lambda row: row["location_municipality"] == "Bergen",
        ),
        (
            "meeting_key=comments&meeting_key_value=gratis&meeting_key_contains=1",
            lambda row: "gratis" in row["comments"].lower(),
        ),
        ("lat_val=60.39&long_val=5.32&geo_width_km=30", near_bergen),
        ("SearchString=Al-Anon", lambda row: "al-anon" in (row["meeting_name"] + row["comments"]).lower()),
    ],
)
def test_each_filter_gives_what_fits_and_nothing_else(
    house: Flask, everything: list[Row], query: str, fits: Callable[[Row], bool]
) -> None:
    found = {row["id_bigint"] for row in search(house, query)}
    assert found == {row["id_bigint"] for row in everything if fits(row)}
    assert found


def test_formats_are_all_wanted_or_any(house: Flask, everything: list[Row]) -> None:
    ids = {row["key_string"]: row["id"] for row in read(house, f"{JSON}GetFormats")}
    both = f"formats[]={ids['C']}&formats[]={ids['alcohol']}"
    keys = {row["id_bigint"]: set(row["formats"].split(",")) for row in everything}
    assert {row["id_bigint"] for row in search(house, both)} == {
        id_ for id_, had in keys.items() if {"C", "alcohol"} <= had
    }
    either = {row["id_bigint"] for row in search(house, f"{both}&formats_comparison_operator=OR")}
    assert either == {id_ for id_, had in keys.items() if {"C", "alcohol"} & had}
    wheelchair = {row["id_bigint"] for row in search(house, f"formats={ids['WC']}")}
    assert wheelchair == {id_ for id_, had in keys.items() if "WC" in had}


def test_pages_and_order(house: Flask, everything: list[Row]) -> None:
    first, second = (search(house, f"page_size=10&page_num={page}") for page in (1, 2))
    assert [*first, *second] == everything[:20]
    named = search(house, "sort_keys=meeting_name&data_field_key=meeting_name")
    assert [row["meeting_name"] for row in named] == sorted(row["meeting_name"] for row in everything)
    nearest = search(house, "lat_val=62.47&long_val=6.15&geo_width=-4&sort_results_by_distance=1")
    far = [float(row["distance_in_km"]) for row in nearest]
    assert len(far) == 4
    assert far == sorted(far)


def test_numbers_stay_and_are_each_others(house: Flask, everything: list[Row]) -> None:
    assert len({row["id_bigint"] for row in everything}) == len(everything)
    one = everything[7]
    assert search(house, f"meeting_ids={one['id_bigint']}") == [one]
    bodies = {row["id"] for row in read(house, f"{JSON}GetServiceBodies")}
    formats = {row["id"] for row in read(house, f"{JSON}GetFormats")}
    assert {row["service_body_bigint"] for row in everything} <= bodies
    assert {id_ for row in everything for id_ in row["format_shared_id_list"].split(",")} <= formats
    assert all(isinstance(value, str) for row in everything for value in row.values())


def test_formats_that_are_used_come_along(house: Flask, everything: list[Row]) -> None:
    both = read(house, f"{JSON}GetSearchResults&get_used_formats&weekdays=3&lang_enum=en")
    used = {key for row in both["meetings"] for key in row["formats"].split(",")}
    assert {row["key_string"] for row in both["formats"]} == used
    assert {row["lang"] for row in both["formats"]} == {"en"}
    assert len(both["meetings"]) == sum(row["weekday_tinyint"] == "3" for row in everything)
    alone = read(house, f"{JSON}GetSearchResults&get_formats_only=1&weekdays=3")
    assert list(alone) == ["formats"]


def test_the_other_forms_say_the_same(house: Flask) -> None:
    rows = search(house, "weekdays=4")
    script = fetch(
        house, "/client_interface/jsonp/?switcher=GetSearchResults&weekdays=4&callback=crouton.show_1"
    )
    assert script.mimetype == "text/javascript"
    assert json.loads(script.text.removeprefix("/**/crouton.show_1(").removesuffix(");")) == rows
    table = csv.DictReader(
        io.StringIO(fetch(house, "/client_interface/csv/?switcher=GetSearchResults&weekdays=4").text)
    )
    assert [row["id_bigint"] for row in table] == [row["id_bigint"] for row in rows]


@pytest.mark.parametrize("callback", ["", "alert(1)//", "a b", "x" * 200, "<x>"])
def test_no_script_of_somebody_else_is_answered(house: Flask, callback: str) -> None:
    assert (
        fetch(house, f"/client_interface/jsonp/?switcher=GetFormats&callback={callback}").status_code == 400
    )


@pytest.mark.parametrize(
    "query",
    ["switcher=Borte", "", "switcher=GetSearchResults&weekdays=man", "switcher=GetSearchResults&lat_val=x&long_val=1&geo_width=1",
     "switcher=GetSearchResults&StartsAfterH=99", "switcher=GetFieldValues&meeting_key=borte", "switcher=GetChanges&start_date=i går"],
)  # fmt: skip
def test_what_cannot_be_read_is_told(house: Flask, query: str) -> None:
    answer = fetch(house, f"/client_interface/json/?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize(
    "switcher",
    ["GetServerInfo", "GetFieldKeys", "GetCoverageArea", "GetFieldValues&meeting_key=weekday_tinyint"],
)
def test_the_server_tells_of_itself(house: Flask, switcher: str) -> None:
    rows: list[dict[str, Any]] = read(house, f"{JSON}{switcher}")
    assert rows
    assert all(isinstance(value, str) for row in rows for value in row.values())
