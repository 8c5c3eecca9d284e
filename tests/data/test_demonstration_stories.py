"""Do the made-up listings hold the stories that the house is judged by?"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from directory.listings.starting.demonstration import (
    demonstration_contacts,
    demonstration_listings,
    demonstration_rotas,
)
from directory.places.loading import load
from directory.vocabulary import WEEKDAYS

SUNDAY = date(2026, 11, 22)
A_WEEK = [SUNDAY + timedelta(days=number) for number in range(7)]
LISTINGS = demonstration_listings(SUNDAY, load())
CONTACTS = demonstration_contacts(load())


def _named(beginning: str) -> list[dict[str, Any]]:
    return [listing for listing in LISTINGS if listing["name"].startswith(beginning)]


def _run_by(code: str, municipality: str) -> list[dict[str, Any]]:
    return [
        each for each in LISTINGS if each["organisation"] == code and each.get("municipality") == municipality
    ]


@pytest.mark.parametrize("name", ["NA på nett", "Al-Anon på nett", "AA på nett"])
@pytest.mark.parametrize("today", A_WEEK, ids=str)
def test_there_is_always_one_online_tonight_or_tomorrow_night(name: str, today: date) -> None:
    evenings = {meeting["weekday"] for meeting in _named(name)[0]["meetings"] if meeting["starts"] >= "17:00"}
    assert evenings & {list(WEEKDAYS)[(today + timedelta(days=days)).weekday()] for days in (0, 1)}


def test_na_meets_in_molde_but_not_in_aalesund() -> None:
    assert not _run_by("na", "Ålesund")
    assert [listing["meetings"][0]["starts"] for listing in _run_by("na", "Molde")] == ["19:30", "15:00"]


def test_a_relative_in_aalesund_has_groups_and_a_contact_point() -> None:
    assert _run_by("al-anon", "Ålesund") and _run_by("lms", "Ålesund") and _named("Torsdagsgruppa i Ålesund")
    here = [contact["level"] for contact in CONTACTS if contact["covers"] == ["1508"]]
    assert "contact_point" in here


def test_nothing_meets_on_utsira_but_haugesund_and_the_county_answer() -> None:
    assert not any(listing.get("municipality_number") == "1151" for listing in LISTINGS)
    assert _named("Sorgkafeen i Haugesund") and _named("Sorggruppe på nett")
    assert [contact["level"] for contact in CONTACTS if "11" in contact["covers"]] == ["district_office"]


def test_the_course_in_sula_has_eight_seats_left_and_three_days_to_the_deadline() -> None:
    (listing,) = _named("TA TAK i Sula")
    course = listing["course"]
    assert (course["seats"], course["enrolled"]) == (20, 12)
    assert course["deadline"] == (SUNDAY + timedelta(days=3)).isoformat()
    assert "1508" in listing["catchment"] and "1506" not in listing["catchment"]


def test_the_course_in_sula_has_six_evenings_a_week_apart_each_with_its_theme() -> None:
    sessions = _named("TA TAK i Sula")[0]["course"]["sessions"]
    assert [session["theme"] for session in sessions][:2] == ["Mestring og verdighet", "Tvang og rettigheter"]
    days = [date.fromisoformat(session["on"]) for session in sessions]
    assert days == [date(2027, 1, 12) + timedelta(weeks=week) for week in range(6)]


def test_after_the_course_in_sula_there_is_a_group_to_go_to() -> None:
    ends = {way["to"] for way in _named("TA TAK i Sula")[0]["pathways"] if way["path"] == "after"}
    assert {each["name"] for each in LISTINGS if each["id"] in ends} == {
        "Ivareta-gruppa i Ålesund (eksempel)",
        "Al-Anon i Ålesund (eksempel)",
    }


def test_who_waits_for_a_talk_may_join_something_online_meanwhile() -> None:
    for service in _named("Rask psykisk helsehjelp"):
        assert service["waiting_days"] and len(service["steps"]) == 3
        ends = [way["to"] for way in service["pathways"] if way["path"] == "meanwhile"]
        assert [each["formats"] for each in LISTINGS if each["id"] in ends] == [["online"]]


def test_seven_municipalities_take_turns_and_the_last_host_leaves_it_to_hareid() -> None:
    (rota,) = demonstration_rotas()
    assert len(rota["municipalities"]) == 7 and rota["interval_months"] == 18
    runs = [each for each in LISTINGS if each["course"] and each["course"]["rota"] == rota["code"]]
    held = [run for run in runs if run["course"]["sessions"]]
    hosts = [run["municipality_number"] for run in sorted(held, key=_began)]
    assert hosts == rota["municipalities"][: len(hosts)]
    began = [date.fromisoformat(_began(run)) for run in sorted(held, key=_began)]
    gaps = [(after - before).days for before, after in pairwise(began)]
    assert all(abs(days - 18 * 30.44) < 15 for days in gaps) and began[-1] < SUNDAY
    assert [run["municipality"] for run in runs if run["status"] == "planned"] == ["Hareid"]


def _began(run: dict[str, Any]) -> str:
    return str(run["course"]["sessions"][0]["on"])


def test_courses_are_over_open_full_and_planned() -> None:
    courses = [listing for listing in LISTINGS if listing["kind"] == "course"]
    assert {"active", "closed", "full", "planned"} == {listing["status"] for listing in courses}
    over = [
        each["name"] for each in courses if each["status"] == "active" and _ended(each) < SUNDAY.isoformat()
    ]
    assert over == ["Kurs for pårørende i Bodø (eksempel)"]


def _ended(listing: dict[str, Any]) -> str:
    return str(listing["course"]["sessions"][-1]["on"])


@pytest.mark.parametrize("today", A_WEEK, ids=str)
def test_no_course_that_lies_ahead_meets_in_the_christmas_weeks(today: date) -> None:
    evenings = {
        evening["on"][5:]
        for listing in demonstration_listings(today, load())
        if listing["course"]
        for evening in listing["course"]["sessions"]
    }
    assert not [day for day in evenings if day >= "12-20" or day <= "01-06"]
