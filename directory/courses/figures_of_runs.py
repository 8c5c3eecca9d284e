"""How many hours does it take, who comes, and how content are they? Sums over the runs of a programme, each with how many runs say so."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.courses.models import CourseWork
from directory.listings.records.courses import CourseRun


class HoursOfRuns(NamedTuple):
    """Hours of one kind on the average, in whole hours, and over how many runs."""

    code: str
    average: int
    runs: int


def works_of(session: Session, programme_code: str) -> Sequence[CourseWork]:
    """What the organisers of all runs of a programme have kept."""
    return session.scalars(
        select(CourseWork)
        .join(CourseRun, CourseRun.listing_id == CourseWork.listing_id)
        .where(CourseRun.programme_code == programme_code)
    ).all()


def average_hours(works: Sequence[CourseWork], codes: Sequence[str]) -> list[HoursOfRuns]:
    """Of each kind of hours the average of those runs that say it; a kind that none says is left out."""
    found = []
    for code in codes:
        said = [work.hours[code] for work in works if code in work.hours]
        if said:
            found.append(HoursOfRuns(code, round(sum(said) / len(said)), len(said)))
    return found


def sums_of(works: Sequence[CourseWork], codes: Sequence[str]) -> dict[str, int]:
    """The participants' answers of all runs together, by kind."""
    return {code: sum(work.sums.get(code, 0) for work in works) for code in codes}
