"""What begins today? Changes that waited for their day come into force, also when no command has run.

The first request that a worker gets on a new day looks for them and applies them under the write lock. So the page, the
search and the calendar all say the same on the day, and no page has to lay waiting changes over what it reads.
"""

import time
from datetime import date, datetime

from flask import current_app, request
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.models import Actor, Person
from directory.listings.editing.apply import Editing, apply, change, lock
from directory.listings.editing.changes import Change
from directory.listings.editing.moderation import HOUSE, reasons_to_hold
from directory.listings.editing.reach import leads_to_a_person
from directory.listings.editing.scope import may_edit
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.web.clock import OSLO, oslo_now

_AGAIN_AFTER = 60.0  # seconds: where the database is away, not every visitor waits for it


def apply_due(session: Session, gazetteer: Gazetteer, now: datetime) -> int:
    """Put every scheduled change whose day has come into force. Safe to repeat. Returns how many.

    Held instead, for a person to decide, is one whose fields somebody changed after it was made, one whose maker no
    longer reaches the listing (a contact who was replaced leaves nothing behind that happens by itself), and one by which
    people would be led elsewhere, if it would wait were it made today.
    """
    today = now.astimezone(OSLO).date()
    due = session.scalars(
        select(Change)
        .where(Change.state == "scheduled", Change.starts_on <= today)
        .order_by(Change.starts_on, Change.id)
    ).all()
    return sum(_begins(session, gazetteer, made, now) for made in due)


def _begins(session: Session, gazetteer: Gazetteer, made: Change, now: datetime) -> bool:
    listing = session.get_one(Listing, made.listing_id)
    lock(session, listing)
    session.refresh(made)
    if made.state != "scheduled":
        return False
    reasons = _reasons_to_hold(session, gazetteer, made, listing)
    if not reasons:
        try:
            apply(Editing(session, gazetteer, Actor(made.made_by, made.made_as), now), listing, made)
        except ValueError:  # what it names is gone, such as an organisation
            reasons = ["overtaken"]
    if reasons:
        made.state, made.held_for = "held", reasons
    session.flush()
    return not reasons


def _reasons_to_hold(session: Session, gazetteer: Gazetteer, made: Change, listing: Listing) -> list[str]:
    stands = document_of(listing, gazetteer, public=False)
    overtaken = any(stands[name] not in field.values() for name, field in made.fields.items())
    maker = session.get(Person, made.made_by) if made.made_by is not None else None
    reached = maker is not None and may_edit(session, maker, listing)
    again: list[str] = []
    # Nobody saw the listing when it was written, it may be, and since then somebody has said that it is so.
    if reached and leads_to_a_person(made):
        again = reasons_to_hold(session, listing, made.fields, Actor(made.made_by, made.made_as))
    if overtaken:
        return ["overtaken", *again]
    if made.decided_at is not None or maker is None:
        return []
    return again if reached else ["handed_over"]


def let_go_of_past_times(session: Session, gazetteer: Gazetteer, now: datetime) -> None:
    """Take out times that have ended where others go on: the search would still find the listing by their weekday."""
    today = now.astimezone(OSLO).date()
    ended = select(Schedule.listing_id).where(Schedule.until_date < today)
    for listing in session.scalars(select(Listing).where(Listing.id.in_(ended)).order_by(Listing.id)).all():
        meetings = document_of(listing, gazetteer, public=False)["meetings"]
        standing = [each for each in meetings if each["until"] is None or each["until"] >= today.isoformat()]
        if standing:
            change(Editing(session, gazetteer, HOUSE, now), listing, {"meetings": standing})


def begin_the_day() -> None:
    """Before a request: once a day in each worker, apply what is due. A page is shown all the same if that fails."""
    today, seen = oslo_now().date(), current_app.extensions.setdefault("begun_day", {})
    if request.endpoint == "static" or seen.get("day") == today or time.monotonic() < seen.get("again", 0.0):
        return
    try:
        if _is_anything_due(today):
            with db.of_app().writing() as session:
                apply_due(session, load(), oslo_now())
        seen["day"] = today
    except SQLAlchemyError as error:
        seen["again"] = time.monotonic() + _AGAIN_AFTER
        current_app.logger.warning("changes of today were not applied: %s", type(error).__name__)


def _is_anything_due(today: date) -> bool:
    waits = select(Change.id).where(Change.state == "scheduled", Change.starts_on <= today)
    with db.of_app().reading() as session:
        return session.scalar(waits.limit(1)) is not None
