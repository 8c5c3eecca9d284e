"""Is the demonstration plainly marked, the same everywhere, and wide enough to show the job whole?"""

import json
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from directory.listings.demonstration import demonstration_contacts, demonstration_listings
from directory.places.loading import load
from directory.vocabulary import LEVELS, WEEKDAYS
from tests.data.listing_rules import faults
from tests.data.tables import CONTACT_FIELDS, areas, lines, rows

SUNDAY = date(2026, 11, 22)
A_WEEK = [SUNDAY + timedelta(days=number) for number in range(7)]
LISTINGS = demonstration_listings(SUNDAY, load())
CONTACTS = demonstration_contacts(load())


def _named(beginning: str) -> list[dict[str, Any]]:
    return [listing for listing in LISTINGS if listing["name"].startswith(beginning)]


def _run_by(code: str, municipality: str) -> list[dict[str, Any]]:
    return [
        each for each in LISTINGS if each["organisation"] == code and each["municipality"] == municipality
    ]


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing["id"])
def test_every_made_up_listing_is_in_the_form_that_the_site_loads(listing: dict[str, Any]) -> None:
    assert faults(listing) == []


@pytest.mark.parametrize("contact", CONTACTS, ids=lambda contact: contact["id"])
def test_every_made_up_contact_covers_a_real_area(contact: dict[str, Any]) -> None:
    assert set(contact) == CONTACT_FIELDS
    assert re.fullmatch(r"[A-Za-z0-9]+", contact["id"]) and contact["level"] in LEVELS
    assert contact["covers"] and set(contact["covers"]) <= areas()


def test_everything_made_up_says_so_in_its_name() -> None:
    for thing in (*LISTINGS, *CONTACTS):
        assert thing["demo"] and thing["name"].endswith(" (eksempel)")


def test_the_only_phone_number_in_it_is_nobodys() -> None:
    assert {thing["phone"] for thing in (*LISTINGS, *CONTACTS)} == {"00 00 00 00", None}
    said = json.dumps([LISTINGS, CONTACTS], ensure_ascii=False).replace("00 00 00 00", "")
    assert not re.search(r"\b\d{2,3} \d{2} \d{2,3}( \d{2})?\b", said)
    assert "@" not in said and "http" not in said


def test_ids_are_the_same_on_every_machine_and_clash_with_nothing_real() -> None:
    ids = [
        thing["id"] for thing in (*LISTINGS, *CONTACTS, *lines("listings.jsonl"), *lines("contacts.jsonl"))
    ]
    assert len(set(ids)) == len(ids)
    assert [listing["id"] for listing in LISTINGS] == [row["id"] for row in rows("demonstration.csv")]
    assert demonstration_listings(SUNDAY, load()) == LISTINGS


@pytest.mark.parametrize("today", A_WEEK)
def test_dates_follow_today_whatever_the_weekday(today: date) -> None:
    for listing in demonstration_listings(today, load()):
        assert faults(listing) == []
        assert listing["last_confirmed_on"] < today.isoformat()
        assert listing["starts_on"] is None or listing["starts_on"] > today.isoformat()


def test_every_county_has_something() -> None:
    counties = {listing["municipality_number"][:2] for listing in LISTINGS if listing["municipality_number"]}
    assert counties == {row["number"] for row in rows("counties.csv")}


def test_most_groups_are_twelve_step_as_the_mapping_found() -> None:
    groups = Counter(listing["twelve_step"] for listing in LISTINGS if listing["kind"] == "group")
    assert groups[True] > groups[False]


@pytest.mark.parametrize("name", ["NA på nett", "Al-Anon på nett", "AA på nett"])
@pytest.mark.parametrize("today", A_WEEK)
def test_there_is_always_one_online_tonight_or_tomorrow_night(name: str, today: date) -> None:
    evenings = {meeting["weekday"] for meeting in _named(name)[0]["meetings"] if meeting["starts"] >= "17:00"}
    assert evenings & {list(WEEKDAYS)[(today + timedelta(days=days)).weekday()] for days in (0, 1)}


def test_na_meets_in_molde_but_not_in_aalesund() -> None:
    assert not _run_by("na", "Ålesund")
    assert [listing["meetings"][0]["starts"] for listing in _run_by("na", "Molde")] == ["17:00", "19:30"]


def test_a_relative_in_aalesund_has_groups_a_course_and_a_contact_point() -> None:
    assert _run_by("al-anon", "Ålesund") and _run_by("lms", "Ålesund") and _named("Torsdagsgruppa i Ålesund")
    course = _named("TA TAK i Sula")[0]
    assert "1508" in course["catchment"] and course["starts_on"] == "2027-01-12"
    assert [
        contact["name"]
        for contact in CONTACTS
        if contact["covers"] == ["1508"] and contact["level"] == "contact_point"
    ]


def test_nothing_meets_on_utsira_but_haugesund_and_the_county_answer() -> None:
    assert not any(listing["municipality_number"] == "1151" for listing in LISTINGS)
    assert _named("Sorgkafeen i Haugesund") and _named("Sorggruppe på nett")
    assert [contact["level"] for contact in CONTACTS if "11" in contact["covers"]] == ["district_office"]


def test_some_are_not_confirmed_for_more_than_fourteen_months() -> None:
    long_ago = (SUNDAY - timedelta(days=14 * 31)).isoformat()
    assert 3 <= sum(listing["last_confirmed_on"] < long_ago for listing in LISTINGS) <= 8


def test_a_fixed_circle_shows_its_area_and_not_its_address() -> None:
    closed = [
        each
        for each in LISTINGS
        if each["openness"] == "closed" and "in_person" in each["formats"] and not each["twelve_step"]
    ]
    assert len(closed) >= 10
    assert all(listing["area_only"] and listing["approximate"] for listing in closed)
