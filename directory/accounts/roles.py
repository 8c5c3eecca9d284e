"""Who has which role? Adding people, giving and ending roles, handing a listing over, forgetting somebody."""

from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from directory.accounts import links, scopes, sessions
from directory.accounts.models import SCOPES, Grant, OneTimeCode, Passkey, Person
from directory.mail import outbox
from directory.mail.models import Letter
from directory.vocabulary import ROLES, label
from directory.web.typed import clean

_MOST_SIGNS = 254  # the longest address that mail can carry (RFC 5321)


class RefusedError(ValueError):
    """Something that must not be done; the code says why."""


def address_of(typed: object) -> str | None:
    """An e-mail address as it is kept, in lower case; None when it cannot be one."""
    try:  # whether the domain has mail is not asked: that would tell others who signs in
        found = validate_email(clean(typed, _MOST_SIGNS + 1).strip().lower(), check_deliverability=False)
    except EmailNotValidError:
        return None
    return found.normalized


def find(session: Session, email: str) -> Person | None:
    """The person with this address, as it is kept."""
    return session.scalar(select(Person).where(Person.email == email))


def add(session: Session, email: str, now: datetime, language: str = "nb") -> Person:
    """The person with this address, new if there is none.

    Raises:
        RefusedError: `email`, when it is not an address.
    """
    address = address_of(email)
    if address is None:
        raise RefusedError("email")
    person = find(session, address)
    if person is None:
        person = Person(email=address, language=language, created_at=now, grants=[])
        session.add(person)
        session.flush()
    return person


def grant(
    session: Session, person: Person, role: str, scope: str | None, now: datetime, *, giver: Person | None
) -> Grant:
    """Give a role with what it reaches: a listing's id, an organisation's code, a contact's id, or None for everything.

    The same role twice is one. Who is new at the desk gets a letter, and those who had the role before are told. `giver` is
    who gives it at the desk; None is for the command line alone: such a role rests on nobody's word.

    Raises:
        RefusedError: `scope`, when the role needs one and has none, or the other way round.
    """
    column = SCOPES[role]
    if (column is None) != (scope is None):
        raise RefusedError("scope")
    for standing in person.current_grants:
        if (standing.role, standing.scope) == (role, scope):
            return standing
    first = not person.current_grants
    made = Grant(
        role=role, since=now, given_by=giver.id if giver else None, **({column: scope} if column else {})
    )
    person.grants.append(made)
    session.flush()
    if giver is not None and giver.id != person.id:
        scopes.of_app().tell_of_role(session, made)
    if first or (giver is not None and giver.id != person.id):
        _invite(session, person, made, giver)
    return made


def _invite(session: Session, person: Person, made: Grant, giver: Person | None) -> None:
    """Who gave which role, for what, and how one comes in. For which one listing is said at the desk: its name tells what somebody
    who gets letters has to do with."""
    told = made.scope if made.role != "contact" else None
    names = scopes.of_app().names(session, made.role, {told}) if told else {}
    _tell(
        session,
        person,
        "welcome",
        role=made.role,
        role_words=label(ROLES, made.role, person.language),
        scope=names.get(told or ""),
        giver=giver.email if giver else None,
    )


def end(session: Session, ended: Grant, now: datetime, *, told: bool = False) -> None:
    """End a role at once. Whoever has none left is signed out everywhere. `told`: they get a letter of it.

    Raises:
        RefusedError: `last_administrator`: without one nobody could give roles any more.
    """
    if ended.role == "administrator" and len(holders(session, "administrator")) <= 1:
        raise RefusedError("last_administrator")
    ended.until = now
    session.flush()
    person = session.get_one(Person, ended.person_id)
    if told and person.email:
        _tell(session, person, "role_ended")
    if not person.current_grants:
        sessions.end_everywhere(session, person.id, now)


def hand_over(
    session: Session,
    listing_id: str,
    email: str,
    now: datetime,
    language: str = "nb",
    *,
    giver: Person | None,
) -> Person:
    """A listing gets a new contact. The former contacts' access, and the links they were sent for it, end at once.

    Both are told. Raises `RefusedError("email")` when that is not an address; nothing is changed then.
    """
    person = add(session, email, now, language)
    for former in holders(session, "contact", listing_id):
        if former.id != person.id:
            for standing in former.current_grants:
                if standing.listing_id == listing_id:
                    end(session, standing, now)
            _tell(session, former, "handed_over")
    links.end_for_listing(session, listing_id, now)
    grant(session, person, "contact", listing_id, now, giver=giver)
    return person


def holders(session: Session, role: str, scope: str | None = None) -> list[Person]:
    """Everybody who has this role today, with this scope where it has one; in the order they came."""
    column = SCOPES[role]
    wanted = select(Grant.person_id).where(Grant.role == role, Grant.until.is_(None))
    if column is not None:
        wanted = wanted.where(getattr(Grant, column) == scope)
    people = select(Person).where(Person.id.in_(wanted), Person.disabled_at.is_(None)).order_by(Person.id)
    return list(session.scalars(people.options(joinedload(Person.grants))).unique())


def everybody(session: Session) -> list[Person]:
    """Everybody with a role, by address."""
    wanted = select(Person).where(Person.email.is_not(None)).order_by(Person.email)
    people = session.scalars(wanted.options(joinedload(Person.grants))).unique()
    return [person for person in people if person.current_grants]


def select_counts() -> Select[str, int]:
    """How many people have each role; a role that nobody has is not among them."""
    people = select(Grant.role, func.count(Grant.person_id.distinct())).join(
        Person, Person.id == Grant.person_id
    )
    standing = (Grant.until.is_(None), Person.disabled_at.is_(None), Person.email.is_not(None))
    return people.where(*standing).group_by(Grant.role)


def forget(session: Session, person: Person, now: datetime) -> None:
    """Erase what we know of somebody: address, keys, codes and letters. What they changed stays, by their role.

    Raises:
        RefusedError: `last_administrator`.
    """
    for standing in person.current_grants:
        end(session, standing, now)
    session.execute(delete(Letter).where(Letter.recipient == person.email))
    session.execute(delete(Passkey).where(Passkey.person_id == person.id))
    session.execute(delete(OneTimeCode).where(OneTimeCode.person_id == person.id))
    session.execute(update(Person).where(Person.id == person.id).values(email=None, disabled_at=now))


def may_give(person: Person, role: str) -> bool:
    """Whether somebody may give and end this role: an administrator all, a national editor those that reach a part."""
    if "administrator" in person.roles:
        return role in ROLES
    return "national_editor" in person.roles and SCOPES.get(role) is not None


def _tell(session: Session, person: Person, kind: str, **values: Any) -> None:
    outbox.queue(
        session,
        person.email,
        kind,
        person.language,
        url=outbox.address("/logg-inn", person.language),
        **values,
    )
