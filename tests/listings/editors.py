"""How do tests stand at the desk without its pages? In a session that is undone, as somebody in a role."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from flask import Flask
from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import roles
from directory.accounts.models import Actor, Person
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.changes import Change
from directory.listings.editing.single_dates import Instead, values_moved_to
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing
from directory.mail.models import Letter
from directory.places.loading import load
from tests.houses import NOW

_numbers = itertools.count(1)
AALESUND = "demopointaalesund"


class Office:
    """A session in which things are changed, and the people who change them."""

    def __init__(self, session: Session, now: datetime = NOW) -> None:
        self.session = session
        self.now = now

    def person(self, role: str, scope: str | None = None) -> Person:
        """Somebody new with a role."""
        email = f"{role.replace('_', '-')}-{next(_numbers)}@eksempel.no"
        person = roles.add(self.session, email, self.now)
        roles.grant(self.session, person, role, scope, self.now, giver=None)
        return person

    def known(self, role: str, scope: str | None = None) -> Person:
        """Somebody with a role, one of whose changes was accepted before."""
        person = self.person(role, scope)
        listing = self.listing("demo019")
        made = Change(
            listing_id=listing.id,
            fields={},
            made_by=person.id,
            made_as=role,
            made_at=self.now,
            applied_at=self.now,
            decided_at=self.now,
            state="applied",
            held_for=[],
        )
        self.session.add(made)
        self.session.flush()
        return person

    def as_(self, person: Person, role: str | None = None) -> Editing:
        """That person at work."""
        role = role or sorted(person.roles)[0]
        return Editing(self.session, load(), Actor(person.id, role), self.now)

    def contact(self, listing_id: str = "demo005") -> Editing:
        """The contact of a listing at work."""
        return self.as_(self.person("contact", listing_id))

    def listing(self, listing_id: str = "demo005") -> Listing:
        """One listing."""
        return self.session.get_one(Listing, listing_id)

    def letters(self) -> list[tuple[str, str | None]]:
        """What was queued: kind and address."""
        rows = self.session.scalars(select(Letter).where(Letter.kind != "welcome").order_by(Letter.id))
        return sorted((row.kind, row.recipient) for row in rows)

    def everything_sent(self) -> Delete:
        """A statement: no letter is in the queue any more."""
        return delete(Letter)

    def later(self, **passed: float) -> None:
        """Let time pass."""
        self.now += timedelta(**passed)


@contextmanager
def office_in(house: Flask) -> Iterator[Office]:
    """An office whose work is undone at the end."""
    with house.test_request_context("/"):
        yield Office(db.write_session())


@contextmanager
def office_that_keeps(house: Flask) -> Iterator[Office]:
    """An office whose work is kept."""
    with house.app_context(), db.of_app().writing() as session:
        yield Office(session, house.config["NOW"])


def move_date(
    editing: Editing, listing: Listing, on: date, to: date, starts: str | None = None
) -> list[Change]:
    """Hold the meeting of one date on another day, as the form of the desk does."""
    values = values_moved_to(ListingDocument.of_listing(listing, editing.gazetteer), on, Instead(to, starts))
    return change(editing, listing, values)
