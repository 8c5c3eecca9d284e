"""Does one's own calendar show the same dates? The file is read back by icalendar and counted by dateutil."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from dateutil.rrule import rruleset, rrulestr
from dateutil.tz import tzical
from hypothesis import given, settings
from icalendar import Calendar, Component

from directory.listings.wording.calendar import SUMMARY, calendar_of
from directory.web.clock import OSLO
from tests.listings.records.timetables import (
    MOMENTS,
    OFFERS,
    Changed,
    Course,
    Off,
    Offer,
    Session,
    Time,
    by_hand,
    last_sunday,
)

NOVEMBER = datetime(2026, 11, 1, 12, tzinfo=OSLO)
TWO_YEARS = 730
MONDAY = Time("monday", time(19), time(20, 30))


def written(offer: Offer, now: datetime = NOVEMBER, **given: str) -> bytes:
    place = given.pop("place", "Storgata 1, 6002 Ålesund")
    return calendar_of(
        offer,
        place_text=place,
        url="https://varde.example/tilbud/tilbud1",
        host="varde.example",
        now=now,
        **given,
    )


def entries(data: bytes) -> list[Component]:
    return Calendar.from_ical(data).walk("VEVENT")


def starts_of(entry: Component, until: datetime) -> list[datetime]:
    """When an entry happens, in UTC, up to a moment: its start, or its rule without the dates taken out."""
    first = entry["DTSTART"].dt
    if "RRULE" not in entry:
        return [first.astimezone(UTC)]
    rule = rruleset()
    rule.rrule(rrulestr(entry["RRULE"].to_ical().decode(), dtstart=first))
    for taken in taken_out(entry):
        rule.exdate(taken)
    return [start.astimezone(UTC) for start in rule.between(first, until, inc=True)]


def taken_out(entry: Component) -> list[datetime]:
    return [out.dt for out in entry["EXDATE"].dts] if "EXDATE" in entry else []


def read_back(data: bytes, until: datetime) -> list[datetime]:
    found = [start for entry in entries(data) for start in starts_of(entry, until)]
    return sorted(start for start in found if start <= until)


def same_dates(offer: Offer, now: datetime) -> None:
    last = datetime.combine(now.date() + timedelta(days=TWO_YEARS - 1), time(12), UTC)
    expected = [one.begins_at for one in by_hand(offer, now, TWO_YEARS) if one.begins_at <= last]
    assert read_back(written(offer, now), last) == expected


@settings(max_examples=300, deadline=None)
@given(OFFERS, MOMENTS)
def test_the_file_read_back_gives_the_same_dates_for_two_years(offer: Offer, now: datetime) -> None:
    same_dates(offer, now)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None)
@given(OFFERS, MOMENTS)
def test_thousands_of_files_read_back_give_the_same_dates(offer: Offer, now: datetime) -> None:
    same_dates(offer, now)


@settings(max_examples=100, deadline=None)
@given(OFFERS, MOMENTS)
def test_every_entry_has_its_own_name_and_begins_with_a_meeting_that_is_held(
    offer: Offer, now: datetime
) -> None:
    found = entries(written(offer, now))
    names = [str(entry["UID"]) for entry in found]
    assert len(set(names)) == len(names)
    for entry in found:
        first = entry["DTSTART"].dt
        assert first not in taken_out(entry)
        assert "DTEND" not in entry or entry["DTEND"].dt.astimezone(UTC) > first.astimezone(UTC)


def test_a_monthly_meeting_is_one_rule_with_its_place_and_page() -> None:
    offer = Offer([replace(MONDAY, nth=-1)])
    (entry,) = entries(written(offer))
    assert entry["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=-1MO"
    assert entry["DTSTART"].dt == datetime(2026, 11, 30, 19, tzinfo=OSLO)
    assert entry["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert entry["DTEND"].dt == datetime(2026, 11, 30, 20, 30, tzinfo=OSLO)
    assert entry["DTSTAMP"].dt == NOVEMBER.astimezone(UTC)
    assert (entry["LOCATION"], entry["URL"]) == (
        "Storgata 1, 6002 Ålesund",
        "https://varde.example/tilbud/tilbud1",
    )


def test_a_break_is_taken_out_and_one_whose_end_is_out_of_sight_ends_the_rule() -> None:
    christmas = Off(date(2026, 12, 21), date(2027, 1, 3))
    (entry,) = entries(written(Offer([MONDAY], [christmas])))
    assert [out.date() for out in taken_out(entry)] == [date(2026, 12, 21), date(2026, 12, 28)]
    for end in (None, date(2040, 1, 1)):
        (entry,) = entries(written(Offer([MONDAY], [Off(date(2026, 12, 1), end)])))
        assert entry["RRULE"]["UNTIL"] == [datetime(2026, 11, 30, 18, tzinfo=UTC)]
        assert taken_out(entry) == []


def test_a_moved_date_is_taken_out_and_stands_by_itself_under_a_name_of_its_own() -> None:
    changes = [
        Changed(date(2026, 11, 9)),
        Changed(date(2026, 11, 16), moved_to=date(2026, 11, 17), starts=time(18)),
    ]
    every_week, moved = entries(written(Offer([replace(MONDAY, changed_dates=changes)])))
    assert [out.date() for out in taken_out(every_week)] == [date(2026, 11, 9), date(2026, 11, 16)]
    assert moved["DTSTART"].dt == datetime(2026, 11, 17, 18, tzinfo=OSLO)
    assert (every_week["UID"], moved["UID"]) == (
        "tilbud1-1@varde.example",
        "tilbud1-1-20261116@varde.example",
    )


def test_the_names_of_the_entries_are_the_same_in_next_weeks_file() -> None:
    times = [MONDAY, replace(MONDAY, weekday="friday", every=2, from_date=date(2026, 1, 1))]
    evenings = [Session(number, date(2026, 12, number), time(18)) for number in (1, 2)]
    for offer in (Offer(times), Offer(course=Course(evenings))):
        files = [written(offer, NOVEMBER + timedelta(days=days)) for days in (0, 8)]
        today, later = ([str(entry["UID"]) for entry in entries(data)] for data in files)
        assert len(today) == 2
        assert today == later


def test_every_evening_of_a_course_is_an_entry() -> None:
    evenings = [Session(number, date(2026, 12, number), time(18), time(20), "Sorg") for number in (1, 2, 3)]
    found = entries(written(Offer([MONDAY], course=Course(evenings))))
    assert [entry["DTSTART"].dt.day for entry in found] == [1, 2, 3]
    assert all("RRULE" not in entry for entry in found)


def test_an_entry_says_only_that_there_is_an_appointment() -> None:
    secrets = {"note": "For deg som sørger", "link": "https://rom.example/1", "link_public": True}
    moved = Changed(date(2026, 11, 9), moved_to=date(2026, 11, 10), note="Rusgruppa")
    times = [replace(MONDAY, changed_dates=[moved], **secrets), replace(MONDAY, format="online", **secrets)]
    data = written(Offer(times))
    assert {str(entry["SUMMARY"]) for entry in entries(data)} == {SUMMARY} == {"Avtale"}
    assert {str(entry["CLASS"]) for entry in entries(data)} == {"PRIVATE"}
    for secret in ("sørger", "rom.example", "Rusgruppa", "DESCRIPTION"):
        assert secret not in data.decode()


def test_a_neutral_sentence_can_be_said_of_every_entry() -> None:
    (entry,) = entries(written(Offer([MONDAY]), description="Tider kan endre seg."))
    assert entry["DESCRIPTION"] == "Tider kan endre seg."


@pytest.mark.parametrize(
    ("format", "told"), [(None, True), ("in_person", True), ("online", False), ("phone", False)]
)
def test_a_place_is_told_only_where_one_meets_at_a_place(format: str | None, told: bool) -> None:
    (entry,) = entries(written(Offer([replace(MONDAY, format=format)])))
    assert ("LOCATION" in entry) is told


def test_a_text_with_line_breaks_cannot_add_an_entry_of_its_own() -> None:
    place = "Storgata 1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Annet"
    (entry,) = entries(written(Offer([MONDAY]), place=place))
    assert entry["SUMMARY"] == SUMMARY


def test_without_a_time_the_file_is_still_a_calendar() -> None:
    data = written(Offer())
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert entries(data) == []


def test_the_files_own_time_zone_is_norways() -> None:
    data = Calendar.from_ical(written(Offer([MONDAY])))
    (zone,) = data.walk("VTIMEZONE")
    own = tzical(StringIO(zone.to_ical().decode())).get("Europe/Oslo")
    for year in range(2024, 2038):
        changes = [datetime.combine(last_sunday(year, month), time()) for month in (3, 10)]
        clocks = [change + timedelta(minutes=minutes) for change in changes for minutes in (119, 180)]
        for clock in [*clocks, *(datetime(year, month, 1) for month in range(1, 13))]:
            assert own.utcoffset(clock) == clock.replace(tzinfo=OSLO).utcoffset()
