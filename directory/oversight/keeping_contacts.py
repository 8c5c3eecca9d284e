"""How does somebody who answers, or who runs something, come to be, change and go? What leads people to them is seen by two."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts import roles
from directory.accounts.access import OVERSEERS
from directory.accounts.models import SCOPES, Actor, Grant, Person
from directory.contact_points import upkeep
from directory.contact_points.held_reach import ReachWays, adds_something, hold, let_go
from directory.contact_points.models import ContactPoint, CoveredArea
from directory.contact_points.upkeep import Reach
from directory.listings.editing.apply import Editing, change
from directory.listings.records.models import Listing, ListingOrganisation, Organisation
from directory.mail import outbox
from directory.places.spelling import slug

SOURCE = "Oppgitt til redaksjonen"
Names = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class WrittenContact:
    """What a form says of somebody who answers: `names` also hold `level` and `about`; places are numbers."""

    names: Names
    places: list[str]
    reach: Reach


def make_contact(session: Session, written: WrittenContact, by: Person, now: datetime) -> ContactPoint:
    """Somebody new who answers. How it is reached stands nowhere yet."""
    contact = ContactPoint(
        id=f"k{secrets.token_hex(5)}", source=SOURCE, source_date=f"{now:%Y-%m-%d}", needs=[], audiences=[]
    )
    for field, value in written.names.items():
        setattr(contact, field, value)
    session.add(contact)
    change_contact(session, contact, written, by, now)
    return contact


def change_contact(
    session: Session, contact: ContactPoint, written: WrittenContact, by: Person, now: datetime
) -> bool:
    """Write what is known of somebody who answers. Whether everything stands at once."""
    for field, value in written.names.items():
        setattr(contact, field, value)
    kept = {area.area: area for area in contact.areas}
    if written.places != contact.covers:
        contact.areas = [kept.get(area) or CoveredArea(area=area) for area in written.places]
    session.flush()
    return upkeep.change(session, contact, written.reach, by, now)


def close_contact(session: Session, contact: ContactPoint, now: datetime, today: date) -> None:
    """Nobody answers there any more: roles end, and everybody who had one is told."""
    contact.closed_on = today
    let_go(session, "contact_point", contact.id)
    for grant in _grants(session, "contact_point", contact.id):
        roles.end(session, grant, now, told=True)
    upkeep.tell(session, contact, contact.email)
    session.flush()


def merge_contacts(
    session: Session, contact: ContactPoint, into: ContactPoint, by: Person, now: datetime, today: date
) -> None:
    """One of two goes into the other, which answers for the places of both; its people answer there from now on."""
    standing = {area.area for area in into.areas}
    into.areas += [CoveredArea(area=area) for area in contact.covers if area not in standing]
    _give_anew(session, "contact_point", contact.id, into.id, by, now)
    contact.merged_into = into.id
    close_contact(session, contact, now, today)
    upkeep.tell(session, into, into.email)


def make_organisation(
    session: Session, names: Names, ways: ReachWays, by: Person, now: datetime
) -> Organisation:
    """Somebody new who runs listings."""
    name = str(names["name"])
    base = slug(name)[:40].strip("-") or "organisasjon"
    base = f"organisasjon-{base}" if base == "ny" else base  # at the desk, that is where one makes a new one
    taken = set(session.scalars(select(Organisation.code).where(Organisation.code.startswith(base))))
    code = next(code for code in _codes(base) if code not in taken)
    made = Organisation(code=code, about="", confidence="sure", other_names=[], audiences=[], needs=[])
    session.add(made)
    change_organisation(session, made, names, ways, by, now)
    return made


def change_organisation(
    session: Session, organisation: Organisation, names: Names, ways: ReachWays, by: Person, now: datetime
) -> bool:
    """Write what is known of an organisation. Whether everything stands at once."""
    for field, value in names.items():
        setattr(organisation, field, value)
    session.flush()
    if adds_something(ways, organisation_ways(organisation)):
        role = next((role for role in OVERSEERS if role in by.roles), OVERSEERS[0])
        hold(session, "organisation", organisation.code, ways, Actor(by.id, role), now)
        tell_overseers(session, by)
        return False
    let_go(session, "organisation", organisation.code)
    put_organisation_ways(organisation, ways, now)
    return True


def organisation_ways(organisation: Organisation) -> ReachWays:
    """How it is reached as everybody sees it."""
    return ReachWays(organisation.phone, organisation.email, organisation.url)


def put_organisation_ways(organisation: Organisation, ways: ReachWays, now: datetime) -> None:
    """Write how it is reached: somebody at the desk said so today."""
    if ways != organisation_ways(organisation):
        organisation.phone, organisation.email, organisation.url = ways.phone, ways.email, ways.url
        organisation.reach_source, organisation.reach_date = SOURCE, now.date()
    organisation.last_confirmed_on = now.date()


def close_organisation(session: Session, organisation: Organisation, now: datetime, today: date) -> None:
    """It is there no more. Its listings stay as they are: whoever answers for them says what becomes of them."""
    organisation.closed_on = today
    let_go(session, "organisation", organisation.code)
    for grant in _grants(session, "organisation_editor", organisation.code):
        roles.end(session, grant, now, told=True)
    session.flush()


def merge_organisations(editing: Editing, organisation: Organisation, into: Organisation, by: Person) -> int:
    """Its listings are the other's from now on, each with its history. Returns how many."""
    session = editing.session
    theirs = select(Listing).where(
        Listing.run_by.any(ListingOrganisation.organisation_code == organisation.code)
    )
    listings = session.scalars(theirs.order_by(Listing.id)).all()
    for listing in listings:
        codes = [into.code if code == organisation.code else code for code in listing.organisations]
        change(editing, listing, {"organisations": list(dict.fromkeys(codes)), "organisation": None})
    _give_anew(session, "organisation_editor", organisation.code, into.code, by, editing.now)
    organisation.merged_into = into.code
    close_organisation(session, organisation, editing.now, editing.today)
    return len(listings)


def tell_overseers(session: Session, maker: Person) -> None:
    """A number waits for another than its maker."""
    found = {
        person.email: person.language
        for role in OVERSEERS
        for person in roles.holders(session, role)
        if person.email and person.id != maker.id
    }
    for to, language in found.items():
        url = outbox.address("/skrivebord/numre", language)
        outbox.queue(session, to, "change_held", language, url=url, desk=url)


def _grants(session: Session, role: str, scope: str) -> list[Grant]:
    column = getattr(Grant, str(SCOPES[role]))
    return list(
        session.scalars(select(Grant).where(Grant.role == role, column == scope, Grant.until.is_(None)))
    )


def _give_anew(session: Session, role: str, former: str, scope: str, by: Person, now: datetime) -> None:
    """Whoever had the role for the former one gets it for the other, from whoever merges: it is theirs to vouch for no more."""
    for grant in _grants(session, role, former):
        person = session.get_one(Person, grant.person_id)
        roles.grant(session, person, role, scope, now, giver=by)


def _codes(base: str) -> "list[str]":
    return [base, *(f"{base}-{number}" for number in range(2, 1000))]
