"""Could somebody who wants to come find a time, and a human being? What nobody could do without before a listing is shown."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Label, RowMapping, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint, CoveredArea
from directory.contact_points.responsibility import COUNTRY
from directory.listings.records.courses import CourseRun
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing, ListingContact, ListingOrganisation, Organisation
from directory.listings.records.schedules import Schedule
from directory.vocabulary import PUBLIC_STATUSES

_COUNTY_DIGITS = 2


def lacks(session: Session, listing: Listing) -> list[str]:
    """`time`: neither a time nor that one agrees on one first. `way_in`: nobody to call or write to, and no door to come to."""
    return lacks_of_each(session, [listing.id]).get(listing.id, [])


def lacks_of_each(session: Session, ids: Iterable[str]) -> dict[str, list[str]]:
    """As `lacks`, of many listings at once, by id."""
    rows = session.execute(select(Listing.id, *has_columns()).where(Listing.id.in_(ids)))
    return {row.id: lacks_in(row._mapping) for row in rows}


def has_columns() -> list[Label[bool]]:
    """Whether a listing has each of what it needs: for a statement that asks for the listing as well."""
    return [test.label(f"has_{code}") for code, test in _has().items()]


def lacks_in(row: RowMapping) -> list[str]:
    """As `lacks`, from a row with `has_columns`."""
    return [code for code in _has() if not row[f"has_{code}"]]


def lacks_by_itself(document: ListingDocument) -> list[str]:
    """The same of a listing that is not kept yet, by what it says alone: nobody else is looked up."""
    if document.kind not in ("group", "course"):
        return []
    evenings = document.course.sessions if document.course else []
    found = [] if document.schedules or evenings or document.by_appointment else ["time"]
    reached = any(each.phone or each.email for each in document.contacts)
    linked = document.url or any(each.link and each.link_public for each in document.schedules)
    comes = document.address and not document.area_only and document.openness != "closed"
    return found if reached or linked or comes else [*found, "way_in"]


def select_unready() -> Select[Listing]:
    """The listings that everybody sees and that lack something, by name; what is made up is not among them."""
    shown = Listing.status.in_(PUBLIC_STATUSES) & ~Listing.demo
    return select(Listing).where(shown, is_unready()).order_by(Listing.name, Listing.id)


def is_unready() -> ColumnElement[bool]:
    """A clause: the listing lacks something."""
    return ~and_(*_has().values())


def _has() -> Mapping[str, ColumnElement[bool]]:
    return {"time": _has_time(), "way_in": or_(_is_reached(), _can_be_come_to(), _others_answer())}


def _has_time() -> ColumnElement[bool]:
    evenings = Listing.course.has(CourseRun.sessions.any())
    return or_(Listing.by_appointment, Listing.schedules.any(), evenings)


def _is_reached() -> ColumnElement[bool]:
    """By itself: a number, an address to write to, a page, or a link to a meeting that everybody may have."""
    number = or_(ListingContact.phone.is_not(None), ListingContact.email.is_not(None))
    link = and_(Schedule.link.is_not(None), Schedule.link_public)
    return or_(
        Listing.contacts.any(and_(number, ~ListingContact.waiting)),
        Listing.url.is_not(None),
        Listing.schedules.any(link),
    )


def _can_be_come_to() -> ColumnElement[bool]:
    """An open door, with its address. Where one agrees on a time first, a door alone helps nobody."""
    door = and_(Listing.address.is_not(None), ~Listing.area_only, ~Listing.by_appointment)
    return and_(door, Listing.openness.is_distinct_from("closed"))


def _others_answer() -> ColumnElement[bool]:
    """Those who run it, or whoever answers for the place."""
    reached = or_(*(each.is_not(None) for each in (Organisation.phone, Organisation.email, Organisation.url)))
    theirs = select(Organisation.code).where(reached, Organisation.closed_on.is_(None))
    return or_(Listing.run_by.any(ListingOrganisation.organisation_code.in_(theirs)), _is_answered_for())


def _is_answered_for() -> ColumnElement[bool]:
    near = (
        select(CoveredArea.area)
        .join(ContactPoint, ContactPoint.id == CoveredArea.contact_id)
        .where(
            or_(ContactPoint.phone.is_not(None), ContactPoint.email.is_not(None)),
            ContactPoint.level != "national_line",
            ContactPoint.silent_since.is_(None),
            ContactPoint.closed_on.is_(None),
        )
    )
    number = Listing.municipality_number
    county = func.substr(number, 1, _COUNTY_DIGITS)
    everywhere = near.where(CoveredArea.area == COUNTRY).exists()
    return or_(number.in_(near), county.in_(near), everywhere)
