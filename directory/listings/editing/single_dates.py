"""What happens to single dates? A break for a while, one evening that is cancelled, and back again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory.listings.editing.apply import Editing, change
from directory.listings.editing.changes import Change
from directory.listings.records.document import ListingDocument, document_of
from directory.listings.records.meeting_times import rule_days
from directory.listings.records.models import Listing
from directory.listings.records.parts_loading import schedules_of
from directory.listings.records.values import IncomingRow

_DAY = timedelta(days=1)


class NoSuchDate(ValueError):
    """Nothing is on that day, so it cannot be cancelled or put back."""


@dataclass(frozen=True, slots=True)
class Instead:
    """How the meeting of one date is held: on which day, at which clocks (`18:30`), at which address. None: as ever."""

    to: date
    starts: str | None = None
    ends: str | None = None
    address: str | None = None
    note: str | None = None

    def of(self, meeting: ListingDocument) -> ListingDocument:
        """As it is said of one date of `meeting`; clocks that are the usual ones are not said."""
        usual = (self.starts or meeting["starts"], self.ends or meeting["ends"]) == (
            meeting["starts"],
            meeting["ends"],
        )
        return {
            "moved_to": self.to.isoformat(),
            "starts": None if self.starts == meeting["starts"] else self.starts,
            "ends": None if usual else self.ends,
            "address": self.address,
            "note": self.note,
        }


def pause(
    editing: Editing, listing: Listing, from_date: date, until_date: date | None, note: str | None = None
) -> list[Change]:
    """A break from one day through another; without an end it lasts. A break that it touches becomes part of it.

    Raises:
        ValueError: it ends before it begins.
    """
    if until_date is not None and until_date < from_date:
        raise ValueError("until is before from")
    new = {"from": from_date.isoformat(), "until": _iso(until_date), "note": note}
    apart, joined = [], new
    for kept in _document(editing, listing)["pauses"]:
        if _touch(kept, joined):
            joined = _together(kept, joined)
        else:
            apart.append(kept)
    return change(editing, listing, {"pauses": _in_order([*apart, joined])})


def resume(editing: Editing, listing: Listing, on: date) -> list[Change]:
    """No break from `on` to the end of the one that it falls in: breaks that have not begun stay."""
    before, day = (on - _DAY).isoformat(), on.isoformat()
    left: list[ListingDocument] = []
    for kept in _document(editing, listing)["pauses"]:
        if not (kept["from"] <= day and (kept["until"] is None or day <= kept["until"])):
            left.append(kept)
        elif kept["from"] < day:
            left.append({**kept, "until": before})
    return change(editing, listing, {"pauses": left})


def cancel_date(editing: Editing, listing: Listing, on: date, note: str | None = None) -> list[Change]:
    """Cancel everything on one date, also what was moved to it. An evening of a course becomes a break of one day.

    Raises:
        NoSuchDate: there is nothing on that date.
    """
    document = _document(editing, listing)
    if listing.course and listing.course.sessions:
        if all(evening.on != on for evening in listing.course.sessions):
            raise NoSuchDate
        return pause(editing, listing, on, on, note)
    meetings = [_without(meeting, on, note) for meeting in document["meetings"]]
    if meetings == document["meetings"] and not _is_cancelled(meetings, on):
        raise NoSuchDate
    return change(editing, listing, {"meetings": meetings})


def restore_date(editing: Editing, listing: Listing, on: date) -> list[Change]:
    """Take back what was said of one date: that it was cancelled, or moved.

    Raises:
        NoSuchDate: nothing was said of that date.
    """
    document, day = _document(editing, listing), on.isoformat()
    meetings = [
        {**each, "changed_dates": [said for said in each["changed_dates"] if said["on"] != day]}
        for each in document["meetings"]
    ]
    pauses = [each for each in document["pauses"] if not each["from"] == each["until"] == day]
    if meetings == document["meetings"] and pauses == document["pauses"]:
        raise NoSuchDate
    return change(editing, listing, {"meetings": meetings, "pauses": pauses})


def values_moved_to(
    document: ListingDocument, on: date, instead: Instead, clock: str | None = None
) -> ListingDocument:
    """Values that hold the meeting of one date in another way; also one that was moved to that date before. With `clock`
    only the one that begins then. An evening of a course is moved itself: it has no rule to differ from.

    `document` is a whole listing.

    Raises:
        NoSuchDate: there is nothing on that date.
    """
    if (document["course"] or {}).get("sessions"):
        return {
            "course": {
                **document["course"],
                "sessions": _evenings(document["course"]["sessions"], on, instead),
            }
        }
    meetings = [_instead(meeting, on, instead, clock) for meeting in document["meetings"]]
    if all(after is before for after, before in zip(meetings, document["meetings"], strict=True)):
        raise NoSuchDate
    return {"meetings": meetings}


def _instead(meeting: ListingDocument, on: date, instead: Instead, clock: str | None) -> ListingDocument:
    """`meeting` with what it is instead, on each of its dates that is held on that day; itself where none is."""
    dates = [(said["on"], said["starts"]) for said in _dates_moved_to(meeting, on)]
    if _has(meeting, on) and on.isoformat() not in dict(dates):
        dates.append((on.isoformat(), None))
    for day, starts in dates:
        if clock in (None, starts or meeting["starts"]):
            meeting = _with_single_date(meeting, date.fromisoformat(day), instead.of(meeting))
    return meeting


def _evenings(evenings: list[ListingDocument], on: date, instead: Instead) -> list[ListingDocument]:
    """The evenings of a course in order, one of them on another day. Themes go with their evening."""
    day = on.isoformat()
    if all(evening["on"] != day for evening in evenings):
        raise NoSuchDate
    clocks = {name: clock for name, clock in (("starts", instead.starts), ("ends", instead.ends)) if clock}
    new = {"on": instead.to.isoformat(), **clocks}
    held = sorted(
        ({**each, **new} if each["on"] == day else each for each in evenings),
        key=lambda each: str(each["on"]),
    )
    return [{**evening, "number": number} for number, evening in enumerate(held, 1)]


def _document(editing: Editing, listing: Listing) -> ListingDocument:
    return document_of(listing, editing.gazetteer, public=False)


def _without(meeting: ListingDocument, on: date, note: str | None) -> ListingDocument:
    """`meeting` with nothing on that date."""
    gone = {"moved_to": None, "starts": None, "ends": None, "address": None, "note": note}
    for said in _dates_moved_to(meeting, on):
        meeting = _with_single_date(meeting, date.fromisoformat(said["on"]), gone)
    stands = _has(meeting, on) and all(said["on"] != on.isoformat() for said in meeting["changed_dates"])
    return _with_single_date(meeting, on, gone) if stands else meeting


def _with_single_date(meeting: ListingDocument, on: date, what: ListingDocument) -> ListingDocument:
    """`meeting` with one thing said of that date, in place of what was said before."""
    day = on.isoformat()
    kept = [said for said in meeting["changed_dates"] if said["on"] != day]
    return {**meeting, "changed_dates": sorted([*kept, {"on": day, **what}], key=lambda said: said["on"])}


def _dates_moved_to(meeting: ListingDocument, on: date) -> Iterator[ListingDocument]:
    return (said for said in meeting["changed_dates"] if said["moved_to"] == on.isoformat())


def _is_cancelled(meetings: list[ListingDocument], on: date) -> bool:
    changed = (said for meeting in meetings for said in meeting["changed_dates"])
    return any(said["on"] == on.isoformat() and said["moved_to"] is None for said in changed)


def _has(meeting: ListingDocument, on: date) -> bool:
    schedule = next(iter(schedules_of(IncomingRow({"meetings": [meeting]}))))
    return any(rule_days(schedule, on, on))


def _touch(one: ListingDocument, other: ListingDocument) -> bool:
    def begins_in(first: ListingDocument, second: ListingDocument) -> bool:
        return first["from"] <= second["from"] and (
            first["until"] is None or second["from"] <= _next_day(first["until"])
        )

    return begins_in(one, other) or begins_in(other, one)


def _together(one: ListingDocument, other: ListingDocument) -> ListingDocument:
    ends = [one["until"], other["until"]]
    until = None if None in ends else max(end for end in ends if end)
    return {
        "from": min(one["from"], other["from"]),
        "until": until,
        "note": other["note"] or one["note"],
    }


def _in_order(pauses: list[ListingDocument]) -> list[ListingDocument]:
    return sorted(pauses, key=lambda pause: str(pause["from"]))


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + _DAY).isoformat()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
