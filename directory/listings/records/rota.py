"""Whose turn is it next? Municipalities that take turns to host a course programme."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.courses import CourseRun, Rota
from directory.listings.records.models import Listing
from directory.vocabulary import PUBLIC_STATUSES


@dataclass(frozen=True, slots=True)
class NextHost:
    """The municipality whose turn it is, about when, and the run itself where it is planned already."""

    municipality_number: str
    around: date | None
    listing: Listing | None = None


def next_host(session: Session, rota: Rota, today: date) -> NextHost | None:
    """The next host after `today`; None for a rota without municipalities.

    A run that lies ahead is the next. Else it is the turn of the municipality after the last host, one interval
    after the last run began; without any run, that of the first in the order.
    """
    runs = sorted(_runs(session, rota), key=lambda run: run[0])
    ahead = next(((first, listing) for first, listing in runs if first >= today), None)
    if ahead is not None:
        return NextHost(str(ahead[1].municipality_number), ahead[0], ahead[1])
    if not rota.municipalities:
        return None
    if not runs:
        return NextHost(rota.municipalities[0], None)
    last_began, last = runs[-1]
    order = rota.municipalities
    at = order.index(last.municipality_number) if last.municipality_number in order else -1
    around = last_began + relativedelta(months=rota.interval_months)
    return NextHost(order[(at + 1) % len(order)], around)


def _runs(session: Session, rota: Rota) -> list[tuple[date, Listing]]:
    """The public runs of `rota` that have dates, each with the day it begins."""
    listings = session.scalars(
        select(Listing)
        .join(CourseRun)
        .where(CourseRun.rota_code == rota.code, Listing.status.in_((*PUBLIC_STATUSES, "closed")))
    )
    return [
        (listing.course.sessions[0].on, listing)
        for listing in listings
        if listing.course and listing.course.sessions
    ]
