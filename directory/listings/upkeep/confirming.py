"""Who says that it is still so? One listing by itself, or several in one go, and the difference is kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts import links
from directory.accounts.models import Actor, Person
from directory.listings.editing.apply import Editing, lock
from directory.listings.editing.change_log import history
from directory.listings.editing.changes import CONFIRMATION, Change
from directory.listings.editing.moderation import HOUSE
from directory.listings.editing.responsible import end_silence
from directory.listings.editing.scope import acting_as
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.records.reminders import Reminder
from directory.places.gazetteer import Gazetteer


def confirm(editing: Editing, listing: Listing) -> list[Change]:
    """Somebody looked at this listing and says that it is still so. Nothing where they said so today already."""
    return _confirm(editing, [listing], "single")


def confirm_together(editing: Editing, listings: Sequence[Listing]) -> list[Change]:
    """Several in one go; kept as said in bulk. In any order, each once."""
    return _confirm(editing, listings, "bulk")


def confirm_by_link(session: Session, gazetteer: Gazetteer, token: str, now: datetime) -> Listing | None:
    """Confirm the one listing of a link from a reminder, once. None where the link has ended, or never was.

    Who has no account confirms in the role of the listing's contact.
    """
    link = links.use(session, token, "confirm", now)
    listing = session.get(Listing, link.listing_id) if link and link.listing_id else None
    if link is None or listing is None:
        return None
    person = session.get(Person, link.person_id) if link.person_id is not None else None
    acting = acting_as(session, person, listing) if person else Actor(None, "contact")
    if acting is None:
        return None
    confirm(Editing(session, gazetteer, acting, now), listing)
    return listing


def _confirm(editing: Editing, listings: Sequence[Listing], how: str) -> list[Change]:
    lock(editing.session, *listings)
    made = [each for listing in listings if (each := _keep_confirmation(editing, listing, how))]
    editing.session.add_all(made)
    asked = delete(Reminder).where(Reminder.listing_id.in_([listing.id for listing in listings]))
    editing.session.execute(asked)
    end_silence(editing.session, editing.by)
    editing.session.flush()
    return made


def _keep_confirmation(editing: Editing, listing: Listing, how: str) -> Change | None:
    before = document_of(listing, editing.gazetteer)
    listing.last_confirmed_on = editing.today
    listing.confirmed_by, listing.confirmed_how = editing.by.role, how
    listing.status = _show_again(editing.session, listing)
    after = document_of(listing, editing.gazetteer)
    fields = {
        name: {"before": before[name], "after": after[name]}
        for name in (*CONFIRMATION, "status")
        if before[name] != after[name]
    }
    if not fields:
        return None
    listing.version += "status" in fields
    return editing.record_done(listing, fields)


def _show_again(session: Session, listing: Listing) -> str:
    """What the house hid because nobody confirmed it is shown again once somebody does."""
    changes = [
        row for row in history(session, listing.id) if row.state == "applied" and "status" in row.fields
    ]
    last = max(changes, key=lambda row: (row.version or 0, row.id), default=None)
    if listing.status != "hidden" or last is None or last.made_as != HOUSE.role:
        return listing.status
    return str(last.fields["status"]["before"])
