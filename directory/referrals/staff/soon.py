"""Can somebody begin soon? Within two weeks from now."""

from datetime import datetime, timedelta

from directory.listings.wording.course_words import can_be_joined
from directory.matching.suggesting.suggest import Suggestion

SOON = timedelta(days=14)


def begins_soon(suggestion: Suggestion, now: datetime) -> bool:
    """Whether the person can begin within two weeks: no waiting that is longer, and a first time that is known."""
    listing, meeting = suggestion.listing, suggestion.next_meeting
    if not can_be_joined(listing, now.date()):
        return False
    if listing.waiting_days is not None:
        return listing.waiting_days <= SOON.days
    return meeting is not None and meeting.starts - now <= SOON
