"""Is what was remembered still true? Meetings are kept until the first of them is over."""

from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.records.meeting_times import next_meeting
from directory.listings.records.models import Listing
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.matching.suggesting.listing_cache import CachedListing
from directory.vocabulary import WEEKDAYS
from directory.web.clock import OSLO
from tests.houses import NOW
from tests.matching.suggesting.fictions import fiction

schedules = st.builds(
    Schedule,
    weekday=st.sampled_from(list(WEEKDAYS)),
    starts=st.builds(time, st.integers(0, 23)),
    ends=st.builds(time, st.integers(0, 23)) | st.none(),
    every=st.sampled_from([1, 2]),
    from_date=st.just((NOW - timedelta(days=30)).date()),
    purpose=st.just("meeting"),
)


@st.composite
def meeting_listings(draw: st.DrawFn) -> Listing:
    listing = fiction("a", weekday=None)
    listing.schedules = draw(st.lists(schedules, max_size=4))
    for schedule in listing.schedules:
        days = draw(st.lists(st.integers(0, 30), max_size=3, unique=True))
        schedule.changed_dates = [
            ChangedDate(
                on=(NOW + timedelta(days=day)).date(), moved_to=(NOW + timedelta(days=day + 2)).date()
            )
            for day in days
        ]
    if draw(st.booleans()):
        listing.pauses = [Pause(from_date=NOW.date(), until_date=(NOW + timedelta(days=9)).date())]
    return listing


@settings(max_examples=150)
@given(meeting_listings(), st.lists(st.integers(-60, 60 * 24 * 20), min_size=2, max_size=12))
def test_the_next_meeting_is_the_true_one_whenever_it_is_asked_for(
    listing: Listing, minutes: list[int]
) -> None:
    remembering = CachedListing(listing)
    for minute in minutes:
        now: datetime = (NOW + timedelta(minutes=minute)).astimezone(OSLO)
        kept = remembering.meetings(now)
        assert (kept[0] if kept else None) == next_meeting(listing, now)
        assert kept == CachedListing(listing).meetings(now)


def test_every_day_on_which_something_meets_is_known_though_only_the_next_of_each_is_kept() -> None:
    listing = fiction("a", weekday="monday")
    listing.schedules.append(Schedule(weekday="friday", starts=time(10), every=1, purpose="meeting"))
    assert {meeting.weekday for meeting in CachedListing(listing).meetings(NOW)} == {"monday", "friday"}


def test_a_meeting_that_is_moved_does_not_hide_the_day_on_which_it_always_is() -> None:
    listing = fiction("a", weekday="monday")
    listing.schedules[0].changed_dates = [
        ChangedDate(on=NOW.date() + timedelta(days=1), moved_to=NOW.date() + timedelta(days=3))
    ]
    assert [meeting.weekday for meeting in CachedListing(listing).meetings(NOW)] == ["wednesday", "monday"]
