"""Does the made-up country look like Norway, and is every sort of thing in it that the house must be able to show?"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from directory.listings.starting.demonstration import demonstration_contacts, demonstration_listings
from directory.places.loading import load
from directory.vocabulary import CLASSES, FORMATS, KINDS, NEEDS, STATUSES, UNADDRESSED_NEEDS
from tests.data.tables import counties

SUNDAY = date(2026, 11, 22)
LISTINGS = demonstration_listings(SUNDAY, load())
GROUPS = [listing for listing in LISTINGS if listing["kind"] == "group"]
MEETINGS = [(listing, meeting) for listing in LISTINGS for meeting in listing["meetings"]]
CONTACTS = demonstration_contacts(load())

Listing = dict[str, Any]


def _ago(days: int) -> str:
    return (SUNDAY - timedelta(days=days)).isoformat()


def _covered(level: str) -> set[str]:
    return {area for contact in CONTACTS if contact["level"] == level for area in contact["covers"]}


def test_there_are_about_six_hundred() -> None:
    assert 550 <= len(LISTINGS) <= 700


def test_most_groups_are_twelve_step_and_aa_comes_first() -> None:
    assert 0.6 <= sum(group["twelve_step"] for group in GROUPS) / len(GROUPS) <= 0.8
    common = Counter(group["organisation"] for group in GROUPS if group["twelve_step"]).most_common(3)
    assert common[0][0] == "aa" and {code for code, _count in common} == {"aa", "al-anon", "na"}


def test_groups_are_densest_in_the_towns_and_no_county_is_empty() -> None:
    towns = Counter(group.get("municipality_number") for group in GROUPS)
    assert {"0301", "4601", "5001", "1103"} <= {number for number, _count in towns.most_common(6)}
    assert {
        listing["municipality_number"][:2] for listing in LISTINGS if "municipality" in listing
    } == counties()


def test_two_counties_have_no_contact_point_but_somebody_else_who_answers() -> None:
    without = counties() - {area[:2] for area in _covered("contact_point")}
    assert without == {"31", "40"}
    assert without <= {area[:2] for area in _covered("municipal_service")}


def test_somebody_answers_in_many_places_and_two_have_fallen_silent() -> None:
    assert 105 <= len(_covered("contact_point")) <= 130
    assert 55 <= len(_covered("municipal_service")) <= 75
    assert len(_covered("regional_centre")) >= 8 and len(_covered("district_office")) == 2
    silent = [contact for contact in CONTACTS if contact["silent_since"]]
    assert [contact["level"] for contact in silent] == ["contact_point"] * 2
    assert all(contact["silent_since"] < _ago(60) for contact in silent)


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("kind", set(KINDS)),
        ("class", {*CLASSES, None}),
        ("status", set(STATUSES) - {"draft"}),  # a draft is somebody's work at the desk
        ("openness", {"open", "closed", None}),
        ("language", {"nb", "nn", "en"}),
        ("wheelchair", {True, False, None}),
        ("hearing_loop", {True, False, None}),
        ("free", {True, False, None}),
        ("leadership", {"led", "unled", None}),
        ("leader", {"voluntary", "professional", None}),
        ("confirmed_how", {"single", "bulk", None}),
    ],
)
def test_every_answer_to_a_question_occurs(field: str, codes: set[object]) -> None:
    assert {listing.get(field) for listing in LISTINGS} == codes


def test_every_need_is_met_but_those_that_only_real_help_may_meet() -> None:
    met = {need for listing in LISTINGS for need in listing["needs"]}
    assert met == set(NEEDS) - UNADDRESSED_NEEDS


def test_there_is_something_online_by_phone_and_both_ways() -> None:
    ways = {tuple(sorted(listing["formats"])) for listing in LISTINGS}
    assert {(code,) for code in FORMATS} | {("in_person", "online"), ("in_person", "phone")} <= ways


def test_two_groups_are_for_women_one_for_men_and_one_for_the_young() -> None:
    assert Counter(group["for"] for group in GROUPS if group["for"]) == {"women": 2, "men": 1}
    assert [(group["age_from"], group["age_to"]) for group in GROUPS if group["young"]] == [(13, 19)]


SHAPES: dict[str, Callable[[Listing, Listing], Any]] = {
    "every other week": lambda _listing, meeting: meeting["every"] == 2,
    "the second of the month": lambda _listing, meeting: meeting["nth"] == 2,
    "the last of the month": lambda _listing, meeting: meeting["nth"] == -1,
    "past midnight": lambda _listing, meeting: meeting["ends"] < meeting["starts"],
    "opening hours": lambda _listing, meeting: meeting["purpose"] == "opening",
    "present every other week": lambda _listing, meeting: (
        (meeting["purpose"], meeting["every"]) == ("presence", 2)
    ),
    "cancelled once": lambda _listing, meeting: any(not day["moved_to"] for day in meeting["changed_dates"]),
    "moved once": lambda _listing, meeting: any(day["moved_to"] for day in meeting["changed_dates"]),
    "a link that all may see": lambda _listing, meeting: meeting["link"] and meeting["link_public"],
    "a link that is kept back": lambda _listing, meeting: meeting["link"] and not meeting["link_public"],
    "from a day that is to come": lambda _listing, meeting: (meeting["from"] or "") > _ago(0),
    "away for Christmas": lambda listing, _meeting: any("jule" in each["note"] for each in listing["pauses"]),
    "away in summer": lambda listing, _meeting: any("sommer" in each["note"] for each in listing["pauses"]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_time_occurs(shape: str) -> None:
    assert [listing["id"] for listing, meeting in MEETINGS if SHAPES[shape](listing, meeting)]


def test_changed_dates_lie_in_the_next_weeks() -> None:
    days = [day["on"] for _listing, meeting in MEETINGS for day in meeting["changed_dates"]]
    assert len(days) > 10 and all(_ago(0) <= day <= _ago(-30) for day in days)


def test_who_pauses_today_has_a_pause_that_covers_today() -> None:
    paused = [listing for listing in LISTINGS if listing["status"] == "paused"]
    assert len(paused) >= 3
    assert all(each["pauses"][0]["from"] < _ago(0) < each["pauses"][0]["until"] for each in paused)


def test_some_were_never_confirmed_and_some_not_for_one_year_or_two() -> None:
    assert 10 <= sum(listing["last_confirmed_on"] is None for listing in LISTINGS) <= 60
    for days, least in ((365, 60), (730, 15)):
        assert least <= sum((each["last_confirmed_on"] or "9") < _ago(days) for each in LISTINGS) <= 130


def test_a_fixed_circle_shows_its_area_and_not_its_address() -> None:
    closed = [each for each in GROUPS if each["openness"] == "closed" and not each["twelve_step"]]
    here = [each for each in closed if "in_person" in each["formats"]]
    assert len(here) >= 40
    assert all(each["area_only"] and each["approximate"] and "address" not in each for each in here)


def test_of_two_private_numbers_one_consent_holds_and_one_has_ended() -> None:
    private = [person for each in LISTINGS for person in each["contacts"] if person.get("private")]
    assert {person["role"] for person in private} == {"Kontaktperson"}
    assert sorted(person["consent_until"] > _ago(0) for person in private) == [False, True]
