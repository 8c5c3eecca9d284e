"""How do new times begin on a later day? The old ones end the day before, and both are written now.

Meetings are as in a document. So the next dates, the search and everybody's calendar are right beforehand.
"""

from datetime import date, timedelta

from directory.listings.records.document import ListingDocument
from directory.listings.records.meeting_times import rule_days
from directory.listings.records.parts_loading import schedules_of
from directory.listings.records.values import IncomingRow

_LOOKED_AT = timedelta(days=400)  # longer than any rule waits for its next day


def from_day(before: list[ListingDocument], after: list[ListingDocument], day: date) -> list[ListingDocument]:
    """The meetings that hold until the day before `day`, and those that hold from it.

    Raises:
        ValueError: a meeting cannot be read; the text names the field.
    """
    ended = [ending for meeting in before if (ending := _until(meeting, after, day))]
    begun = [beginning for meeting in after if (beginning := _beginning(meeting, before, day))]
    return [*ended, *begun]


def _until(meeting: ListingDocument, after: list[ListingDocument], day: date) -> ListingDocument | None:
    """A meeting that goes on as it is said in `after`, or ends the day before; None where it had not begun."""
    for each in after:
        if _rule(each) == _rule(meeting):
            return each
    last = (day - timedelta(days=1)).isoformat()
    if meeting.get("from") and meeting["from"] > last:
        return None
    return {**meeting, "until": min(meeting.get("until") or last, last)}


def _beginning(meeting: ListingDocument, before: list[ListingDocument], day: date) -> ListingDocument | None:
    """A new meeting from its first date on or after `day`: so every other week stays the same weeks."""
    if any(_rule(each) == _rule(meeting) for each in before):
        return None
    schedule = next(iter(schedules_of(IncomingRow({"meetings": [meeting]}))))
    first = next(rule_days(schedule, day, day + _LOOKED_AT), None)
    return {**meeting, "from": first.isoformat()} if first else None


def _rule(meeting: ListingDocument) -> ListingDocument:
    return {name: value for name, value in meeting.items() if name != "changed_dates"}
