"""Whose turn is it to say whether a listing is still so? One step after the other, each once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.accounts.models import Grant, Person
from directory.contact_points.models import ContactPoint
from directory.listings.editing.changes import Change
from directory.listings.editing.responsible import people_of
from directory.listings.records.models import Listing
from directory.vocabulary import ASKED
from directory.web.clock import OSLO


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to be written to: a person of the desk, or the address of a role that has no account."""

    email: str
    language: str
    person_id: int | None


def current_roles(session: Session) -> set[str]:
    """The roles that anybody has today: who is nowhere need not be looked for at each listing."""
    return set(session.scalars(select(Grant.role).where(Grant.until.is_(None)).distinct()))


def next_step(
    session: Session,
    listing: Listing,
    asked: Mapping[str, date],
    today: date,
    patience: timedelta,
    standing: Collection[str],
) -> tuple[str, list[Reader]] | None:
    """Who is asked today, and by which addresses; None where everybody was asked, or somebody still has time to answer.

    A step that nobody stands in is passed over; the last one counts as asked also where there is nobody. `standing`
    are the roles that anybody has (`current_roles`).
    """
    if asked and today < max(asked.values()) + patience:
        return None
    last = list(ASKED)[-1]
    for step in ASKED:
        readers = [] if step in asked else _readers(session, listing, step, standing)
        if readers or (step == last and step not in asked):
            return step, readers
    return None


def _readers(session: Session, listing: Listing, step: str, standing: Collection[str]) -> list[Reader]:
    """The listing's own contacts are people with that role, else the addresses of its roles, else its organisations'
    editors."""

    def of(role: str) -> list[Person]:
        return people_of(session, listing, role) if role in standing else []

    people = of(step)
    if step == "contact" and not people:
        roles = [each.email.lower() for each in listing.contacts if each.email and not each.private]
        if roles:
            return [Reader(email, listing.language, None) for email in dict.fromkeys(roles)]
        people = of("organisation_editor")
    if step == "national_editor" and not people:
        people = of("administrator")
    return [Reader(person.email, person.language, person.id) for person in people if person.email]


def fall_silent(session: Session, listing: Listing, asked_on: date) -> list[str]:
    """Mark the contact points that were asked on that day and have done nothing at the desk since. Returns their ids."""
    people = people_of(session, listing, "contact_point")
    since = datetime.combine(asked_on, time.min, OSLO)
    heard = set(
        session.scalars(
            select(Change.made_by).where(
                Change.made_by.in_([person.id for person in people]), Change.made_at >= since
            )
        )
    )
    answering = {contact for person in people if person.id in heard for contact in _stands_for(person)}
    quiet = {contact for person in people for contact in _stands_for(person)} - answering
    silent = select(ContactPoint.id).where(ContactPoint.id.in_(quiet), ContactPoint.silent_since.is_(None))
    newly = list(session.scalars(silent.order_by(ContactPoint.id)))
    session.execute(update(ContactPoint).where(ContactPoint.id.in_(newly)).values(silent_since=asked_on))
    return newly


def _stands_for(person: Person) -> list[str]:
    grants: list[Grant] = person.current_grants
    return [grant.contact_id for grant in grants if grant.contact_id]
