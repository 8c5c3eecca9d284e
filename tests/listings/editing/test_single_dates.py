"""A break, one evening that is cancelled or moved, and back again: the next times are right at once."""

from datetime import date, timedelta

import pytest

from directory.listings.editing.apply import change
from directory.listings.editing.single_dates import (
    NoSuchDate,
    cancel_date,
    pause,
    restore_date,
    resume,
)
from directory.listings.records.meeting_times import next_meetings
from directory.listings.records.models import Listing
from tests.houses import NOW
from tests.listings.editors import Office, move_date


def next_days(listing: Listing, count: int = 4) -> list[str]:
    """The next days with their clocks: `12-01 19:00`."""
    return [f"{meeting.starts:%m-%d %H:%M}" for meeting in next_meetings(listing, NOW, count)]


def test_a_break_takes_out_its_days_and_no_more(office: Office) -> None:
    listing = office.listing("demo001")
    pause(office.contact("demo001"), listing, date(2026, 12, 1), date(2026, 12, 15), "Jul")
    assert next_days(listing, 3) == ["11-24 19:00", "12-22 19:00", "12-29 19:00"]
    assert listing.pauses[0].note == "Jul"


def test_breaks_that_touch_become_one(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    pause(editing, listing, date(2027, 7, 1), date(2027, 7, 31), "Ferie", "holiday")
    pause(editing, listing, date(2027, 8, 1), date(2027, 8, 14))
    pause(editing, listing, date(2027, 12, 20), None)
    assert [each.reason for each in listing.pauses] == ["holiday", None]
    kept = [(each.from_date, each.until_date, each.note) for each in listing.pauses]
    assert kept == [(date(2027, 7, 1), date(2027, 8, 14), "Ferie"), (date(2027, 12, 20), None, None)]
    assert pause(editing, listing, date(2028, 1, 1), date(2028, 1, 7)) == []


def test_a_break_until_the_last_day_there_is_takes_up_all_that_come_after(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    pause(editing, listing, date(2027, 7, 1), date.max)
    pause(editing, listing, date(2027, 12, 20), None)
    assert [(each.from_date, each.until_date) for each in listing.pauses] == [(date(2027, 7, 1), None)]


def test_a_break_that_ends_before_it_begins_is_refused(office: Office) -> None:
    with pytest.raises(ValueError, match="until is before from"):
        pause(office.contact(), office.listing(), date(2027, 7, 2), date(2027, 7, 1))


def test_a_break_is_cut_short_where_it_starts_again(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    pause(editing, listing, date(2026, 11, 20), None)
    assert next_days(listing) == []
    resume(editing, listing, date(2026, 12, 8))
    assert next_days(listing, 2) == ["12-08 19:00", "12-15 19:00"]


def test_one_date_is_cancelled_and_put_back(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    cancel_date(editing, listing, date(2026, 12, 1), "Lederen er syk")
    assert next_days(listing, 2) == ["11-24 19:00", "12-08 19:00"]
    assert cancel_date(editing, listing, date(2026, 12, 1), "Lederen er syk") == []
    restore_date(editing, listing, date(2026, 12, 1))
    assert next_days(listing, 2) == ["11-24 19:00", "12-01 19:00"]


def test_one_date_is_moved_and_the_moved_one_is_cancelled(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    move_date(editing, listing, date(2026, 12, 1), date(2026, 12, 2), "18:00")
    assert next_days(listing, 3) == ["11-24 19:00", "12-02 18:00", "12-08 19:00"]
    cancel_date(editing, listing, date(2026, 12, 2))
    assert next_days(listing, 2) == ["11-24 19:00", "12-08 19:00"]
    restore_date(editing, listing, date(2026, 12, 1))
    assert next_days(listing, 2) == ["11-24 19:00", "12-01 19:00"]


@pytest.mark.parametrize(
    "verb", [cancel_date, restore_date, lambda *those: move_date(*those, to=date(2026, 12, 9))]
)
def test_a_date_on_which_nothing_is_says_so(office: Office, verb: object) -> None:
    with pytest.raises(NoSuchDate):
        verb(office.contact("demo001"), office.listing("demo001"), date(2026, 12, 3))  # type: ignore[operator]


def test_one_evening_of_a_course_is_cancelled_and_put_back(office: Office) -> None:
    listing, editing = office.listing("demo007"), office.contact("demo007")
    assert listing.course is not None
    evening = next(each.on for each in listing.course.sessions if each.on > NOW.date())
    before = next_days(listing)
    cancel_date(editing, listing, evening, "Snø")
    assert f"{evening:%m-%d}" not in str(next_days(listing))
    restore_date(editing, listing, evening)
    assert next_days(listing) == before
    with pytest.raises(NoSuchDate):
        cancel_date(editing, listing, evening + timedelta(days=1))


def test_new_times_from_a_day_are_right_before_and_after_it(office: Office) -> None:
    listing = office.listing("demo001")
    wednesday = {"weekday": "wednesday", "starts": "18:00", "ends": "19:30"}
    made = change(office.contact("demo001"), listing, {"meetings": [wednesday]}, starts_on=date(2026, 12, 4))
    assert [each.state for each in made] == ["applied"]
    assert next_days(listing) == ["11-24 19:00", "12-01 19:00", "12-09 18:00", "12-16 18:00"]


def test_every_other_week_stays_the_same_weeks(office: Office) -> None:
    listing = office.listing("demo001")
    other = {"weekday": "tuesday", "starts": "19:00", "every": 2, "from": "2026-11-03"}
    change(office.contact("demo001"), listing, {"meetings": [other]}, starts_on=date(2026, 12, 2))
    assert next_days(listing) == ["11-24 19:00", "12-01 19:00", "12-15 19:00", "12-29 19:00"]


def test_a_time_that_stays_keeps_its_cancelled_dates(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    cancel_date(editing, listing, date(2026, 12, 8))
    tuesday = {"weekday": "tuesday", "starts": "19:00", "ends": "20:30"}
    friday = {"weekday": "friday", "starts": "12:00"}
    cancelled = [{"on": "2026-12-08"}]
    change(
        editing,
        listing,
        {"meetings": [{**tuesday, "changed_dates": cancelled}, friday]},
        starts_on=date(2026, 12, 4),
    )
    assert next_days(listing) == ["11-24 19:00", "12-01 19:00", "12-04 12:00", "12-11 12:00"]


def test_times_and_place_from_a_day_are_two_acts_of_one_person(office: Office) -> None:
    listing = office.listing("demo001")
    values = {"address": "Eksempelgata 2", "meetings": [{"weekday": "friday", "starts": "12:00"}]}
    made = change(office.contact("demo001"), listing, values, reason="Flytter", starts_on=date(2026, 12, 4))
    assert [(each.state, each.reason) for each in made] == [("applied", "Flytter"), ("scheduled", "Flytter")]
    assert list(made[0].fields) == ["meetings"]
    assert {"address", "latitude"} <= set(made[1].fields)
    assert listing.address == "Eksempelhuset, Eksempelgata 0"
