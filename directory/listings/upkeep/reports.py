"""What does the public tell us? Something is wrong, nobody answered, it no longer meets, or something is missing.

Nobody is asked who they are, and what they write is read by a person, never shown, and erased some time after.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from directory.accounts.access import OVERSEERS
from directory.accounts.models import Actor, Person
from directory.contact_points.models import CoveredArea
from directory.db.base import Base, Moment, one_of
from directory.listings.editing.scope import listings_of, within
from directory.listings.records.models import Listing
from directory.vocabulary import REPORT_KINDS, REPORT_STATES
from directory.web.typed import clean

MOST_SIGNS = 1000
_MOST_NEW = 20  # of one kind on one listing: the twenty-first says nothing that the others do not


class Report(Base):
    """What somebody told us, on which day; not when, and not who."""

    __tablename__ = "report"
    __table_args__ = (one_of("kind", REPORT_KINDS), one_of("state", REPORT_STATES))

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str | None] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    municipality_number: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str]
    text: Mapped[str | None]
    made_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="new", index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_as: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision: Mapped[str | None]


def report(
    session: Session,
    kind: str,
    text: object,
    today: date,
    *,
    listing: Listing | None = None,
    municipality_number: str | None = None,
) -> Report | None:
    """Keep what somebody tells us. `missing` is about a place, all else about a listing.

    None where there is nothing to keep: no words on what is missing, or enough new ones that say the same.
    """
    words = clean(text, MOST_SIGNS).strip() or None
    number = listing.municipality_number if listing else municipality_number
    same = select(Report.id).where(
        Report.state == "new",
        Report.kind == kind,
        Report.listing_id == listing.id if listing else Report.municipality_number == number,
    )
    if (listing is None and words is None) or len(session.scalars(same).all()) >= _MOST_NEW:
        return None
    told = Report(
        listing_id=listing.id if listing else None,
        municipality_number=number,
        kind=kind,
        text=words,
        made_on=today,
        state="new",
    )
    session.add(told)
    session.flush()
    return told


def new_reports() -> Select[Report]:
    """What nobody has looked at yet, the oldest first; to be narrowed to the listings or the place of a role."""
    return select(Report).where(Report.state == "new").order_by(Report.made_on, Report.id)


def reports_in_reach(session: Session, person: Person) -> Select[Report]:
    """What is new for the person: of the listings they reach, and of the places that they are contact point for."""
    return narrow(session, person, new_reports())


def narrow(session: Session, person: Person, wanted: Select[Report]) -> Select[Report]:
    """Those of `wanted` reports that the person may look at."""
    if not person.roles.isdisjoint(OVERSEERS):
        return wanted
    contacts = [grant.contact_id for grant in person.current_grants if grant.contact_id]
    areas = select(CoveredArea.area).where(CoveredArea.contact_id.in_(contacts))
    reached = listings_of(session, person).with_only_columns(Listing.id)
    missing = Report.listing_id.is_(None) & within(Report.municipality_number, areas)
    return wanted.where(or_(Report.listing_id.in_(reached), missing))


def decide(
    session: Session, told: Report, state: str, by: Actor, now: datetime, decision: str | None = None
) -> None:
    """A person has looked: `done` or `dismissed`, with their own words on it if any."""
    told.state, told.decision = state, decision
    told.decided_by, told.decided_as, told.decided_at = by.person_id, by.role, now
    session.flush()


def decided_reports(since: datetime) -> Select[Report]:
    """What somebody has looked at since then, the latest first; to be narrowed as the new ones are."""
    return (
        select(Report)
        .where(Report.state != "new", Report.decided_at >= since)
        .order_by(Report.decided_at.desc(), Report.id.desc())
    )


def reopen(session: Session, told: Report) -> None:
    """It was not done after all: it waits again. Who decided what stays beside it."""
    told.state = "new"
    session.flush()


def forget_decided(session: Session, before: datetime) -> None:
    """Erase what was decided before that moment."""
    session.execute(delete(Report).where(Report.state != "new", Report.decided_at < before))
