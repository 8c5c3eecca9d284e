"""Does anything go out that is not for everybody? Every format, asked at once; and what has not changed is not sent again."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from icalendar import Calendar

from directory import db
from directory.exchange.exporting.export_command import FORMATS
from directory.listings.editing.apply import change
from directory.listings.records.models import Listing, ListingContact
from directory.vocabulary import NEEDS
from tests.exchange.reading import fetch, read
from tests.houses import run
from tests.listings.editors import Office, office_that_keeps

PRIVATE, NOTE, PLACE = "00 00 00 00 88", "Ring Kari før publisering", "Hemmelige vei 0"
PATHS = [
    "/feeds/meeting-guide.json",
    "/client_interface/json/?switcher=GetSearchResults",
    "/hsds/services?format=ndjson&full=true",
    "/data/listings.csv",
    "/data/listings.jsonl",
    "/data/listings.geojson",
    "/sted/alesund.ics",
    "/organisasjon/lms.ics",
    "/liste.ics?listing=demo005",
    "/feeds/changes.atom",
    "/api/v1/listings/demo005",
    "/api/v1/listings?limit=200&place=alesund",
    "/innebygd?place=alesund",
]


@pytest.fixture(scope="module")
def with_secrets(own_house: Flask) -> Flask:
    """A house in which a listing has a private contact, a note of ours, and an address that is not shown."""
    with own_house.app_context(), db.of_app().writing() as session:
        listing = session.get(Listing, "demo005")
        assert listing is not None
        listing.go_live_note, listing.area_only, listing.address = NOTE, True, PLACE
        listing.confirmed_by = "Kari Eksempel"
        private = ListingContact(
            role="Kontaktperson", phone=PRIVATE, private=True, consent_until=date(2127, 1, 1)
        )
        listing.contacts.append(private)
    return own_house


@pytest.mark.parametrize("path", PATHS)
def test_no_private_contact_no_note_and_no_hidden_address(with_secrets: Flask, path: str) -> None:
    said = fetch(with_secrets, path).text
    digits = said.replace(" ", "")
    assert "demo005" in said or "changes" in path
    assert (PRIVATE.replace(" ", "") in digits, NOTE in said, PLACE in said) == (False, False, False)


@pytest.mark.parametrize("format_", list(FORMATS))
def test_the_command_writes_every_format_whole(with_secrets: Flask, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"out.{format_}"
    run(with_secrets, "export", format_, str(file))
    said = file.read_text("utf-8")
    assert "demo005" in said
    assert NOTE not in said
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_hidden_listing_is_in_none(fresh_house: Flask) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        listing = session.get(Listing, "demo005")
        assert listing is not None
        listing.status = "hidden"
    assert [path for path in PATHS if "demo005" in fetch(fresh_house, path).text] == []


@pytest.mark.parametrize("path", [path for path in PATHS if "innebygd" not in path])
def test_who_has_it_is_not_sent_it_again_before_something_changes(fresh_house: Flask, path: str) -> None:
    first = fetch(fresh_house, path)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = fetch(fresh_house, path, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    with fresh_house.app_context(), db.of_app().writing() as session:
        listing = session.get(Listing, "demo001")
        assert listing is not None
        listing.summary = "Noe annet."
    assert fetch(fresh_house, path, If_None_Match=first.headers["ETag"]).status_code == 200


@pytest.mark.both_databases
def test_calendars_say_when_and_where_and_never_why(house: Flask) -> None:
    calendar = Calendar.from_ical(fetch(house, "/sted/alesund.ics").data)
    events = calendar.walk("VEVENT")
    assert events
    assert {str(each["SUMMARY"]) for each in events} == {"Avtale"}
    assert len({str(each["UID"]) for each in events}) == len(events)
    said = " ".join(str(each.get("DESCRIPTION", "")) for each in events)
    assert "oppdiktet" in said
    assert not [label for label in NEEDS.values() if label.nb in said]


def test_places_within_each_other_have_their_own_calendars(house: Flask) -> None:
    def held(place: str) -> set[str]:
        return {
            str(each["UID"])
            for each in Calendar.from_ical(fetch(house, f"/sted/{place}.ics").data).walk("VEVENT")
        }

    assert held("alesund")
    assert held("alesund") < held("more-og-romsdal")
    assert fetch(house, "/sted/kanariby.ics").status_code == 404
    assert fetch(house, "/organisasjon/borte.ics").status_code == 404


def test_changes_tell_what_and_never_who(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        _change(office)
    said = fetch(fresh_house, "/feeds/changes.atom").text
    assert "summary" in said
    assert "/tilbud/demo001" in said
    assert "eksempel.no" not in said
    changed = read(fresh_house, "/client_interface/json/?switcher=GetChanges")
    assert "summary" in [row["details"] for row in changed]
    assert "eksempel.no" not in str(changed)


def _change(office: Office) -> None:
    editor = office.known("national_editor")
    office.session.flush()
    change(office.as_(editor), office.listing("demo001"), {"summary": "En ny tekst om gruppa."})


def test_demonstration_data_is_in_no_format_of_a_house_without_it(bare_house: Flask) -> None:
    run(bare_house, "init", "--no-demo")
    assert [
        path
        for path in PATHS
        if "oppdiktet" in fetch(bare_house, path).text or "demo0" in fetch(bare_house, path).text
    ] == []
