"""What waits at the desk for those who hold courses? A meeting that comes, a turn that is theirs, and words that nobody has read."""

from datetime import date, timedelta
from typing import Any

from flask_babel import ngettext
from sqlalchemy import ColumnElement, Date, Select, and_, exists, func, literal, or_, select

from directory import db
from directory.accounts.models import Person
from directory.accounts.scopes import AlsoWaits
from directory.courses.course_steps import EVALUATION_WEEKS, PLANNING_WEEKS
from directory.courses.experiences import waiting_for
from directory.courses.models import CourseStep, HostExperience, PassedTurn
from directory.courses.whose_courses import course_ids_of, is_overseer, open_turns
from directory.listings.records.courses import CourseSession

_AHEAD = timedelta(days=14)
_BEHIND = timedelta(days=30)


def find_due(person: Person, today: date) -> Select[str, int, date] | None:
    """How many of the person's runs have a meeting within two weeks, or had one lately that nobody ticked off. Who oversees
    the house holds no course by that."""
    if is_overseer(person):
        return None
    mine = course_ids_of(db.primary_session(), person)
    span = (
        select(
            CourseSession.listing_id.label("listing_id"),
            func.min(CourseSession.on).label("first"),
            func.max(CourseSession.on).label("last"),
        )
        .where(CourseSession.listing_id.in_(mine))
        .group_by(CourseSession.listing_id)
        .subquery("span")
    )
    due = select(span.c.listing_id).where(_is_due(span.c, today)).subquery()
    return select(literal("course_steps"), func.count(), literal(today, Date)).select_from(due)


def _is_due(span: Any, today: date) -> ColumnElement[bool]:
    """What nobody moved is where the evenings put it; the rest has its day in a row of its own."""
    near = (today - _BEHIND, today + _AHEAD)
    kept = CourseStep.listing_id == span.listing_id
    weeks = {
        f"planning-{number}": (span.first, before) for number, before in enumerate(PLANNING_WEEKS, start=1)
    }
    weeks["evaluation"] = (span.last, -EVALUATION_WEEKS)
    by_evenings = (
        and_(
            day.between(*(each + timedelta(weeks=before) for each in near)),
            ~exists().where(
                kept,
                CourseStep.code == code,
                or_(CourseStep.on.is_not(None), CourseStep.done_on.is_not(None)),
            ),
        )
        for code, (day, before) in weeks.items()
    )
    moved = exists().where(kept, CourseStep.done_on.is_(None), CourseStep.on.between(*near))
    return or_(*by_evenings, moved)


def find_turns(person: Person, today: date) -> Select[str, int, date] | None:
    """How many turns wait for the person. Who oversees the house sees them all, and none is theirs."""
    if is_overseer(person):
        return None
    mine = open_turns(person).order_by(None).with_only_columns(PassedTurn.passed_on).subquery()
    first = func.coalesce(func.min(mine.c.passed_on, type_=Date), literal(today, Date))
    return select(literal("turns"), func.count(), first).select_from(mine)


def find_experiences(person: Person, today: date) -> Select[str, int, date] | None:
    """How much that hosts wrote the person must read."""
    if not is_overseer(person):
        return None
    others = waiting_for(person).order_by(None).with_only_columns(HostExperience.made_on).subquery()
    first = func.coalesce(func.min(others.c.made_on, type_=Date), literal(today, Date))
    return select(literal("experiences"), func.count(), first).select_from(others)


WAITS = (
    AlsoWaits(
        "turns",
        find_turns,
        "course_desk.everything",
        lambda count: ngettext("Det er deres tur til å holde et kurs", "%(num)d turer venter på dere", count),
    ),
    AlsoWaits(
        "course_steps",
        find_due,
        "course_desk.everything",
        lambda count: ngettext(
            "Et kurs har et møte på kalenderen", "%(num)d kurs har et møte på kalenderen", count
        ),
    ),
    AlsoWaits(
        "experiences",
        find_experiences,
        "experience_desk.everything",
        lambda count: ngettext(
            "%(num)d erfaring fra et vertskap skal leses", "%(num)d erfaringer fra vertskap skal leses", count
        ),
    ),
)
