"""One single date on another day, at another time or another place: asked at the desk, and said the same everywhere."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from directory.listings.editing.apply import change
from directory.listings.editing.single_dates import cancel_date, restore_date
from directory.listings.records.models import Listing
from directory.web.clock import OSLO
from tests.desks import Colleague, colleague, signed_in
from tests.inspecting import Page, Visitor
from tests.listings.desk.test_edit import LIST, stands
from tests.listings.desk.test_my_listing import undo_latest, words
from tests.listings.editors import Office, office_that_keeps
from tests.listings.filling import field, filled

HERE = f"{LIST}/demo001"
TUESDAY = f"{HERE}/flytt/2026-12-22"
SAID = "Ikke tirsdag 22. desember; denne gangen onsdag 23. desember kl. 19."
HOUSE = "Prøvesalen, Eksempelgata 2"


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo001")


def send(somebody: Colleague, page: str, expect: int = 303, act: str = "save", **values: Any) -> Page:
    """The form of `page` as it stands, with other values in some fields."""
    form = filled(somebody.get(page)) | values
    return somebody.post(page, {**form, "act": act}, expect=expect)


def changed(house: Flask, listing_id: str = "demo001") -> list[dict[str, Any]]:
    return [each for meeting in stands(house, listing_id)["meetings"] for each in meeting["changed_dates"]]


def public(house: Flask, path: str = "") -> Page:
    """The listing's own page."""
    visitor = Visitor(house)
    return visitor.get(visitor.get(path or "/tilbud/demo001", expect=301).location)


def events(page: Page) -> list[dict[str, Any]]:
    """The single dates that a search engine reads."""
    found: list[dict[str, Any]] = json.loads(page.one("script[type=application/ld+json]").text)["subEvent"]
    return found


def calendar(house: Flask) -> str:
    """The calendar file, as it is fetched."""
    with house.test_client() as client:
        return client.get("/tilbud/demo001-x.ics", base_url="http://127.0.0.1:8000").text


def entries(house: Flask) -> dict[str, Any]:
    """The entries of the calendar file: the day it begins -> its place."""
    found = Calendar.from_ical(calendar(house)).walk("VEVENT")
    return {f"{entry.start:%m-%d %H:%M}": str(entry["LOCATION"]) for entry in found}


def test_the_desk_leads_from_each_date_to_a_form_that_is_filled_in(contact: Colleague) -> None:
    page = contact.get(HERE)
    links = [part["href"] for part in page.select(".desk-date a")]
    assert links[0] == f"{HERE}/flytt/2026-11-24"
    form = contact.get(links[0])
    assert "Tirsdag 24. november" in words(form)
    stood = {name: field(form, name) for name in ("to", "starts", "ends", "address", "note")}
    assert stood == {"to": "2026-11-24", "starts": "19.00", "ends": "20.30", "address": "", "note": ""}


def test_one_date_is_held_on_another_day_and_everybody_is_told_the_same(
    fresh_house: Flask, contact: Colleague
) -> None:
    page = contact.get(send(contact, TUESDAY, to="23.12.2026").location)
    assert "Datoen er flyttet" in page.text
    assert SAID.rstrip(".") in words(page)
    fresh_house.config["NOW"] = datetime(2026, 12, 16, 9, tzinfo=OSLO)
    told = public(fresh_house)
    assert SAID in words(told)
    assert "Onsdag 23. desember kl. 19" in words(told).replace("onsdag", "Onsdag")
    first = events(told)[0]
    assert (first["startDate"], first["previousStartDate"]) == ("2026-12-23T19:00:00+01:00", "2026-12-22")
    assert first["eventStatus"].endswith("EventRescheduled")
    assert set(entries(fresh_house)) == {"12-29 19:00", "12-23 19:00"}


def test_the_list_of_times_says_which_day_it_is_instead_of(fresh_house: Flask, contact: Colleague) -> None:
    send(contact, f"{HERE}/flytt/2026-12-01", to="2026-12-02", starts="18", ends="19.30")
    later = [text.replace("\u00a0", " ") for text in public(fresh_house).texts(".later li")]
    assert later[0] == "Onsdag 2. desember kl. 18, i stedet for tirsdag 1. desember"


def test_one_date_is_at_another_place_and_no_other_date_is(fresh_house: Flask, contact: Colleague) -> None:
    send(contact, f"{HERE}/flytt/2026-11-24", address=HOUSE, note="Huset er opptatt")
    page = public(fresh_house)
    assert f"Tirsdag 24. november: denne gangen et annet sted ({HOUSE}). Huset er opptatt." in words(page)
    assert page.one(".next-where").text == f"Denne gangen et annet sted ({HOUSE})"
    assert page.select(".way-there") == []
    places = [event["location"][0]["address"]["streetAddress"] for event in events(page)]
    assert places == [HOUSE, *["Eksempelhuset, Eksempelgata 0"] * 4]
    held = entries(fresh_house)
    assert held["11-24 19:00"] == HOUSE
    assert "Eksempelhuset" in held["12-01 19:00"]


def test_a_group_that_shows_only_its_area_shows_no_other_address_either(
    fresh_house: Flask, contact: Colleague
) -> None:
    with office_that_keeps(fresh_house) as office:
        change(office.contact("demo001"), office.listing("demo001"), {"area_only": True})
    send(contact, f"{HERE}/flytt/2026-11-24", address=HOUSE)
    page = public(fresh_house)
    assert "denne gangen et annet sted (du får adressen når du tar kontakt)" in words(page)
    given = Visitor(fresh_house).get("/api/v1/listings/demo001").body
    assert "Prøvesalen" not in page.body + given + calendar(fresh_house)
    assert HOUSE in contact.get(HERE).text


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"to": ""}, "to"),
        ({"to": "i morgen"}, "to"),
        ({"to": "2026-11-21"}, "to"),
        ({"to": "2036-11-21"}, "to"),
        ({}, "to"),
        ({"to": "2026-12-29"}, "to"),
        ({"starts": ""}, "starts"),
        ({"starts": "kveld"}, "starts"),
        ({"starts": "20.30"}, "ends"),
    ],
)
def test_what_cannot_be_is_said_by_the_field_and_nothing_is_lost(
    fresh_house: Flask, contact: Colleague, values: dict[str, str], where: str
) -> None:
    new = {"to": "2026-12-23", "note": "Huset er opptatt"} if values else {}
    page = send(contact, TUESDAY, expect=422, **(new | values))
    assert page.select(f"[id={where}-error]")
    assert page.title.startswith("Feil:")
    assert {name: field(page, name) for name in new | values} == new | values
    assert changed(fresh_house) == []


def test_a_day_in_a_break_is_refused(contact: Colleague) -> None:
    contact.post(f"{HERE}/pause", {"first": "2026-12-23", "last": "2026-12-31"})
    page = send(contact, TUESDAY, expect=422, to="2026-12-23")
    assert "pause" in page.one("#to-error").text


@pytest.mark.parametrize("on", ["i morgen", "9999-01-01", "2026-13-01"])
def test_a_date_that_cannot_be_is_refused(contact: Colleague, on: str) -> None:
    contact.get(f"{HERE}/flytt/{on}", expect=404)
    contact.post(f"{HERE}/flytt/{on}", expect=404)


def test_a_day_without_a_meeting_leads_back_to_the_listing(contact: Colleague) -> None:
    assert contact.get(f"{HERE}/flytt/2026-12-03", expect=303).location.endswith("gjort=uendret")
    answer = contact.post(f"{HERE}/flytt/2026-12-03", {"to": "2026-12-04", "starts": "19"})
    assert answer.location.endswith("gjort=uendret")


def test_a_moved_date_is_moved_again_put_back_and_undone(fresh_house: Flask, contact: Colleague) -> None:
    before = stands(fresh_house)
    send(contact, TUESDAY, to="2026-12-23")
    send(contact, f"{HERE}/flytt/2026-12-23", to="2026-12-21", starts="18")
    assert [(each["on"], each["moved_to"], each["starts"]) for each in changed(fresh_house)] == [
        ("2026-12-22", "2026-12-21", "18:00")
    ]
    contact.post(f"{HERE}/sett-tilbake", {"on": "2026-12-22"})
    assert changed(fresh_house) == []
    send(contact, TUESDAY, to="2026-12-23", address=HOUSE)
    told = words(contact.get(f"{HERE}/historikk"))
    assert f"{SAID.rstrip('.')}, et annet sted ({HOUSE})" in told
    undo_latest(contact, HERE)
    assert changed(fresh_house) == []
    assert stands(fresh_house, "demo005") == before


def test_a_preview_shows_the_public_page_and_keeps_nothing(fresh_house: Flask, contact: Colleague) -> None:
    page = send(contact, TUESDAY, expect=200, act="preview", to="2026-12-23")
    assert "Ingenting er lagret ennå." in page.text
    assert SAID in words(page)
    assert changed(fresh_house) == []
    form = filled(page, ".desk-preview form")
    back = contact.post(TUESDAY, {**form, "act": "back"}, expect=200)
    assert field(back, "to") == "2026-12-23"
    contact.post(TUESDAY, {**form, "act": "save"})
    assert len(changed(fresh_house)) == 1


def test_another_place_waits_for_a_second_pair_of_eyes_and_another_day_does_not(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        office.person("contact", "demo001")
        somebody = office.known("organisation_editor", "al-anon").email
    editor = signed_in(fresh_house, str(somebody))
    assert send(editor, TUESDAY, to="2026-12-23").location.endswith("gjort=flyttet")
    waits = send(editor, f"{HERE}/flytt/2026-12-29", address=HOUSE)
    assert waits.location.endswith("gjort=venter")
    assert f"et annet sted ({HOUSE})" in words(editor.get(waits.location))
    assert [each["on"] for each in changed(fresh_house)] == ["2026-12-22"]
    assert HOUSE not in public(fresh_house).body


def test_that_it_is_where_it_always_is_again_waits_for_nobody(office: Office) -> None:
    office.person("contact", "demo001")
    listing = office.listing("demo001")
    on = date(2026, 12, 1)
    meeting = {"weekday": "tuesday", "starts": "19:00", "ends": "20:30"}
    elsewhere = {"on": on.isoformat(), "moved_to": on.isoformat(), "address": HOUSE}
    change(office.contact("demo001"), listing, {"meetings": [{**meeting, "changed_dates": [elsewhere]}]})
    editor = office.as_(office.known("organisation_editor", "al-anon"))
    assert [made.state for made in restore_date(editor, listing, on)] == ["applied"]
    assert [made.state for made in cancel_date(editor, listing, on)] == ["applied"]


def test_of_two_on_one_day_one_is_chosen(fresh_house: Flask, contact: Colleague) -> None:
    with office_that_keeps(fresh_house) as office:
        listing: Listing = office.listing("demo001")
        times = [{"weekday": "tuesday", "starts": starts} for starts in ("10:00", "19:00")]
        change(office.contact("demo001"), listing, {"meetings": times})
    page = send(contact, TUESDAY, expect=422, to="2026-12-23", starts="19")
    assert page.select("[id=clock-error]")
    assert page.texts("#clock label") == ["kl. 10", "kl. 19"]
    send(contact, TUESDAY, clock="10:00", to="2026-12-23", starts="10")
    (morning, evening) = stands(fresh_house, "demo001")["meetings"]
    assert ([each["on"] for each in morning["changed_dates"]], evening["changed_dates"]) == (
        ["2026-12-22"],
        [],
    )


def test_an_evening_of_a_course_is_moved_itself_and_keeps_its_theme(fresh_house: Flask) -> None:
    contact = colleague(fresh_house, "contact", "demo007")
    before = stands(fresh_house, "demo007")["course"]["sessions"]
    first, second = (datetime.fromisoformat(each["on"]).date() for each in before[:2])
    here = f"{LIST}/demo007/flytt/{first}"
    form = contact.get(here)
    assert form.select("#address") == form.select("#note") == []
    page = send(contact, here, expect=422, to=str(second))
    assert page.one("#to-error").text
    send(contact, here, to=str(first + timedelta(days=1)))
    after = stands(fresh_house, "demo007")["course"]["sessions"]
    assert after == [{**before[0], "on": str(first + timedelta(days=1))}, *before[1:]]
