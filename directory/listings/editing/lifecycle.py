"""Is it there? A new listing, a copy, shown to everybody, closed down, and open again."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Grant
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.approval import waiting
from directory.listings.editing.change_log import history
from directory.listings.editing.changes import CONFIRMATION, Change
from directory.listings.editing.reach import becomes_public
from directory.listings.readiness import lacks
from directory.listings.records.document import document_of
from directory.listings.records.loading import put
from directory.listings.records.models import Listing

SOURCE = "Oppgitt av dem som har ansvar for tilbudet"
_NOT_COPIED = ("id", "go_live_note", "source", "source_url", "source_date", "source_note", *CONFIRMATION)


def create(editing: Editing, values: Mapping[str, Any]) -> Listing:
    """A new listing, as a draft that only the desk sees. `values` as in a document.

    Raises:
        ValueError: a value is missing or cannot be used; the text names the field.
    """
    given = {name: value for name, value in values.items() if name not in CONFIRMATION}
    row = {"source": SOURCE, "source_date": editing.today.isoformat(), **given}
    listing = put(editing.session, {**row, "id": secrets.token_hex(5), "status": "draft"}, editing.gazetteer)
    made = document_of(listing, editing.gazetteer, public=False)
    fields = {name: {"before": None, "after": value} for name, value in made.items() if value}
    editing.session.add(editing.record_done(listing, fields))
    editing.session.flush()
    return listing


def copy(editing: Editing, listing: Listing, otherwise: Mapping[str, Any] | None = None) -> Listing:
    """A draft that says the same but for `otherwise`. Single dates, breaks, who is enrolled and private contacts are not
    taken along, nor who confirmed the first one."""
    document = document_of(listing, editing.gazetteer, public=False)
    row = {name: value for name, value in document.items() if name not in _NOT_COPIED}
    row["meetings"] = [{**meeting, "changed_dates": []} for meeting in document["meetings"]]
    row["pauses"] = []
    if document["course"]:
        row["course"] = {**document["course"], "enrolled": None}
    return create(editing, {**row, **(otherwise or {})})


class Unready(ValueError):
    """A draft that must not be shown yet; `lacks` says what nobody could do without: `time`, `way_in`."""

    def __init__(self, lacks: list[str]) -> None:
        super().__init__("the draft lacks something")
        self.lacks = lacks


def publish(editing: Editing, listing: Listing, version: int | None = None) -> list[Change]:
    """Show a draft, or something hidden, to everybody. What they have sent and waits for a yes already, stays as it is.

    Raises:
        Unready: the draft lacks something.
    """
    if listing.status == "draft" and (missing := lacks(editing.session, listing)):
        raise Unready(missing)
    sent = [
        each
        for each in waiting(editing.session, listing.id)
        if each.made_by == editing.by.person_id and becomes_public(each.fields)
    ]
    if sent:
        return sent
    return change(editing, listing, {"status": "active"}, version=version)


def is_discardable(session: Session, listing: Listing) -> bool:
    """Whether it is a draft that nobody but the desk has ever seen."""
    return listing.status == "draft" and was_never_shown(history(session, listing.id))


def was_never_shown(changes: Iterable[Change]) -> bool:
    """Whether nobody but the desk has ever seen the listing of which these are all changes."""
    applied = (row for row in changes if row.state != "held" and "id" not in row.fields)
    return not any("status" in row.fields for row in applied)


def discard(editing: Editing, listing: Listing) -> None:
    """Throw a draft away, with all that was written of it, and the roles that reach it alone.

    After the commit the caller empties SQLite's log: `db.of_app().forget_erased()`.
    """
    for grant in editing.session.scalars(select(Grant).where(Grant.listing_id == listing.id)).all():
        grant.until = grant.until or editing.now
    editing.session.delete(listing)
    editing.session.flush()


def close(
    editing: Editing, listing: Listing, reason: str | None = None, starts_on: date | None = None
) -> list[Change]:
    """Closed down for good, today or from a later day."""
    return change(editing, listing, {"status": "closed"}, reason=reason, starts_on=starts_on)


def reopen(editing: Editing, listing: Listing, reason: str | None = None) -> list[Change]:
    """Closed down or on a break no more."""
    return change(editing, listing, {"status": "active"}, reason=reason)
