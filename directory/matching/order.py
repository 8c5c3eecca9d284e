"""Which of two suggestions stands first? A key that each has by itself (docs/decisions/0019)."""

from datetime import UTC, date, datetime

from directory.listings.course_words import is_full
from directory.listings.freshness import is_fresh
from directory.listings.meeting_times import Meeting
from directory.listings.models import Listing
from directory.matching.need import Need

FAR_FUTURE = datetime.max.replace(tzinfo=UTC)
_GROWN_UP = frozenset(("partner", "child", "colleague"))  # who speaks of one of these is no child


def order(
    listing: Listing, kilometres: float | None, meeting: Meeting | None, need: Need, today: date
) -> tuple[object, ...]:
    """Smaller stands first. `kilometres` count as they are printed, with one decimal.

    What sinks comes last, whatever else: long unconfirmed, then not to be joined now, then made for others. Then what
    was named, how well it fits, how near, how much it is for this alone, how soon, how lately confirmed; ties by id.
    """
    confirmed = listing.last_confirmed_on
    return (
        not is_fresh(listing, today),
        not _can_be_joined(listing, today),
        _is_for_others(listing, need),
        bool(need.organisations) and set(need.organisations).isdisjoint(listing.organisations),
        -_fit(listing, need),
        float("inf") if kilometres is None else round(kilometres, 1),
        len(listing.needs) + len(listing.audiences),
        meeting.moment if meeting else FAR_FUTURE,
        -confirmed.toordinal() if confirmed else 0,
        listing.id,
    )


def _fit(listing: Listing, need: Need) -> int:
    """How many of the needs it meets; being for women or men alone counts where that was asked for."""
    alone = need.for_whom is not None and listing.for_whom == need.for_whom
    return len(set(listing.needs) & set(need.needs)) + alone


def _can_be_joined(listing: Listing, today: date) -> bool:
    """Neither full nor paused, and no course that has begun or takes no more names: one signs up for all of it."""
    if listing.status in ("full", "paused"):
        return False
    course = listing.course
    if course is None:
        return True
    begun = bool(course.sessions) and course.sessions[0].on < today
    too_late = course.deadline is not None and course.deadline < today
    return not (begun or too_late or is_full(course, listing.status))


def _is_for_others(listing: Listing, need: Need) -> bool:
    """For health staff where somebody else asks; for the young where a grown-up asks."""
    for_staff = listing.audiences == ["professional"] and need.audience != "professional"
    return for_staff or (listing.young and not need.young and need.relation in _GROWN_UP)
