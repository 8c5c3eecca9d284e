"""How does a contact point keep its own page true? Hours, phone and e-mail; and that somebody is still there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts import roles
from directory.accounts.access import OVERSEERS
from directory.accounts.models import Actor, Person
from directory.contact_points.held_reach import ReachWays, adds_something, hold, let_go, stands_for
from directory.contact_points.models import ContactPoint, OpeningHours
from directory.contact_points.slugs import page_slugs
from directory.mail import outbox
from directory.web.clock import OSLO

Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Reach:
    """How a contact point is reached: numbers as text, and for each weekday when it is open."""

    phone: str | None
    email: str | None
    hours: str | None
    url: str | None
    week: Mapping[str, list[Span]]


def still_here(session: Session, contact: ContactPoint, today: date) -> None:
    """Somebody says that the page is true, and that they answer."""
    contact.last_confirmed_on, contact.silent_since = today, None
    contact.confirm = False
    session.flush()


def change(session: Session, contact: ContactPoint, reach: Reach, by: Person, now: datetime) -> bool:
    """Write how a contact point is reached; it is confirmed with that. Whether everything stands at once.

    A new phone, address or site waits until another has seen it, unless whoever writes it answers there in a role that rests on more
    than one person's word. Then the former address, its people and those who oversee the house are told: a wrong one does harm.
    """
    former, ways = contact.email, ReachWays(reach.phone, reach.email, reach.url)
    moved = ways != ways_of(contact)
    contact.hours = reach.hours
    if week_of(contact) != dict(reach.week):
        contact.opening = [
            OpeningHours(weekday=day, opens=opens, closes=closes)
            for day, spans in reach.week.items()
            for opens, closes in spans
        ]
    still_here(session, contact, now.astimezone(OSLO).date())
    if moved and adds_something(ways, ways_of(contact)) and not stands_for(by, contact.id):
        hold(session, "contact_point", contact.id, ways, _acting(by, contact.id), now)
        tell(session, contact, former, "change_held", desk="/skrivebord/numre")
        return False
    let_go(session, "contact_point", contact.id)
    put_ways(contact, ways)
    session.flush()
    if moved:
        tell(session, contact, former)
    return True


def ways_of(contact: ContactPoint) -> ReachWays:
    """How it is reached as everybody sees it."""
    return ReachWays(contact.phone, contact.email, contact.url)


def put_ways(contact: ContactPoint, ways: ReachWays) -> None:
    """Write how it is reached."""
    contact.phone, contact.email, contact.url = ways.phone, ways.email, ways.url


def _acting(by: Person, contact_id: str) -> Actor:
    theirs = any(grant.contact_id == contact_id for grant in by.current_grants)
    overseeing = next((role for role in OVERSEERS if role in by.roles), "contact_point")
    return Actor(by.id, "contact_point" if theirs else overseeing)


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


def tell(
    session: Session,
    contact: ContactPoint,
    former: str | None,
    kind: str = "change_made",
    desk: str = "/logg-inn",
) -> None:
    """Those who answer there, by the address that stood before too, and those who oversee the house."""
    readers = {email.lower(): "nb" for email in (former, contact.email) if email}
    told = [
        *roles.holders(session, "contact_point", contact.id),
        *roles.holders(session, "national_editor"),
        *roles.holders(session, "administrator"),
    ]
    readers |= {person.email: person.language for person in told if person.email}
    path = f"/kontaktpunkt/{page_slugs(session)[contact.id]}"
    for to, language in readers.items():
        page, at_desk = outbox.address(path, language), outbox.address(desk, language)
        outbox.queue(session, to, kind, language, url=page, desk=at_desk)
