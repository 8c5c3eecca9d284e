"""Whose course is it, and whose turn? Who reaches a run keeps it; a turn belongs to those who answer for the municipality."""

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from directory.accounts.access import OVERSEERS
from directory.accounts.models import Grant, Person
from directory.accounts.roles import holders
from directory.contact_points.models import CoveredArea
from directory.courses.models import PassedTurn
from directory.listings.desk.listing_access import edit_listing, get_listing
from directory.listings.editing.apply import Editing
from directory.listings.editing.responsible import people_at
from directory.listings.editing.scope import listings_of, within
from directory.listings.records.courses import CourseRun
from directory.listings.records.models import Listing


def get_course(listing_id: str) -> Listing:
    """The run, for looking at it. Ends the request as `get_listing` does, and with 404 where it is no course."""
    return _only_course(get_listing(listing_id))


def edit_course(listing_id: str) -> tuple[Editing, Listing]:
    """As `get_course`, in a session that writes, and who works on it."""
    editing, listing = edit_listing(listing_id)
    return editing, _only_course(listing)


def _only_course(listing: Listing) -> Listing:
    if listing.course is None:
        abort(404)
    return listing


def course_ids_of(session: Session, person: Person) -> Select[str]:
    """The runs of programmes that one of the person's roles reaches."""
    mine = listings_of(session, person).order_by(None).with_only_columns(Listing.id)
    return mine.join(CourseRun, CourseRun.listing_id == Listing.id).where(
        CourseRun.programme_code.is_not(None)
    )


def is_overseer(person: Person) -> bool:
    """Whether a role of the person's reaches everything."""
    return not person.roles.isdisjoint(OVERSEERS)


def open_turns(person: Person) -> Select[PassedTurn]:
    """The turns that wait for the person: where they answer for the municipality, or kept a run there before."""
    mine = true() if is_overseer(person) else or_(false(), *_clauses(person))
    return select(PassedTurn).where(PassedTurn.listing_id.is_(None), mine).order_by(PassedTurn.passed_on)


def _clauses(person: Person) -> list[ColumnElement[bool]]:
    grants = person.current_grants
    areas = select(CoveredArea.area).where(
        CoveredArea.contact_id.in_([each.contact_id for each in grants if each.contact_id])
    )
    kept = [each.listing_id for each in grants if each.listing_id]
    return [
        within(PassedTurn.municipality_number, areas),
        exists().where(Listing.id.in_(kept), *_held_there()),
    ]


def _held_there() -> tuple[ColumnElement[bool], ...]:
    return (
        CourseRun.listing_id == Listing.id,
        CourseRun.rota_code == PassedTurn.rota_code,
        Listing.municipality_number == PassedTurn.municipality_number,
    )


def hosts_of(session: Session, turn: PassedTurn) -> list[Person]:
    """Who is told that it is their turn: the contact points of the municipality and those who kept a run there; where
    there is nobody, who oversees the house."""
    there = select(Listing.id).join(CourseRun, and_(*_held_there()[:1]))
    there = there.where(
        CourseRun.rota_code == turn.rota_code, Listing.municipality_number == turn.municipality_number
    )
    kept = select(Grant.person_id).where(
        Grant.role == "contact", Grant.until.is_(None), Grant.listing_id.in_(there)
    )
    before = session.scalars(
        select(Person).where(Person.id.in_(kept), Person.disabled_at.is_(None)).order_by(Person.id)
    )
    found = dict.fromkeys([*people_at(session, turn.municipality_number), *before])
    return list(found) or holders(session, "national_editor") or holders(session, "administrator")
