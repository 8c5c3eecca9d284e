"""Is this listing yours? Every page and act of the desk on one listing begins here."""

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import not_yours, the_person
from directory.accounts.models import Actor, Person
from directory.accounts.roles import grant
from directory.listings.editing.apply import Editing
from directory.listings.editing.scope import acting_as, grants_reaching, nearest
from directory.listings.records.models import Listing, whole
from directory.places.loading import load
from directory.web.clock import oslo_now


def get_listing(listing_id: str) -> Listing:
    """The listing, for looking at it. Ends the request with 404 where there is none, 403 where it is not yours."""
    listing, _actor = _reach(db.primary_session(), listing_id)
    return listing


def get_listing_and_roles(listing_id: str) -> tuple[Listing, set[str]]:
    """As `get_listing`, with the roles by which it is theirs."""
    return _find(db.primary_session(), listing_id)


def edit_listing(listing_id: str) -> tuple[Editing, Listing]:
    """The listing in a session that writes, and who works on it. Ends the request as `get_listing` does."""
    session = db.write_session()
    listing, actor = _reach(session, listing_id)
    return Editing(session, load(), actor, oslo_now()), listing


def edit_new_listing() -> Editing:
    """Who makes something new: in the role that reaches farthest from one listing alone."""
    person = the_person()
    roles = [grant.role for grant in person.current_grants]
    role = next((role for role in roles if role != "contact"), roles[0])
    return Editing(db.write_session(), load(), Actor(person.id, role), oslo_now())


def make_mine(editing: Editing, draft: Listing) -> Listing:
    """A new draft, in the reach of whoever made it: they become its contact where no other role of theirs reaches it.

    A contact alone shows no draft to everybody: that takes a second pair of eyes (`moderation.py`).
    """
    person = editing.session.get_one(Person, editing.by.person_id)
    if acting_as(editing.session, person, draft) is None:
        grant(editing.session, person, "contact", draft.id, editing.now, giver=person)
    return draft


def _reach(session: Session, listing_id: str) -> tuple[Listing, Actor]:
    listing, roles = _find(session, listing_id)
    actor = nearest(the_person(), roles)
    if actor is None:
        not_yours()
    return listing, actor


def _find(session: Session, listing_id: str) -> tuple[Listing, set[str]]:
    found = session.scalars(whole(select(Listing).where(Listing.id == listing_id)))
    listing = found.unique().one_or_none()
    if listing is None:
        abort(404)
    roles = {each.role for each in grants_reaching(session, the_person(), listing)}
    if not roles:
        not_yours()
    return listing, roles
