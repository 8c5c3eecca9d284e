"""Which listings may somebody at the desk work with? A role reaches a listing, an organisation, an area, or everything."""

from collections.abc import Collection, Set

from sqlalchemy import ColumnElement, Label, Select, false, func, literal, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.accounts.models import SCOPES, Actor, Grant, Person
from directory.contact_points.models import CoveredArea
from directory.contact_points.responsibility import COUNTRY
from directory.listings.records.models import Listing, ListingOrganisation
from directory.vocabulary import ROLES

ABOVE_CONTACT = frozenset(ROLES) - {"contact"}
"""The roles of a second pair of eyes."""
_COUNTY_DIGITS = 2  # a municipality's number begins with its county's


def listings_of(session: Session, person: Person) -> Select[Listing]:  # noqa: ARG001  (asks only when it is run)
    """The listings that any of the person's roles reaches, hidden and closed ones too; to be narrowed and ordered."""
    return select(Listing).where(or_(false(), *(_reach_clause(grant) for grant in person.current_grants)))


def acting_as(session: Session, person: Person, listing: Listing) -> Actor | None:
    """In which role the person works with a listing: the one nearest to it. None when no role reaches it."""
    return nearest(person, {each.role for each in grants_reaching(session, person, listing)})


def nearest(person: Person, roles: Set[str]) -> Actor | None:
    """The person in that one of `roles` which is nearest to one listing; None where there is none."""
    role = next((role for role in ROLES if role in roles), None)
    return Actor(person.id, role) if role else None


def grants_reaching(session: Session, person: Person, listing: Listing) -> list[Grant]:
    """The roles by which the person reaches the listing."""
    number = listing.municipality_number or ""
    contacts = [each.contact_id for each in person.current_grants if each.contact_id]
    areas = (COUNTRY, number, number[:_COUNTY_DIGITS])
    covering = select(CoveredArea.contact_id).where(
        CoveredArea.contact_id.in_(contacts), CoveredArea.area.in_(areas)
    )
    found = set(session.scalars(covering)) if contacts else set()
    return [each for each in person.current_grants if _covers(each, listing, found)]


def covered_column(person: Person) -> Label[bool]:
    """Whether a contact point of the person's answers for a listing's place: for a statement that asks for the listing as well."""
    points = [each for each in person.current_grants if each.role == "contact_point"]
    return or_(false(), *map(_reach_clause, points)).label("covered")


def roles_reaching(person: Person, listing: Listing, covered: bool) -> set[str]:
    """The roles by which the person reaches a listing that was read with its `covered_column`."""
    contacts = {each.contact_id for each in person.current_grants if each.contact_id} if covered else set()
    return {each.role for each in person.current_grants if _covers(each, listing, contacts)}


def _covers(grant: Grant, listing: Listing, contacts: Collection[str | None]) -> bool:
    """As `_reach_clause`, for a listing that is at hand. `contacts`: the contact points that cover its place."""
    return {
        "contact": grant.listing_id == listing.id,
        "organisation_editor": grant.organisation_code in listing.organisations,
        "contact_point": grant.contact_id in contacts,
    }.get(grant.role, True)


def may_edit(session: Session, person: Person, listing: Listing) -> bool:
    """Whether any of the person's roles reaches the listing."""
    return acting_as(session, person, listing) is not None


def may_publish(session: Session, person: Person, listing: Listing) -> bool:
    """Whether the person may be the second pair of eyes: a role above the listing's own contact reaches it."""
    return any(each.role in ABOVE_CONTACT for each in grants_reaching(session, person, listing))


def publishable(session: Session, person: Person, listing_ids: Collection[str]) -> set[str]:
    """As `may_publish`, for many listings at once."""
    above = [grant for grant in person.current_grants if grant.role != "contact"]
    if not above or not listing_ids:
        return set()
    if any(SCOPES[grant.role] is None for grant in above):
        return set(listing_ids)
    reached = or_(false(), *(_reach_clause(grant) for grant in above))
    return set(session.scalars(select(Listing.id).where(Listing.id.in_(listing_ids), reached)))


def _reach_clause(grant: Grant) -> ColumnElement[bool]:
    if grant.role == "contact":
        return Listing.id == grant.listing_id
    if grant.role == "organisation_editor":
        return Listing.run_by.any(ListingOrganisation.organisation_code == grant.organisation_code)
    if grant.role == "contact_point":
        areas = select(CoveredArea.area).where(CoveredArea.contact_id == grant.contact_id)
        return within(Listing.municipality_number, areas)
    return true()


def within(number: InstrumentedAttribute[str | None], areas: Select[str]) -> ColumnElement[bool]:
    """In one of the municipalities, or in a municipality of one of the counties; `NO` is everywhere."""
    county = func.substr(number, 1, _COUNTY_DIGITS)
    return or_(number.in_(areas), county.in_(areas), literal(COUNTRY).in_(areas))
