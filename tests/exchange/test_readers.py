"""Every row of a list becomes an entry or is told of, whatever is odd about it."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from directory.exchange.at_desk.sheet_template import template
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.clock_words import clock_of, date_of
from directory.exchange.importing.entries import Listed
from directory.exchange.importing.from_bmlt import addresses, read_bmlt
from directory.exchange.importing.from_calendar import read_calendar
from directory.exchange.importing.from_meeting_guide import read_meeting_guide
from directory.exchange.importing.from_sheet import UnknownColumns, read_sheet
from directory.exchange.importing.hsds.from_hsds import read_hsds
from directory.exchange.importing.rhythm_words import Rhythm, rhythm_of, rhythm_said_in
from tests.exchange.lists import FACTS, SHEET, feed, meeting, packed
from tests.house.tree import ROOT

FEEDS = Path(os.environ.get("VARDE_FEEDS", ROOT / "instance" / "published-feeds"))


def values(listed: Listed, number: int = 0) -> dict[str, Any]:
    return listed.entries[number].values


def guide(*rows: Any) -> Listed:
    return read_meeting_guide(json.dumps(rows).encode(), FACTS)


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the published feeds are not here (VARDE_FEEDS)")
@pytest.mark.parametrize("path", sorted(FEEDS.glob("meeting-guide-*.json")) or [None], ids=str)
def test_every_row_of_a_published_feed_is_accounted_for(path: Path) -> None:
    listed = read_meeting_guide(path.read_bytes(), FACTS)
    assert listed.rows == len(json.loads(path.read_text(encoding="utf-8")))
    assert len(listed.entries) == listed.rows


@pytest.mark.parametrize(
    ("wrapped", "days"),
    [
        (
            {"records": [{"id": "r1", "fields": {"Name": "a", "Day": "Monday", "Time": "7:30 PM"}}]},
            ["monday"],
        ),
        (
            {"values": [["Name", "Day", "Time", "Types"], ["a", "Monday, Friday", "19:30", "Open, Women"]]},
            ["monday", "friday"],
        ),
        ({"Monday": [{"name": "a", "time": "19:30"}], "Tuesday": []}, ["monday"]),
        ([{"name": "a", "day": ["1", 5], "time": "19:30:00"}], ["monday", "friday"]),
    ],
)
def test_meetings_are_found_in_whatever_they_are_wrapped(wrapped: Any, days: list[str]) -> None:
    found = values(read_meeting_guide(json.dumps(wrapped).encode(), FACTS))["meetings"]
    assert [(each["weekday"], each["starts"]) for each in found] == [(day, "19:30") for day in days]


def test_the_same_letters_mean_what_they_mean_in_their_fellowship() -> None:
    assert values(guide(meeting(1, types=["Y"])))["summary"] == "Merket i kilden: Young People."
    assert values(guide(meeting(1, types=["Y"], group="Al-Anon")))["summary"] == "Merket i kilden: Alateen."
    found = values(guide(meeting(1, types=["x", "ZZZ", "W", "c"])))
    assert [found[name] for name in ("wheelchair", "for", "openness")] == [True, "women", "closed"]


def test_a_rhythm_in_the_notes_is_asked_about_and_never_guessed() -> None:
    listed = guide(meeting(1, notes="<b>First Saturday</b> of the month &amp; more"))
    assert values(listed)["summary"].startswith("First Saturday of the month & more")
    assert "nth" not in values(listed)["meetings"][0]
    assert [each.value for each in listed.remarks] == ["First Saturday of the month"]


def test_a_person_by_name_is_not_taken_over() -> None:
    listed = guide(meeting(1, contact_1_name="Noen", contact_1_phone="00 00 00 00"))
    assert "contacts" not in values(listed)
    assert "00 00" not in str(listed.remarks)


def test_rows_that_are_no_meetings_are_told_of() -> None:
    listed = guide(meeting(1), None, 7, {"slug": "x"}, meeting(2, day="9", time="25:99", latitude="north"))
    assert (listed.rows, len(listed.entries), [each.row for each in listed.unreadable]) == (5, 2, [2, 3, 4])
    assert {each.column for each in listed.remarks} == {"day", "time", "latitude"}


@pytest.mark.parametrize("data", [b"{}", b"[]", b"null", b"7", b'{"values": []}'])
def test_no_list_at_all_says_what_one_is(data: bytes) -> None:
    with pytest.raises(Refused, match="Meeting Guide"):
        read_meeting_guide(data, FACTS)


def test_bmlt_is_read_with_its_own_formats() -> None:
    row = {
        "id_bigint": "7", "weekday_tinyint": "1", "start_time": "19:00:00", "duration_time": "01:30:00", "meeting_name": "Håp (eksempel)",
        "formats": "Ö,QQ", "format_shared_id_list": "", "venue_type": "3", "virtual_meeting_link": "https://rom.example/1",
        "location_municipality": "Oslo", "location_street": "Eksempelgata 1", "published": "1",
    }  # fmt: skip
    formats = json.dumps([{"key_string": "Ö", "name_string": "Öppet möte", "lang": "sv", "id": "3"}]).encode()
    listed = read_bmlt(
        json.dumps([row, {**row, "published": "0"}, {}]).encode(), FACTS, {"GetFormats": formats}.get
    )
    assert listed.rows == 3
    said = ("openness", "formats", "municipality_number", "organisation")
    assert [values(listed)[name] for name in said] == ["open", ["in_person", "online"], "0301", "na"]
    assert values(listed)["meetings"] == [
        {
            "weekday": "sunday",
            "starts": "19:00",
            "ends": "20:30",
            "link": "https://rom.example/1",
            "link_public": True,
        }
    ]
    assert [each.value for each in listed.remarks] == ["QQ"]
    assert list(addresses("https://na.example/main_server/")) == [
        "GetSearchResults",
        "GetFormats",
        "GetServiceBodies",
    ]


SERVICE = {
    "id": "1", "name": "Kveld (eksempel)", "status": "active", "organization": {"name": "Al-Anon familiegrupper"},
    "schedules": [{"freq": "MONTHLY", "byday": "-1TU", "opens_at": "18:00+01:00", "closes_at": "20:00Z", "dtstart": "2026-12-01"}],
    "attributes": [
        {"link_type": "kind", "taxonomy_term": {"code": "group", "name": "Gruppe"}},
        {"link_type": "needs", "taxonomy_term": {"code": "grief", "name": "Sorg"}},
        {"taxonomy_term": {"code": "x", "name": "Kaffe"}},
    ],
    "service_at_locations": [{"id": "2", "location": {"name": "Huset", "addresses": [{"address_1": "Eksempelgata 3", "city": "Molde"}]}}],
}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(SERVICE).encode(),
        json.dumps({"contents": [SERVICE], "total_pages": 1}).encode(),
        json.dumps(SERVICE).encode() + b"\n" + json.dumps({**SERVICE, "id": "9"}).encode(),
        packed({"datapackage.json": b"{}", "services.json": json.dumps([SERVICE]).encode()}),
    ],
)
def test_hsds_is_read_from_pages_lines_and_packages(data: bytes) -> None:
    found = values(read_hsds([data], FACTS))
    assert (found["kind"], found["needs"], found["organisation"], found["municipality_number"]) == (
        "group",
        ["grief"],
        "al-anon",
        "1506",
    )
    assert found["meetings"] == [
        {"weekday": "tuesday", "nth": -1, "from": "2026-12-01", "starts": "18:00", "ends": "20:00"}
    ]
    assert found["summary"] == "Merket i kilden: Kaffe."


def test_a_package_of_tables_is_put_together() -> None:
    tables = {
        "service.csv": b"id,organization_id,name,status\n1,o,Kveld (eksempel),active\n",
        "organization.csv": b"id,name\no,Anonyme Narkomane\n",
        "schedule.csv": b'id,service_id,freq,byday,opens_at\n5,1,WEEKLY,"MO,WE",19:00\n',
        "service_at_location.csv": b"id,service_id,location_id\n2,1,l\n",
        "location.csv": b"id,name\nl,Huset\n",
        "address.csv": b"id,location_id,address_1,city\n4,l,Eksempelgata 1,Bergen\n",
        "phone.csv": b"id,service_id,number\n6,1,00 00 00 00\n",
    }
    found = values(read_hsds([packed(tables)], FACTS))
    assert (found["municipality_number"], found["organisation"], len(found["meetings"])) == ("4601", "na", 2)


def test_a_sheet_keeps_rhythms_breaks_and_single_dates() -> None:
    listed = read_sheet(SHEET.encode("cp1252"), FACTS)
    assert (listed.rows, len(listed.entries), listed.joined) == (3, 2, 1)
    assert values(listed)["meetings"] == [
        {
            "weekday": "wednesday",
            "starts": "19:00",
            "every": 2,
            "from": "2026-12-02",
            "changed_dates": [{"on": "2026-12-16"}],
        },
        {"weekday": "saturday", "starts": "12:00", "nth": -1},
    ]
    assert values(listed)["needs"] == ["alcohol", "drugs"]


def test_merged_cells_and_dates_as_numbers_are_read() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Våre grupper"],
        ["Navn", "Kommune", "Dag", "Klokkeslett", "Startdato"],
        ["A (eksempel)", "Molde", "mandag", 0.75, 46357],
        [None, "Molde", "onsdag", "18-20", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    kept = BytesIO()
    book.save(kept)
    assert values(read_sheet(kept.getvalue(), FACTS))["meetings"] == [
        {"weekday": "monday", "starts": "18:00", "from": "2026-12-01"},
        {"weekday": "wednesday", "starts": "18:00", "ends": "20:00"},
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"\xd0\xcf\x11\xe0xx",
        bytes(range(256)) * 9,
        packed({"a.txt": b"x"}),
        packed({"mimetype": b"x"}),
        b"Navn;Kommune\n",
    ],
)
def test_what_is_no_sheet_says_what_to_do(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(data, FACTS)
    assert str(refused.value).endswith(".")


def test_unknown_headings_are_asked_about_and_remembered() -> None:
    data = b"Hvem;Hvor;Merkelig\nA (eksempel);Oslo;x\n"
    with pytest.raises(UnknownColumns) as asked:
        read_sheet(data, FACTS)
    assert [(heading, example) for heading, example, _field in asked.value.headings] == [
        ("Hvem", "A (eksempel)"),
        ("Hvor", "Oslo"),
        ("Merkelig", "x"),
    ]
    listed = read_sheet(data, replace(FACTS, columns={"Hvem": "name", "Hvor": "municipality"}))
    assert values(listed)["municipality_number"] == "0301"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_template_is_read_as_it_is_and_its_example_left_out(language: str) -> None:
    listed = read_sheet(template(language), FACTS)
    assert (len(listed.entries), len(listed.unreadable)) == (0, 1)


def test_a_formula_is_no_value() -> None:
    listed = read_sheet(b'Navn;Kommune;Beskrivelse\nA (eksempel);Oslo;=HYPERLINK("x")\n=1+1;Oslo;\n', FACTS)
    assert "summary" not in values(listed)
    assert len(listed.unreadable) == 1


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("7:30 PM", "19:30"),
        ("12:00 AM", "00:00"),
        ("kl. 19", "19:00"),
        ("19.30", "19:30"),
        ("noon", "12:00"),
        ("0730", "07:30"),
        ("25:00", None),
        ("now", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, clock: str | None) -> None:
    found = clock_of(text)
    assert (f"{found:%H:%M}" if found else None) == clock


def test_dates_and_rhythms_are_read_as_people_write_them() -> None:
    assert {str(date_of(text)) for text in ("1.12.2026", "2026-12-01", "01.12.26", 46357)} == {"2026-12-01"}
    assert [rhythm_of(text) for text in ("", "annenhver uke", "hver 3. uke", "første", "siste i måneden", "av og til")] == [
        Rhythm(), Rhythm(every=2), Rhythm(every=3), Rhythm(nth=1), Rhythm(nth=-1), None,
    ]  # fmt: skip
    assert rhythm_said_in("Møtes hver uke") is None


CALENDAR = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:demo001-1@x
DTSTART;TZID=Europe/Oslo:20261201T190000
DTEND;TZID=Europe/Oslo:20261201T203000
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
EXDATE;TZID=Europe/Oslo:20261215T190000,20261229T190000
URL:https://other.example/tilbud/demo001-x
END:VEVENT
BEGIN:VEVENT
UID:demo001-1-20261229@x
DTSTART;TZID=Europe/Oslo:20261230T180000
DTEND;TZID=Europe/Oslo:20261230T203000
URL:https://other.example/tilbud/demo001-x
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_keeps_rhythm_cancelled_and_moved_dates() -> None:
    listed = read_calendar(CALENDAR, FACTS)
    assert (listed.rows, listed.entries[0].listing_id) == (2, "demo001")
    assert values(listed)["meetings"] == [
        {
            "weekday": "tuesday", "starts": "19:00", "ends": "20:30", "from": "2026-12-01", "every": 2,
            "changed_dates": [{"on": "2026-12-15"}, {"on": "2026-12-29", "moved_to": "2026-12-30", "starts": "18:00"}],
        }
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"x", b"", feed(1)])
def test_what_is_no_calendar_says_so(data: bytes) -> None:
    with pytest.raises(Refused):
        read_calendar(data, FACTS)


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (read_sheet, b"Navn;Kommune\n" + b"".join(b"%d (eksempel);Oslo\n" % number for number in range(4))),
        (read_meeting_guide, feed(4)),
        (read_bmlt, json.dumps([{"weekday_tinyint": "1", "id_bigint": str(number)} for number in range(4)]).encode()),
        (lambda data, told: read_hsds([data], told), json.dumps({"contents": [{**SERVICE, "id": str(n)} for n in range(4)]}).encode()),
    ],
    ids=["sheet", "meeting-guide", "bmlt", "hsds"],
)  # fmt: skip
def test_a_list_with_too_many_rows_is_refused_whole(read: Callable[..., Listed], data: bytes) -> None:
    assert read(data, replace(FACTS, most_rows=4)).rows == 4
    with pytest.raises(Refused, match="for mange rader"):
        read(data, replace(FACTS, most_rows=3))


@pytest.mark.parametrize("data", [b"BEGIN:VEVENT\n" * 30_000, b"20260101T190000," * 400_000])
def test_a_calendar_without_end_is_refused_before_it_is_read(data: bytes) -> None:
    with pytest.raises(Refused, match="for mange rader"):
        read_calendar(b"BEGIN:VCALENDAR\n" + data, FACTS)
