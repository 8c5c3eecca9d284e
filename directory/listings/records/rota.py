"""Whose turn is it next? Municipalities that take turns to host a course programme."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import Date, func, select
from sqlalchemy.orm import Session

from directory.listings.records.courses import CourseRun, CourseSession, Rota
from directory.listings.records.models import Listing, bare
from directory.vocabulary import PUBLIC_STATUSES


@dataclass(frozen=True, slots=True)
class NextHost:
    """The municipality whose turn it is, about when, and the run itself where it is planned already."""

    municipality_number: str
    around: date | None
    listing: Listing | None = None


Run = tuple[date, Listing]
"""A run of a rota, with the day it begins."""


def next_host(session: Session, rota: Rota, today: date) -> NextHost | None:
    """The next host after `today`; None for a rota without municipalities.

    A run that lies ahead is the next. Else it is the turn of the municipality after the last host, one interval
    after the last run began; without any run, that of the first in the order.
    """
    return next_hosts(session, [rota], today)[rota.code]


def next_hosts(session: Session, rotas: Collection[Rota], today: date) -> dict[str, NextHost | None]:
    """As `next_host`, of several rotas, by code."""
    runs = runs_of(session, [rota.code for rota in rotas])
    return {rota.code: _next_host(rota, runs[rota.code], today) for rota in rotas}


def _next_host(rota: Rota, runs: list[Run], today: date) -> NextHost | None:
    ahead = next(((first, listing) for first, listing in runs if first >= today), None)
    if ahead is not None:
        return NextHost(str(ahead[1].municipality_number), ahead[0], ahead[1])
    if not rota.municipalities:
        return None
    if not runs:
        return NextHost(rota.municipalities[0], None)
    last_began, last = runs[-1]
    around = last_began + relativedelta(months=rota.interval_months)
    return NextHost(host_after(rota, last.municipality_number), around)


def host_after(rota: Rota, number: str | None) -> str:
    """The municipality whose turn comes after that of `number`; the first where that has no turn."""
    order = rota.municipalities
    at = order.index(number) if number in order else -1
    return order[(at + 1) % len(order)]


def runs_of(session: Session, codes: Collection[str]) -> dict[str, list[Run]]:
    """By the code of the rota its public runs that have dates, in the order in which they begin."""
    began = func.min(CourseSession.on, type_=Date)
    rows = session.execute(
        bare(select(Listing))
        .add_columns(CourseRun.rota_code, began)
        .join(CourseRun, CourseRun.listing_id == Listing.id)
        .join(CourseSession, CourseSession.listing_id == Listing.id)
        .where(CourseRun.rota_code.in_(codes), Listing.status.in_((*PUBLIC_STATUSES, "closed")))
        .group_by(CourseRun.rota_code, Listing.id)
        .order_by(began, Listing.id)
    )
    runs: dict[str, list[Run]] = {code: [] for code in codes}
    for listing, code, first in rows:
        runs[str(code)].append((first, listing))
    return runs
