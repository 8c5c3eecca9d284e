"""How do the parts of a listing come in: its times and breaks, its course, its steps, and what comes next?"""

from typing import TypeVar

from sqlalchemy import ColumnElement, inspect
from sqlalchemy.orm import Mapper, Session

from directory.db.base import Base
from directory.listings.records.courses import CourseRun, CourseSession, Programme, Rota
from directory.listings.records.models import Listing
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.listings.records.services import Pathway, ServiceStep
from directory.listings.records.values import IncomingRow
from directory.vocabulary import FORMATS, PATHS, PURPOSES, WEEKDAYS

Part = TypeVar("Part", bound=Base)


def schedules_of(read: IncomingRow) -> list[Schedule]:
    """The recurring times of a row (`meetings`)."""
    return [_schedule(row) for row in read.rows("meetings")]


def _schedule(row: IncomingRow) -> Schedule:
    weekday = row.code("weekday", WEEKDAYS)
    if weekday is None:
        raise row.fault("weekday is missing")
    every, from_date = row.number("every", 1, 52) or 1, row.day("from")
    if every > 1 and from_date is None:
        raise row.fault("every needs from: the date that weeks are counted from")
    nth = row.number("nth", -1, 5)
    if nth == 0:
        raise row.fault("nth must be 1 to 5, or -1 for the last")
    return Schedule(
        weekday=weekday,
        starts=row.required_clock("starts"),
        ends=row.clock("ends"),
        every=every,
        nth=nth,
        from_date=from_date,
        until_date=row.day("until"),
        format=row.code("format", FORMATS),
        purpose=row.code("purpose", PURPOSES) or "meeting",
        link=row.text("link"),
        link_public=row.flag("link_public"),
        note=row.text("note"),
        changed_dates=[
            ChangedDate(
                on=changed.required_day("on"),
                moved_to=changed.day("moved_to"),
                starts=changed.clock("starts"),
                ends=changed.clock("ends"),
                address=changed.text("address"),
                note=changed.text("note"),
            )
            for changed in row.rows("changed_dates")
        ],
    )


def keep_if_same(new: list[Part], kept: list[Part]) -> list[Part]:
    """The rows that are there, where the new ones say the same: what has not changed is not written again."""
    return kept if [_content(row) for row in new] == [_content(row) for row in kept] else new


def _content(row: Base) -> list[object]:
    """What a row says, without its keys."""
    mapper = inspect(type(row))
    keys = {column.key for column in (*mapper.primary_key, *_foreign(mapper))}
    own: list[object] = [getattr(row, each.key) for each in mapper.column_attrs if each.key not in keys]
    return own + [[_content(part) for part in getattr(row, each.key)] for each in mapper.relationships]


def _foreign(mapper: Mapper[Base]) -> list[ColumnElement[object]]:
    return [column for column in mapper.columns if column.foreign_keys]


def pauses_of(read: IncomingRow) -> list[Pause]:
    """The breaks of a row (`pauses`)."""
    return [
        Pause(from_date=row.required_day("from"), until_date=row.day("until"), note=row.text("note"))
        for row in read.rows("pauses")
    ]


def course_of(read: IncomingRow, session: Session, kept: CourseRun | None) -> CourseRun | None:
    """The course of a row, written over the one that is there."""
    row = read.row("course")
    if row is None:
        return None
    course = kept or CourseRun()
    course.programme_code = row.text("programme")
    if course.programme_code and session.get(Programme, course.programme_code) is None:
        raise row.fault("programme is not known")
    course.rota_code = row.text("rota")
    if course.rota_code and session.get(Rota, course.rota_code) is None:
        raise row.fault("rota is not known")
    course.seats = row.number("seats", 0, 10_000)
    course.enrolled = row.number("enrolled", 0, 10_000)
    course.deadline = row.day("deadline")
    before = {evening.number: evening for evening in course.sessions}
    course.sessions = [_session(each, number, before) for number, each in enumerate(row.rows("sessions"), 1)]
    return course


def _session(row: IncomingRow, number: int, before: dict[int, CourseSession]) -> CourseSession:
    evening = before.get(number) or CourseSession(number=number)
    evening.on = row.required_day("on")
    evening.starts = row.required_clock("starts")
    evening.ends = row.clock("ends")
    evening.theme = row.text("theme")
    return evening


def steps_of(read: IncomingRow, kept: list[ServiceStep]) -> list[ServiceStep]:
    """The steps of a service, in order."""
    before = {step.number: step for step in kept}
    steps = []
    for row in read.rows("steps"):
        number = row.number("number", 1, 3)
        if number is None:
            raise row.fault("number is missing")
        step = before.get(number) or ServiceStep(number=number)
        step.text = row.required("text")
        steps.append(step)
    return steps


def pathways_of(read: IncomingRow, session: Session, kept: list[Pathway]) -> list[Pathway]:
    """What a listing leads to. Each leads to a listing that is there, or says as text where to ask."""
    before = {(way.path, way.to_id, way.text): way for way in kept}
    ways = []
    for row in read.rows("pathways"):
        path, to_id, words = row.code("path", PATHS), row.text("to"), row.text("text")
        if path is None or (to_id is None and words is None):
            raise row.fault("path and either to or text are needed")
        if to_id is not None and session.get(Listing, to_id) is None:
            raise row.fault("to is not the id of a listing")
        ways.append(before.get((path, to_id, words)) or Pathway(path=path, to_id=to_id, text=words))
    return ways
