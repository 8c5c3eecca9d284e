"""Can the real listings, organisations and lines be relied on as far as they go?"""

import re
from typing import Any

import pytest

from directory.places.loading import load
from directory.vocabulary import AUDIENCES, LEVELS, NEEDS
from tests.data.listing_rules import faults
from tests.data.tables import CONTACT_FIELDS, areas, lines, rows

LISTINGS = lines("listings.jsonl")
CONTACTS = lines("contacts.jsonl")
BY_NAME = {listing["name"]: listing for listing in LISTINGS}


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing["id"])
def test_every_real_listing_is_in_the_form_that_the_site_loads(listing: dict[str, Any]) -> None:
    assert faults(listing) == []


def test_no_two_things_share_an_id_or_a_name() -> None:
    for things in (LISTINGS, CONTACTS):
        for field in ("id", "name"):
            assert len({thing[field] for thing in things}) == len(things)


def test_a_document_confirms_nothing() -> None:
    assert not any(listing.get("last_confirmed_on") for listing in LISTINGS)
    assert max(filter(None, (listing.get("source_date") for listing in LISTINGS))) == "2022-01-28"


def test_no_real_listing_carries_what_its_document_does_not_give() -> None:
    for listing in LISTINGS:
        assert not any(listing.get(field) for field in ("contacts", "url", "address", "way_in", "meetings"))
        assert listing["approximate"]


def test_no_real_listing_holds_a_long_number_that_could_be_somebodys_phone() -> None:
    said = " ".join(f"{each['name']} {each['summary']} {each.get('first_time')}" for each in LISTINGS)
    assert not re.search(r"\d[\d ]{6,}\d", said)


def test_every_real_listing_tells_the_editor_what_to_ask_before_going_live() -> None:
    assert all(listing["go_live_note"].startswith("Bekreft ") for listing in LISTINGS)
    assert not any(listing.get("demo") for listing in LISTINGS)


@pytest.mark.parametrize(
    ("name", "number", "former"),
    [
        ("TA TAK i Nærøysund", "5060", "Nærøy,"),
        ("Mestringstreff i Orkland", "5059", "Orkdal"),
        ("Mestringstreff i Klæbu", "5001", "Klæbu"),
        ("Mestringstreff i Hustadvika", "1579", "Fræna"),
        ("Mestringstreff i Bjørnafjorden", "4624", "Os,"),
        ("Mestringstreff i Øygarden", "4626", "Fjell, Sund"),
    ],
)
def test_a_former_municipality_is_named_and_stands_under_todays(name: str, number: str, former: str) -> None:
    assert BY_NAME[name]["municipality_number"] == number
    assert former in BY_NAME[name]["summary"]


def test_trondheims_three_meeting_places_need_no_referral() -> None:
    places = [listing for listing in LISTINGS if listing["kind"] == "meeting_place"]
    assert {place["name"].split()[0] for place in places} == {"Heimdal", "Sommerstua", "Veiskillet"}
    for place in places:
        assert place["referral_needed"] is False and place["openness"] == "open"
        assert place["accompaniment"] and "samtale" in place["first_time"]


def test_the_coping_team_and_the_meeting_places_lead_to_each_other() -> None:
    team = BY_NAME["Mestringsteamet i Trondheim"]
    places = {listing["id"] for listing in LISTINGS if listing["kind"] == "meeting_place"}
    assert {way["to"] for way in team["pathways"] if "to" in way} == places
    for place in (listing for listing in LISTINGS if listing["kind"] == "meeting_place"):
        assert [way["to"] for way in place["pathways"]] == [team["id"]]


def test_the_teams_presence_is_told_in_words_since_no_document_gives_its_weekday() -> None:
    team = BY_NAME["Mestringsteamet i Trondheim"]
    assert "to timer annenhver uke" in team["first_time"] and "Vi vet ikke hvilken dag" in team["first_time"]
    assert team["may_contact"] == ["self", "relative", "professional"]


def test_randaberg_assesses_within_two_weeks_and_has_three_steps_and_something_meanwhile() -> None:
    service = BY_NAME["Rask psykisk helsehjelp i Randaberg"]
    assert service["waiting_days"] == 14 and [step["number"] for step in service["steps"]] == [1, 2, 3]
    meanwhile, onward = service["pathways"]
    assert (meanwhile["path"], onward["path"]) == ("meanwhile", "onward")
    online = next(listing for listing in LISTINGS if listing["id"] == meanwhile["to"])
    assert online["class"] == "assisted_self_help" and "online" in online["formats"]


def test_every_run_of_a_programme_says_what_comes_after_it() -> None:
    runs = [listing for listing in LISTINGS if listing["kind"] == "course"]
    assert {run["course"]["programme"] for run in runs} == {"ta-tak", "mestringstreff"}
    assert all(way["path"] == "after" for run in runs for way in run["pathways"])
    assert all(run["pathways"] and not run["course"].get("sessions") for run in runs)


def test_what_is_treatment_is_never_called_self_help() -> None:
    for listing in LISTINGS:
        if listing.get("class") in ("treatment", "assisted_self_help"):
            assert "selvhjelp" not in f"{listing['name']} {listing['summary']}".lower()


@pytest.mark.parametrize("contact", CONTACTS, ids=lambda contact: contact["id"])
def test_every_line_says_who_it_is_for_and_where_that_is_known_from(contact: dict[str, Any]) -> None:
    assert set(contact) == CONTACT_FIELDS
    assert re.fullmatch(r"[A-Za-z0-9]+", contact["id"])
    assert contact["level"] in LEVELS and set(contact["needs"]) <= set(NEEDS)
    assert set(contact["audiences"]) <= set(AUDIENCES) and set(contact["covers"]) <= areas()
    assert contact["about"].startswith("For deg ") and contact["about"].endswith(".")
    assert contact["source"] and re.fullmatch(r"\d{4}-\d{2}", contact["source_date"]) and contact["confirm"]
    assert contact["urgent"] in {"life", "violence", "doctor", "talk", None}


def test_the_numbers_to_call_when_it_is_urgent_are_there_and_answer_round_the_clock() -> None:
    urgent = {contact["phone"]: contact for contact in CONTACTS if contact["urgent"]}
    assert {"113", "112", "116 117", "116 123", "116 111", "116 006"} <= set(urgent)
    assert all(contact["hours"] == "Hele døgnet" for contact in urgent.values())
    assert [contact["phone"] for contact in CONTACTS if contact["young"]] == ["116 111"]


def test_hours_that_are_not_certain_are_left_open() -> None:
    assert all(contact["hours"] is None for contact in CONTACTS if not contact["urgent"])


def test_lms_leads_to_both_of_its_meanings() -> None:
    meant = {
        row["code"] for row in rows("organisations.csv") if "LMS" in row["former_or_other_names"].split("|")
    }
    assert meant == {"lms", "learning-centre"}


def test_every_organisation_has_known_codes_and_a_word_about_how_sure_we_are() -> None:
    organisations = rows("organisations.csv")
    assert len({row["code"] for row in organisations}) == len(organisations)
    for row in organisations:
        assert set(row["audiences"].split("|")) <= set(AUDIENCES) and set(row["needs"].split("|")) <= set(
            NEEDS
        )
        assert row["confidence"] and row["twelve_step"] in "01" and row["faith_based"] in "01"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "has-a-hyphen"),
        ("summary", ""),
        ("kind", "hotline"),
        ("needs", ["sadness"]),
        ("organisations", ["nobody"]),
        ("municipality", "Trondhjem"),
        ("latitude", 0.0),
        ("catchment", ["9999"]),
        ("source_note", ""),
        ("last_confirmed_on", "in March"),
        ("meetings", [{"weekday": "tuesday", "starts": "19.00", "ends": "20:30"}]),
        ("meetings", [{"weekday": "tuesday", "starts": "19:00", "ends": "20:30", "every": 2}]),
        ("meetings", [{"weekday": "tuesday", "starts": "19:00", "ends": "20:30", "from": "2027-01-13"}]),
        ("pauses", [{"from": "2027-01-06", "until": "2026-12-20"}]),
        ("course", {"programme": "nobodys"}),
        ("course", {"seats": 10, "enrolled": 11}),
        ("course", {"sessions": [{"on": "2027-01-12"}, {"on": "2027-01-20"}]}),
        ("pathways", [{"path": "after"}]),
        ("steps", [{"number": 2, "text": "Kurs"}]),
        ("starts_on", "2027-01-12"),
    ],
)
def test_the_rules_see_a_planted_fault(field: str, value: object) -> None:
    sound = BY_NAME["Mestringstreff i Klæbu"]
    assert faults(sound) == []
    assert faults({**sound, field: value})


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing["id"])
def test_a_listing_without_an_address_stands_at_the_point_of_its_place(listing: dict[str, Any]) -> None:
    place = load().by_id(listing.get("place") or listing["municipality_number"])
    assert place is not None
    assert (listing["latitude"], listing["longitude"]) == place.point
