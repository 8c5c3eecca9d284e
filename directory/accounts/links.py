"""Does this link still work? A random token by mail: once, for a while, and only the newest of its kind."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.orm import Session

from directory.accounts.models import Person, SignInLink
from directory.accounts.sessions import digest

LASTS = {"sign_in": timedelta(minutes=10), "confirm": timedelta(days=14)}


def make(
    session: Session,
    purpose: str,
    person_id: int | None,
    now: datetime,
    listing_id: str | None = None,
    asked_from: str | None = None,
) -> str:
    """A new link; the former ones to the same person for the same thing end. Returns its token, which is never kept.

    `purpose` is `sign_in`, or `confirm` for the one listing `listing_id`. Without a person, a sign-in link is a decoy
    that opens nothing. Where it is known where it was `asked_from`, what was asked for from elsewhere stays good.
    """
    former = update(SignInLink).where(
        SignInLink.purpose == purpose,
        SignInLink.person_id == person_id if listing_id is None else SignInLink.listing_id == listing_id,
        SignInLink.expires_at > now,
    )
    if asked_from is not None:
        former = former.where(SignInLink.asked_from == asked_from)
    if listing_id is not None and person_id is not None:
        former = former.where(SignInLink.person_id == person_id)
    session.execute(former.values(expires_at=now))
    token = secrets.token_urlsafe(32)
    session.add(
        SignInLink(
            person_id=person_id,
            token_hash=digest(token),
            purpose=purpose,
            listing_id=listing_id,
            asked_from=asked_from,
            made_at=now,
            expires_at=now + LASTS[purpose],
        )
    )
    session.flush()
    return token


def look(session: Session, token: str, purpose: str, now: datetime) -> SignInLink | None:
    """The link while it works. Looking never uses it up: mail scanners follow links."""
    return session.scalar(select(SignInLink).where(*_working(token, purpose, now)))


def use(session: Session, token: str, purpose: str, now: datetime) -> SignInLink | None:
    """Use the link up. Of any number at the same moment one gets it; None for all others, and for one that has ended."""
    used = (
        update(SignInLink).where(*_working(token, purpose, now)).values(used_at=now).returning(SignInLink.id)
    )
    found = session.scalar(used)
    return session.get(SignInLink, found, populate_existing=True) if found is not None else None


def end_for_person(session: Session, person_id: int, purpose: str, now: datetime) -> None:
    """Whoever has used one link needs no other that is out."""
    standing = update(SignInLink).where(
        SignInLink.person_id == person_id, SignInLink.purpose == purpose, SignInLink.expires_at > now
    )
    session.execute(standing.values(expires_at=now))


def count_made(session: Session, email: str, asked_from: str, since: datetime) -> tuple[int, int]:
    """How many sign-in links were made for an address since a moment: all, and those asked for from one place."""
    here = func.coalesce(func.sum(case((SignInLink.asked_from == asked_from, 1), else_=0)), 0)
    made = (
        select(func.count(), here)
        .select_from(SignInLink)
        .join(Person)
        .where(Person.email == email, SignInLink.purpose == "sign_in", SignInLink.made_at >= since)
    )
    every, some = session.execute(made).one()
    return int(every), int(some)


def end_for_listing(session: Session, listing_id: str, now: datetime) -> None:
    """No link that is out confirms this listing any more."""
    standing = update(SignInLink).where(SignInLink.listing_id == listing_id, SignInLink.expires_at > now)
    session.execute(standing.values(expires_at=now))


def _working(token: str, purpose: str, now: datetime) -> list[ColumnElement[bool]]:
    return [
        SignInLink.token_hash == digest(token),
        SignInLink.purpose == purpose,
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
    ]
