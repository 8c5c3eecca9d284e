"""How is kept what organisers write of a run? In rows of their own, beside the listing, which knows nothing of them."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from directory.courses.course_steps import PlannedStep, calendar_steps
from directory.courses.models import FEWEST, CourseStep, CourseWork
from directory.listings.records.courses import CourseSession
from directory.listings.records.models import Listing

_ROLES_KEPT = timedelta(days=365)


def work_of(session: Session, listing_id: str) -> CourseWork:
    """What is kept of a run; where nothing is, an empty one that is not in the session."""
    found = session.get(CourseWork, listing_id)
    return found or CourseWork(
        listing_id=listing_id, fewest=FEWEST, roles={}, hours={}, evaluation={}, sums={}
    )


def edit_work(session: Session, listing_id: str) -> CourseWork:
    """The same, to be changed."""
    work = work_of(session, listing_id)
    session.add(work)
    return work


def steps_of(session: Session, listing: Listing) -> list[PlannedStep]:
    """The organisers' calendar of a run."""
    evenings = listing.course.sessions if listing.course else []
    kept = session.scalars(select(CourseStep).where(CourseStep.listing_id == listing.id))
    return calendar_steps(evenings, {each.code: each for each in kept})


def tick(session: Session, listing: Listing, done: Iterable[str], today: date) -> None:
    """Only these are done."""
    wanted = set(done)
    for step in steps_of(session, listing):
        if step.done != (step.code in wanted):
            _row_of(session, listing.id, step.code).done_on = None if step.done else today
    session.flush()


def move_steps(session: Session, listing: Listing, moments: Mapping[str, tuple[date, time]]) -> None:
    """Set meetings to days of their own. What stays where the evenings put it goes on following them."""
    for step in steps_of(session, listing):
        if step.code in moments and moments[step.code] != (step.on, step.starts):
            row = _row_of(session, listing.id, step.code)
            row.on, row.starts = moments[step.code]
    session.flush()


def _row_of(session: Session, listing_id: str, code: str) -> CourseStep:
    row = session.get(CourseStep, (listing_id, code))
    if row is None:
        row = CourseStep(listing_id=listing_id, code=code)
        session.add(row)
    return row


def forget_roles(session: Session, today: date) -> None:
    """A year after the last evening nobody needs to know who spoke."""
    over = (
        select(CourseSession.listing_id)
        .group_by(CourseSession.listing_id)
        .having(func.max(CourseSession.on) < today - _ROLES_KEPT)
    )
    session.execute(update(CourseWork).where(CourseWork.listing_id.in_(over)).values(roles={}))
