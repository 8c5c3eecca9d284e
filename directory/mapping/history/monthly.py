"""How did it stand each month? A snapshot of sums, made once a month: what is there stays as it is."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing
from directory.mapping.counting.aggregate import Aggregate, ListingTally
from directory.mapping.counting.areas import county_of
from directory.mapping.counting.typed_rows import ListingShape
from directory.mapping.history.models import AskedMonth, FieldMonth, YearReport
from directory.mapping.tables.area_tables import named_by

LEAST = 5  # people who asked: fewer are neither shown nor kept
_OF_ALL: dict[str, Callable[[ListingShape], Any]] = {
    "kind": lambda shape: shape.kind,
    "class": lambda shape: shape.class_,
}
_OF_GROUPS: dict[str, Callable[[ListingShape], Any]] = {
    "organisation": named_by,
    "county": county_of,
    "openness": lambda shape: shape.openness,
    "twelve_step": lambda shape: "yes" if shape.twelve_step else "no",
}


def month_of(day: date) -> str:
    """`2026-11`."""
    return f"{day:%Y-%m}"


def make_snapshot(session: Session, aggregate: Aggregate) -> bool:
    """The sums of this month; False where they are there already. What few asked for in months that are over is forgotten."""
    month = month_of(aggregate.today)
    session.execute(delete(AskedMonth).where(AskedMonth.month < month, AskedMonth.count < LEAST))
    if session.scalar(select(exists().where(FieldMonth.month == month))):
        return False
    closed = select(func.count()).select_from(Listing).where(Listing.status == "closed")
    sums = [*_sums(aggregate), ("status", "closed", ListingTally(session.scalar(closed) or 0, 0))]
    session.add_all(
        FieldMonth(
            month=month,
            dimension=dimension,
            code=code,
            count=tally.number,
            fresh=tally.fresh,
            made_on=aggregate.today,
            demo=aggregate.has_demo,
        )
        for dimension, code, tally in sums
    )
    return True


def _sums(aggregate: Aggregate) -> Iterable[tuple[str, str, ListingTally]]:
    groups = aggregate.narrow(lambda shape: shape.kind == "group")
    for of, counted in ((_OF_ALL, aggregate), (_OF_GROUPS, groups)):
        for dimension, value in of.items():
            for code, tally in counted.by(value).items():
                yield dimension, code or "unknown", tally


def forget_demonstration(session: Session) -> None:
    """Take away every sum that something made up was in."""
    session.execute(delete(FieldMonth).where(FieldMonth.demo))
    session.execute(delete(YearReport).where(YearReport.demo))
