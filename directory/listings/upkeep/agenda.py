"""What waits for somebody at the desk? Everything at once: how much of each, and since when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from directory.accounts.access import OVERSEERS
from directory.accounts.models import Person
from directory.accounts.scopes import what_also_waits
from directory.contact_points.held_reach import HeldReach
from directory.listings.editing.approval import held_in_reach
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import Listing
from directory.listings.upkeep.claims import ListingClaim
from directory.listings.upkeep.reports import Report, reports_in_reach
from directory.mail.delivery import select_troubled
from directory.mail.models import Letter

_NEVER = date(1, 1, 1)
_DAYS_A_MONTH = 30
_DECIDE_CLAIMS = {"contact_point", *OVERSEERS}
_READ_REPORTS = {"organisation_editor", "contact_point", *OVERSEERS}


@dataclass(frozen=True, slots=True)
class Waits:
    """So many of one kind wait (`confirm`, `held`, `drafts`, `reports`, `claims`, `reach`, `letters`, and what rooms above count),
    the oldest since that day. None: something that was never confirmed."""

    kind: str
    count: int
    since: date | None


def agenda(session: Session, person: Person, today: date, remind_months: int) -> list[Waits]:
    """All that waits for the person, what has waited longest first. One statement, with what rooms above count."""
    above = [part for each in what_also_waits() if (part := each.find(session, person, today)) is not None]
    rows = session.execute(union_all(*_parts(session, person, today, remind_months), *above))
    found = [(kind, count, since or _NEVER) for kind, count, since in rows if count]
    found.sort(key=lambda row: row[2])
    return [Waits(kind, count, None if since == _NEVER else since) for kind, count, since in found]


def needs_answer(today: date, remind_months: int) -> ColumnElement[bool]:
    """A listing that nobody has confirmed for so many months: it is time to say whether it is still so."""
    before = today - timedelta(days=remind_months * _DAYS_A_MONTH - 1)
    long_ago = or_(Listing.last_confirmed_on.is_(None), Listing.last_confirmed_on < before)
    return and_(Listing.status.not_in(("closed", "draft")), long_ago)


def claims_in_reach(session: Session, person: Person) -> Select[ListingClaim]:
    """What others ask to keep, where the person may decide."""
    ids = listings_of(session, person).order_by(None).with_only_columns(Listing.id)
    return select(ListingClaim).where(ListingClaim.listing_id.in_(ids))


def _parts(session: Session, person: Person, today: date, remind_months: int) -> list[Select[str, int, Any]]:
    mine = listings_of(session, person)
    others = Change.made_by.is_distinct_from(person.id)  # nobody decides on their own change
    made = select(func.min(Change.made_at)).where(Change.listing_id == Listing.id).scalar_subquery()
    confirmed = func.coalesce(Listing.last_confirmed_on, literal(_NEVER, Date))
    parts = [
        _count("confirm", mine.where(needs_answer(today, remind_months)), confirmed),
        _count("held", held_in_reach(session, person).where(others), _day(Change.made_at)),
        _count("drafts", mine.where(Listing.status == "draft"), _day(made)),
    ]
    if not person.roles.isdisjoint(_READ_REPORTS):
        parts.append(_count("reports", reports_in_reach(session, person), Report.made_on))
    if not person.roles.isdisjoint(_DECIDE_CLAIMS):
        parts.append(_count("claims", claims_in_reach(session, person), ListingClaim.made_on))
    if not person.roles.isdisjoint(OVERSEERS):
        waiting = select(HeldReach).where(HeldReach.made_by.is_distinct_from(person.id))
        parts.append(_count("reach", waiting, _day(HeldReach.made_at)))
        parts.append(_count("letters", select_troubled(), _day(Letter.made_at)))
    return parts


def _count(kind: str, wanted: Select[Any], day: Any) -> Select[str, int, Any]:
    days = wanted.order_by(None).with_only_columns(day.label("day")).subquery()
    return select(literal(kind), func.count(), func.min(days.c.day, type_=Date)).select_from(days)


def _day(moment: Any) -> Any:
    return func.date(moment, type_=Date)
