"""What happens to single dates? A break for a while, one evening that is cancelled, and back again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from directory.listings.editing.apply import Editing, change
from directory.listings.editing.changes import Change
from directory.listings.records.document import ListingDocument
from directory.listings.records.meeting_times import rule_days
from directory.listings.records.models import Listing
from directory.listings.records.parts import ChangedDatePart, EveningPart, MeetingPart, Part, PausePart

_DAY = timedelta(days=1)


class NoSuchDate(ValueError):
    """Nothing is on that day, so it cannot be cancelled or put back."""


@dataclass(frozen=True, slots=True)
class Instead:
    """How the meeting of one date is held: on which day, at which clocks, at which address. None: as ever."""

    to: date
    starts: time | None = None
    ends: time | None = None
    address: str | None = None
    note: str | None = None

    def of(self, meeting: MeetingPart, on: date) -> ChangedDatePart:
        """As it is said of one date of `meeting`; clocks that are the usual ones are not said."""
        usual = (self.starts or meeting.starts, self.ends or meeting.ends) == (meeting.starts, meeting.ends)
        return ChangedDatePart(
            on=on,
            moved_to=self.to,
            starts=None if self.starts == meeting.starts else self.starts,
            ends=None if usual else self.ends,
            address=self.address,
            note=self.note,
        )


def pause(
    editing: Editing,
    listing: Listing,
    from_date: date,
    until_date: date | None,
    note: str | None = None,
    reason: str | None = None,
) -> list[Change]:
    """A break from one day through another; without an end it lasts. A break that it touches becomes part of it.

    Raises:
        ValueError: it ends before it begins.
    """
    if until_date is not None and until_date < from_date:
        raise ValueError("until is before from")
    apart, joined = [], _pause(from_date, until_date, note, reason)
    for kept in _document(editing, listing).pauses:
        if _touch(kept, joined):
            joined = _together(kept, joined)
        else:
            apart.append(kept)
    in_order = sorted([*apart, joined], key=lambda each: each.from_date)
    return change(editing, listing, {"pauses": _json(in_order)})


def resume(editing: Editing, listing: Listing, on: date) -> list[Change]:
    """No break from `on` to the end of the one that it falls in: breaks that have not begun stay."""
    left: list[PausePart] = []
    for kept in _document(editing, listing).pauses:
        if not (kept.from_date <= on and (kept.until_date is None or on <= kept.until_date)):
            left.append(kept)
        elif kept.from_date < on:
            left.append(kept.model_copy(update={"until_date": on - _DAY}))
    return change(editing, listing, {"pauses": _json(left)})


def cancel_date(
    editing: Editing, listing: Listing, on: date, note: str | None = None, reason: str | None = None
) -> list[Change]:
    """Cancel everything on one date, also what was moved to it. An evening of a course becomes a break of one day. `reason`
    is a code of `CANCELLED_FOR`, for everybody to read.

    Raises:
        NoSuchDate: there is nothing on that date.
    """
    if listing.course and listing.course.sessions:
        if all(evening.on != on for evening in listing.course.sessions):
            raise NoSuchDate
        return pause(editing, listing, on, on, note, reason)
    stand = _document(editing, listing).schedules
    meetings = [_without(meeting, on, note, reason) for meeting in stand]
    if meetings == stand and not _is_cancelled(meetings, on):
        raise NoSuchDate
    return change(editing, listing, {"meetings": _json(meetings)})


def restore_date(editing: Editing, listing: Listing, on: date) -> list[Change]:
    """Take back what was said of one date: that it was cancelled, or moved.

    Raises:
        NoSuchDate: nothing was said of that date.
    """
    document = _document(editing, listing)
    meetings = [_with_dates(each, _other_dates(each, on)) for each in document.schedules]
    pauses = [each for each in document.pauses if not each.from_date == each.until_date == on]
    if meetings == document.schedules and pauses == document.pauses:
        raise NoSuchDate
    return change(editing, listing, {"meetings": _json(meetings), "pauses": _json(pauses)})


def values_moved_to(
    document: ListingDocument, on: date, instead: Instead, clock: time | None = None
) -> Mapping[str, Any]:
    """Values that hold the meeting of one date in another way; also one that was moved to that date before. With `clock`
    only the one that begins then. An evening of a course is moved itself: it has no rule to differ from.

    Raises:
        NoSuchDate: there is nothing on that date.
    """
    if document.course and document.course.sessions:
        evenings = _evenings(document.course.sessions, on, instead)
        return {"course": document.course.model_copy(update={"sessions": evenings}).as_json()}
    meetings = [_instead(meeting, on, instead, clock) for meeting in document.schedules]
    if all(after is before for after, before in zip(meetings, document.schedules, strict=True)):
        raise NoSuchDate
    return {"meetings": _json(meetings)}


def _instead(meeting: MeetingPart, on: date, instead: Instead, clock: time | None) -> MeetingPart:
    """`meeting` with what it is instead, on each of its dates that is held on that day; itself where none is."""
    dates = {each.on: each.starts for each in _dates_moved_to(meeting, on)}
    if _has(meeting, on):
        dates.setdefault(on, None)
    for day, starts in dates.items():
        if clock in (None, starts or meeting.starts):
            meeting = _with_single_date(meeting, instead.of(meeting, day))
    return meeting


def _evenings(evenings: list[EveningPart], on: date, instead: Instead) -> list[EveningPart]:
    """The evenings of a course in order, one of them on another day. Themes go with their evening."""
    if all(evening.on != on for evening in evenings):
        raise NoSuchDate
    clocks = {name: clock for name, clock in (("starts", instead.starts), ("ends", instead.ends)) if clock}
    new = {"on": instead.to, **clocks}
    held = [each.model_copy(update=new) if each.on == on else each for each in evenings]
    return sorted(held, key=lambda each: each.on)


def _document(editing: Editing, listing: Listing) -> ListingDocument:
    return ListingDocument.of_listing(listing, editing.gazetteer)


def _json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [part.as_json() for part in parts]


def _pause(
    from_date: date, until_date: date | None, note: str | None, reason: str | None = None
) -> PausePart:
    return PausePart.model_construct(from_date=from_date, until_date=until_date, note=note, reason=reason)


def _without(meeting: MeetingPart, on: date, note: str | None, reason: str | None) -> MeetingPart:
    """`meeting` with nothing on that date."""
    for said in _dates_moved_to(meeting, on):
        meeting = _with_single_date(meeting, ChangedDatePart(on=said.on, note=note, reason=reason))
    stands = _has(meeting, on) and all(said.on != on for said in meeting.changed_dates)
    return _with_single_date(meeting, ChangedDatePart(on=on, note=note, reason=reason)) if stands else meeting


def _with_single_date(meeting: MeetingPart, what: ChangedDatePart) -> MeetingPart:
    """`meeting` with one thing said of that date, in place of what was said before."""
    dates = [*_other_dates(meeting, what.on), what]
    return _with_dates(meeting, sorted(dates, key=lambda said: said.on))


def _with_dates(meeting: MeetingPart, dates: list[ChangedDatePart]) -> MeetingPart:
    return meeting.model_copy(update={"changed_dates": dates})


def _other_dates(meeting: MeetingPart, on: date) -> list[ChangedDatePart]:
    return [said for said in meeting.changed_dates if said.on != on]


def _dates_moved_to(meeting: MeetingPart, on: date) -> Iterator[ChangedDatePart]:
    return (said for said in meeting.changed_dates if said.moved_to == on)


def _is_cancelled(meetings: list[MeetingPart], on: date) -> bool:
    changed = (said for meeting in meetings for said in meeting.changed_dates)
    return any(said.on == on and said.moved_to is None for said in changed)


def _has(meeting: MeetingPart, on: date) -> bool:
    return any(rule_days(meeting, on, on))


def _touch(one: PausePart, other: PausePart) -> bool:
    def begins_in(first: PausePart, second: PausePart) -> bool:
        ends = min(first.until_date or date.max, date.max - _DAY)
        return first.from_date <= second.from_date <= ends + _DAY

    return begins_in(one, other) or begins_in(other, one)


def _together(one: PausePart, other: PausePart) -> PausePart:
    ends = [end for end in (one.until_date, other.until_date) if end]
    until = max(ends) if len(ends) == 2 else None
    return _pause(
        min(one.from_date, other.from_date), until, other.note or one.note, other.reason or one.reason
    )
