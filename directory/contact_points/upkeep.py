"""How does a contact point keep its own page true? Hours, phone and e-mail; and that somebody is still there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts import roles
from directory.accounts.models import Person
from directory.contact_points.models import ContactPoint, OpeningHours
from directory.contact_points.slugs import page_slugs
from directory.mail import outbox

Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Reach:
    """How a contact point is reached: numbers as text, and for each weekday when it is open."""

    phone: str | None
    email: str | None
    hours: str | None
    week: Mapping[str, list[Span]]


def still_here(session: Session, contact: ContactPoint, today: date) -> None:
    """Somebody says that the page is true, and that they answer."""
    contact.last_confirmed_on, contact.silent_since = today, None
    contact.confirm = False
    session.flush()


def change(session: Session, contact: ContactPoint, reach: Reach, today: date) -> bool:
    """Write how a contact point is reached; it is confirmed with that. Whether anything was different.

    Of a new phone or address the former address, its people and those who oversee the house are told: a wrong one does
    harm.
    """
    former = contact.email
    moved = (contact.phone, contact.email) != (reach.phone, reach.email)
    before = (contact.phone, contact.email, contact.hours, week_of(contact))
    contact.phone, contact.email, contact.hours = reach.phone, reach.email, reach.hours
    if week_of(contact) != dict(reach.week):
        contact.opening = [
            OpeningHours(weekday=day, opens=opens, closes=closes)
            for day, spans in reach.week.items()
            for opens, closes in spans
        ]
    still_here(session, contact, today)
    if moved:
        _tell(session, contact, former)
    return before != (contact.phone, contact.email, contact.hours, week_of(contact))


def week_of(contact: ContactPoint) -> dict[str, list[Span]]:
    """When it is open on each weekday that it opens, the first hour first."""
    week: dict[str, list[Span]] = {}
    for row in sorted(contact.opening, key=lambda row: (row.opens, row.closes)):
        week.setdefault(row.weekday, []).append((row.opens, row.closes))
    return week


def own(session: Session, person: Person) -> list[ContactPoint]:
    """The contact points that somebody stands for, by name."""
    theirs = [grant.contact_id for grant in person.current_grants if grant.contact_id]
    wanted = select(ContactPoint).where(ContactPoint.id.in_(theirs)).order_by(ContactPoint.name)
    return list(session.scalars(wanted))


def _tell(session: Session, contact: ContactPoint, former: str | None) -> None:
    readers = {email.lower(): "nb" for email in (former, contact.email) if email}
    told = [
        *roles.holders(session, "contact_point", contact.id),
        *roles.holders(session, "national_editor"),
        *roles.holders(session, "administrator"),
    ]
    readers |= {person.email: person.language for person in told if person.email}
    path = f"/kontaktpunkt/{page_slugs(session)[contact.id]}"
    for to, language in readers.items():
        outbox.queue(session, to, "change_made", language, url=outbox.address(path, language))
