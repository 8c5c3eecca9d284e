"""Does a Meeting Guide app get every meeting, on the right day and at the right time, and nothing that is not for everybody?"""

import json
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft7Validator

from directory import db
from directory.exchange.exporting.meeting_entries import entries
from directory.exchange.exporting.public_listings import public_listings
from directory.places.loading import load
from tests.exchange.reading import fetch, published, read
from tests.houses import NOW

FEED = "/feeds/meeting-guide.json"
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
# The published patterns are those of addresses in the United States, without æ, ø, å or a number after the street.
_AMERICAN = ("formatted_address", "address", "city", "state", "postal_code")


@pytest.fixture(scope="module")
def feed(house: Flask) -> list[dict[str, Any]]:
    return read(house, FEED)  # type: ignore[no-any-return]


def test_every_time_of_every_public_listing_is_an_entry(house: Flask, feed: list[dict[str, Any]]) -> None:
    told = {
        (each["slug"], _DAYS[each["day"]] if "day" in each else None, each.get("time"), each.get("end_time"))
        for each in feed
    }
    with house.app_context():
        kept = {
            (
                entry.key,
                entry.schedule.weekday if entry.schedule else None,
                f"{entry.schedule.starts:%H:%M}" if entry.schedule else None,
                f"{entry.schedule.ends:%H:%M}" if entry.schedule and entry.schedule.ends else None,
            )
            for public in public_listings(db.read_session(), load())
            for entry in entries(public.document, NOW.date())
        }
    assert told == kept
    assert len(told) == len(feed)


def test_entries_are_valid(feed: list[dict[str, Any]]) -> None:
    schema = json.loads(published("meeting-guide/spec__schema_meeting.schema.json").read_text("utf-8"))
    del schema["properties"]["types"]["$ref"]
    for name in _AMERICAN:
        del schema["properties"][name]["pattern" if "pattern" in schema["properties"][name] else "type"]
    judge = Draft7Validator(schema)
    assert [fault.message for each in feed for fault in judge.iter_errors(each)][:3] == []


def test_codes_are_those_of_the_fellowship(feed: list[dict[str, Any]]) -> None:
    programmes = json.loads(published("meeting-guide/programs.json").read_text("utf-8"))
    names = {"Anonyme Alkoholikere": "aa", "Anonyme Narkomane": "na", "Al-Anon familiegrupper": "al-anon"}
    for each in feed:
        fellowship = names.get(each.get("group", ""))
        if fellowship:
            assert set(each["types"]) <= set(programmes[fellowship]["types"]), each["slug"]


def test_no_reader_takes_a_meeting_in_a_room_for_one_that_is_not_held(feed: list[dict[str, Any]]) -> None:
    met = [each for each in feed if each["attendance_option"] in ("in_person", "hybrid")]
    assert met
    assert {each["approximate"] for each in met} == {"no"}
    assert all(each["formatted_address"] and each["regions"] for each in met if each.get("city"))
    remote = [each for each in feed if each["attendance_option"] == "online" and each.get("contact_1_phone")]
    assert all(each.get("conference_url") or each.get("conference_phone") for each in remote)


def test_numbers_are_norwegian_for_the_world_and_examples_say_what_they_are(
    feed: list[dict[str, Any]],
) -> None:
    numbers = {each["contact_1_phone"] for each in feed if "contact_1_phone" in each}
    assert numbers == {"+4700000000"}
    assert all("oppdiktet" in each["notes"] for each in feed if "(eksempel)" in each["name"])


def test_what_is_rarer_than_every_week_is_said_in_words(feed: list[dict[str, Any]]) -> None:
    notes = "\n".join(each["notes"] for each in feed if "day" in each)
    assert "Annenhver " in notes
    assert "i måneden kl. " in notes


def test_one_organisation_can_be_asked_for(house: Flask, feed: list[dict[str, Any]]) -> None:
    aa = read(house, f"{FEED}?organisation=aa")
    assert 0 < len(aa) < len(feed)
    assert {each["group"] for each in aa} == {"Anonyme Alkoholikere"}
    assert fetch(house, f"{FEED}?organisation=borte").status_code == 400
