"""What happens at night? Meetings past midnight, in the missing hour of March and in the doubled hour of October."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from directory.listings.records.meeting_times import next_meeting, next_meetings
from directory.web.clock import OSLO
from tests.listings.records.timetables import Offer, Time


def next_day(offer: Offer, after: datetime) -> date | None:
    found = next_meeting(offer, after)
    return found.starts.date() if found else None


def test_a_meeting_past_midnight_is_still_going_on_after_midnight() -> None:
    night = Offer([Time("saturday", time(22), time(1))])
    found = next_meeting(night, datetime(2026, 11, 22, 0, 30, tzinfo=OSLO))
    assert found
    assert (found.starts.day, found.ends) == (21, datetime(2026, 11, 22, 1, tzinfo=OSLO))
    assert next_day(night, datetime(2026, 11, 22, 1, tzinfo=OSLO)) == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("starts", "ends", "day", "moments"),
    [
        # The missing hour: the wall says 02:30, the clocks call that moment 03:30.
        (time(2, 30), time(4), date(2027, 3, 28), ("01:30", "02:00")),
        (time(2, 30), time(3), date(2027, 3, 28), ("01:30", None)),
        (time(1, 30), time(3), date(2027, 3, 28), ("00:30", "01:00")),
        (time(19), time(20), date(2027, 3, 28), ("17:00", "18:00")),
        # The hour that comes twice: the first of them.
        (time(2, 30), time(4), date(2026, 10, 25), ("00:30", "03:00")),
        (time(1), time(2, 30), date(2026, 10, 25), ("23:00", "00:30")),
        (time(19), time(20), date(2026, 10, 25), ("18:00", "19:00")),
    ],
)
def test_on_the_nights_when_the_clock_is_changed(
    starts: time, ends: time, day: date, moments: tuple[str, str | None]
) -> None:
    midnight = datetime.combine(day, time.min, OSLO)
    found = next_meeting(Offer([Time("sunday", starts, ends)]), midnight)
    assert found
    assert found.starts.replace(tzinfo=None) == datetime.combine(day, starts)
    said = [edge and f"{edge.astimezone(UTC):%H:%M}" for edge in (found.starts, found.ends)]
    assert tuple(said) == moments


def test_what_ended_in_the_first_of_two_equal_hours_is_over_in_the_second() -> None:
    night = Offer([Time("saturday", time(22), time(2, 30))])
    first_quarter_past_two = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert next_day(night, first_quarter_past_two) == date(2026, 10, 24)
    assert next_day(night, first_quarter_past_two + timedelta(hours=1)) == date(2026, 10, 31)


def test_meetings_stand_in_the_order_in_which_they_happen_and_not_as_the_wall_says() -> None:
    missing, after = Time("sunday", time(2, 30), format="phone"), Time("sunday", time(3), format="online")
    midnight = datetime(2027, 3, 28, tzinfo=OSLO)
    found = next_meetings(Offer([missing, after]), midnight, 4)
    assert [one.format for one in found] == ["online", "phone", "phone", "online"]
