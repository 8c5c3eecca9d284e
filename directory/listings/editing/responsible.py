"""Who at the desk answers for this listing? Its contact; without one, the contact points of the place."""

from sqlalchemy import ColumnElement, or_, select, true, update
from sqlalchemy.orm import Session

from directory.accounts.models import Actor, Grant, Person
from directory.contact_points.models import ContactPoint, CoveredArea
from directory.contact_points.responsibility import COUNTRY
from directory.listings.records.models import Listing

_COUNTY_DIGITS = 2


def people_of(session: Session, listing: Listing, role: str, *, known: bool = False) -> list[Person]:
    """Everybody who stands in `role` and reaches the listing with it, in order of id; with `known` only those whose role
    rests on more than one person's word."""
    vouched = or_(Grant.given_by.is_(None), Grant.vouched_at.is_not(None))
    reaches = _reaches(listing, role)
    return _people(session, role, reaches & vouched if known else reaches)


def people_at(session: Session, municipality_number: str | None) -> list[Person]:
    """The people of the contact points that cover a place, in order of id."""
    return _people(session, "contact_point", _covers(municipality_number))


def _people(session: Session, role: str, reaches: ColumnElement[bool]) -> list[Person]:
    standing = (Grant.role == role, Grant.until.is_(None), Person.disabled_at.is_(None), reaches)
    theirs = select(Grant.person_id).join(Person, Person.id == Grant.person_id).where(*standing)
    return list(session.scalars(select(Person).where(Person.id.in_(theirs)).order_by(Person.id)))


def responsible_people(session: Session, listing: Listing, *, known: bool = False) -> list[Person]:
    """The contacts of the listing itself, or, where it has none, the people of the contact points of its place."""
    return people_of(session, listing, "contact", known=known) or people_of(
        session, listing, "contact_point", known=known
    )


def is_responsible(session: Session, person_id: int | None, listing: Listing, *, known: bool = False) -> bool:
    """Whether the person is one of them."""
    return person_id in {person.id for person in responsible_people(session, listing, known=known)}


def end_silence(session: Session, by: Actor) -> None:
    """Somebody did something: the contact points that they stand for answer, and are silent no more."""
    if by.person_id is None:
        return
    theirs = select(Grant.contact_id).where(Grant.person_id == by.person_id, Grant.until.is_(None))
    session.execute(
        update(ContactPoint)
        .where(ContactPoint.id.in_(theirs), ContactPoint.silent_since.is_not(None))
        .values(silent_since=None)
    )


def _reaches(listing: Listing, role: str) -> ColumnElement[bool]:
    if role == "contact":
        return Grant.listing_id == listing.id
    if role == "organisation_editor":
        return Grant.organisation_code.in_(listing.organisations)
    if role == "contact_point":
        return _covers(listing.municipality_number)
    return true()


def _covers(municipality_number: str | None) -> ColumnElement[bool]:
    number = municipality_number or COUNTRY
    areas = (number, number[:_COUNTY_DIGITS], COUNTRY)
    return Grant.contact_id.in_(select(CoveredArea.contact_id).where(CoveredArea.area.in_(areas)))
