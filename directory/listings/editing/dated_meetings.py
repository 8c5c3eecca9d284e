"""How do new times begin on a later day? The old ones end the day before, and both are written now.

So the next dates, the search and everybody's calendar are right beforehand.
"""

from datetime import date, timedelta

from directory.listings.records.meeting_times import rule_days
from directory.listings.records.parts import MeetingPart

_DAY = timedelta(days=1)
_LOOKED_AT = timedelta(days=400)  # longer than any rule waits for its next day


def from_day(before: list[MeetingPart], after: list[MeetingPart], day: date) -> list[MeetingPart]:
    """The meetings that hold until the day before `day`, and those that hold from it."""
    ended = [ending for meeting in before if (ending := _until(meeting, after, day))]
    begun = [beginning for meeting in after if (beginning := _beginning(meeting, before, day))]
    return [*ended, *begun]


def _until(meeting: MeetingPart, after: list[MeetingPart], day: date) -> MeetingPart | None:
    """A meeting that goes on as it is said in `after`, or ends the day before; None where it had not begun."""
    for each in after:
        if _rule(each) == _rule(meeting):
            return each
    if meeting.from_date and meeting.from_date >= day:
        return None
    return meeting.model_copy(update={"until_date": min(meeting.until_date or day - _DAY, day - _DAY)})


def _beginning(meeting: MeetingPart, before: list[MeetingPart], day: date) -> MeetingPart | None:
    """A new meeting from its first date on or after `day`: so every other week stays the same weeks."""
    if any(_rule(each) == _rule(meeting) for each in before):
        return None
    first = next(rule_days(meeting, day, day + _LOOKED_AT), None)
    return meeting.model_copy(update={"from_date": first}) if first else None


def _rule(meeting: MeetingPart) -> MeetingPart:
    return meeting.model_copy(update={"changed_dates": []})
