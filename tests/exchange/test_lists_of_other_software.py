"""Is a list read as the software meant it that wrote it, also where that is no feed, or not of the version that we know?"""

import json
from typing import Any

import pytest

from directory.exchange.importing.clock_words import days_in
from directory.exchange.importing.entries import Listed
from directory.exchange.importing.list_readers import form_of, read_list
from tests.exchange.lists import FACTS, meeting

TSML = (
    "Time,End Time,Day,Name,Location,Address,Region,Sub Region,Types,Conference URL,Slug\n"
    '7:30 PM,,Tuesday,Håp (eksempel),Kirken,"Eksempelgata 1, 6413 Molde, Norge",Møre og Romsdal,Molde,"Closed, Women",,hap\n'
    '8:00 PM,,Sunday,Bok (eksempel),,"Molde, Norge",,Molde,"Open, Online Meeting, Temporary Closure",https://rom.example/1,bok\n'
)
BMLT = (
    "id_bigint,weekday_tinyint,venue_type,start_time,duration_time,formats,meeting_name,location_street,location_municipality,published\n"
    "1,2,1,19:00:00,01:30:00,O,Mandag (eksempel),Eksempelgata 1,Bergen,1\n"
)
FIELDS = ("organisation", "openness", "formats", "municipality_number")


def read(name: str, data: object) -> Listed:
    """As somebody brings it who does not say what it is."""
    sent = data.encode() if isinstance(data, str) else json.dumps(data).encode()
    return read_list(form_of(sent, name), {"": sent}, FACTS)


def values(listed: Listed, number: int = 0) -> dict[str, Any]:
    return listed.entries[number].values


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_of_the_meeting_plugin_is_no_sheet_of_somebodys_own(separator: str) -> None:
    table = TSML if separator == "," else "\n".join(_other(line) for line in TSML.splitlines())
    listed = read("meetings.csv", table)
    assert [each.key for each in listed.entries] == ["hap", "bok"]
    assert [values(listed).get(name) for name in FIELDS] == ["aa", "closed", ["in_person"], "1506"]
    assert values(listed)["for"] == "women"
    assert values(listed)["meetings"] == [{"weekday": "tuesday", "starts": "19:30"}]
    assert [values(listed, 1).get(name) for name in FIELDS] == ["aa", "open", ["online"], "1506"]


def _other(line: str) -> str:
    """The same line with semicolons between its cells."""
    parts = line.split('"')
    return '"'.join(each.replace(",", ";") if not number % 2 else each for number, each in enumerate(parts))


def test_a_table_of_a_bmlt_server_is_its_meetings() -> None:
    listed = read("meetings.csv", BMLT)
    assert [values(listed).get(name) for name in FIELDS] == ["na", "open", ["in_person"], "4601"]
    assert values(listed)["meetings"] == [{"weekday": "monday", "starts": "19:00", "ends": "20:30"}]


@pytest.mark.parametrize("types", ["Open,Women", ["Open", "Women"], [{"code": "O"}, {"name": "Women"}]])
def test_types_may_be_written_out(types: object) -> None:
    found = read("x.json", [meeting(1, types=types)])
    assert ([values(found)[name] for name in ("openness", "for")], found.remarks) == (["open", "women"], [])


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("Mon, Wed & Fri", ["monday", "wednesday", "friday"]),
        ("mandag–torsdag", ["monday", "tuesday", "wednesday", "thursday"]),
        ("fre. til man.", ["friday", "saturday", "sunday", "monday"]),
        ("Mon-Tue, Fri", ["monday", "tuesday", "friday"]),
        ("tirsdager", ["tuesday"]),
    ],
)
def test_no_day_of_several_is_lost(told: str, days: list[str]) -> None:
    assert days_in(told) == days
    assert [each["weekday"] for each in values(read("x.json", [meeting(1, day=told)]))["meetings"]] == days


def test_every_day_is_seven_days() -> None:
    assert len(days_in("Hver dag")) == len(days_in("daily")) == 7


def test_another_fellowship_than_those_we_know_is_not_taken_for_alcoholics() -> None:
    other = meeting(1, url="https://eatingdisordersanonymous.example/meetings/1/")
    assert "organisation" not in values(read("x.json", [other]))
    assert values(read("x.json", [meeting(1, group="Alcoholics Anonymous")]))["organisation"] == "aa"
    served = meeting(1, url="https://na.example/?single_meeting_id=12")
    assert values(read("x.json", [served]))["organisation"] == "na"


def test_where_one_joins_without_a_time_is_not_lost() -> None:
    joined = meeting(1, day=None, time=None, conference_url="https://rom.example/1")
    assert values(read("x.json", [joined]))["url"] == "https://rom.example/1"


def test_an_hour_of_another_country_is_shown_to_nobody_before_somebody_has_looked() -> None:
    on_the_net = {"attendance_option": "online", "conference_url": "https://rom.example/1"}
    told = {"timezone": "America/New_York"}
    assert values(read("x.json", [meeting(1, **on_the_net, **told)]))["status"] == "draft"
    assert values(read("x.json", [meeting(1, **told)]))["status"] == "active"
    assert values(read("x.json", [meeting(1, **on_the_net)]))["status"] == "active"


SERVICE = {"id": "s1", "name": "Kveld (eksempel)", "description": "Kom.", "status": "active"}


def test_the_services_of_an_organisation_are_the_listings_and_it_is_none() -> None:
    host = {
        "id": "o1",
        "name": "Al-Anon familiegrupper",
        "website": "https://a.example",
        "services": [SERVICE],
    }
    bare = {"id": "o2", "name": "Uten", "website": "https://b.example", "legal_status": "x"}
    listed = read("x.json", {"contents": [host, bare]})
    assert [each.key for each in listed.entries] == ["s1"]
    assert values(listed)["organisation"] == "al-anon"
    assert (listed.rows, [each.row for each in listed.unreadable]) == (2, [2])


def test_a_directory_of_the_years_before_is_read_too() -> None:
    place = {"name": "Huset", "physical_addresses": [{"address_1": "Eksempelgata 3", "city": "Molde"}]}
    time = {"weekday": "Thursday", "opens_at": "09:30", "closes_at": "10:30", "freq": "week", "byday": "TH"}
    old = SERVICE | {"regular_schedules": [time], "service_at_locations": [{"id": "l", "location": place}]}
    listed = read("x.json", {"totalPages": 1, "content": [old | {"eligibilitys": [{"minimum_age": 18}]}]})
    assert values(listed)["meetings"] == [{"weekday": "thursday", "starts": "09:30", "ends": "10:30"}]
    assert [values(listed)[name] for name in ("municipality_number", "age_from")] == ["1506", 18]
