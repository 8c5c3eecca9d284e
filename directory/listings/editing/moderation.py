"""Must this change wait for a second pair of eyes? A stranger's number on a listing that people trust does harm."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.accounts.access import OVERSEERS
from directory.accounts.models import Actor, Person
from directory.listings.editing.changes import CONFIRMATION, Change, Fields
from directory.listings.editing.lookalikes import flags
from directory.listings.editing.reach import becomes_public, leads_elsewhere, leads_to_a_person, reach_of
from directory.listings.editing.responsible import is_responsible
from directory.listings.editing.scope import grants_reaching, may_publish
from directory.listings.records.models import Listing
from directory.vocabulary import PUBLIC_STATUSES

HOUSE = Actor(None, "house")
"""The house itself: what it does by its own rules waits for nobody."""
MOST_IN_A_DAY = 12
"""Listings that one person may lead elsewhere: what a contact point of eleven groups needs, and far less than harm does."""
_A_DAY = timedelta(hours=24)


def reasons_to_hold(
    session: Session,
    listing: Listing,
    fields: Fields,
    by: Actor,
    document: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> list[str]:
    """The codes of `HELD_FOR` that make a change of `fields` wait; none where it may be in force at once.

    `listing` is as it stands before the change; so is its whole `document`, which is looked through when it becomes public.
    `now` is when it is made: without it nobody counts how many there were that day.
    """
    if by == HOUSE:
        return []
    shown = becomes_public(fields)
    after = {name: field["after"] for name, field in fields.items()}
    reasons = (
        ["look_alike"] if flags(session, listing, {**(document or {}), **after} if shown else after) else []
    )
    responsible = is_responsible(session, by.person_id, listing)
    if shown and not _may_publish(session, by, listing) and (listing.status == "draft" or not responsible):
        reasons.append("publishing")
    answers = is_responsible(session, by.person_id, listing, known=True)
    if leads_elsewhere(listing, fields):
        trust = _reasons_of_trust(session, listing, by, None if shown and answers else now)
        made = "publishing" in reasons and _gave_it_themselves(session, listing, by)
        reasons += [each for each in trust if each != "invited" or not made]
    if not (answers or responsible) and (shown or listing.public) and _is_new(session, by):
        reasons.append("first")
    if not answers and is_trusted(listing) and not _is_their_own(session, listing, fields, by):
        reasons.append("reach")
    return reasons


def _reasons_of_trust(session: Session, listing: Listing, by: Actor, now: datetime | None) -> list[str]:
    """Whether the maker's role rests on one person's word alone, and whether they have done this often today."""
    person = session.get(Person, by.person_id) if by.person_id is not None else None
    reasons = []
    if person is not None and not any(each.stands for each in grants_reaching(session, person, listing)):
        reasons.append("invited")
    if person is not None and now is not None and _is_one_too_many(session, person.id, listing, now):
        reasons.append("many")
    return reasons


def _gave_it_themselves(session: Session, listing: Listing, by: Actor) -> bool:
    """Whether the maker reaches it because they made it, and by nobody's invitation."""
    person = session.get(Person, by.person_id) if by.person_id is not None else None
    reaching = grants_reaching(session, person, listing) if person is not None else []
    return bool(reaching) and all(each.given_by == by.person_id for each in reaching)


def _is_one_too_many(session: Session, person_id: int, listing: Listing, now: datetime) -> bool:
    """Whether this listing would be one more than a person may lead elsewhere in a day. What waits or was taken back counts
    as well; what was written before anybody saw the listing does not, nor what was one too many itself."""
    rows = session.execute(
        select(Change, Listing.status)
        .join(Listing, Listing.id == Change.listing_id)
        .where(Change.made_by == person_id, Change.made_at > now - _A_DAY)
        .order_by(Change.id)
    )
    led: set[str] = set()
    begun: set[str] = set()
    for made, status in rows:
        fields, listing_id = made.fields, made.listing_id
        if "many" in made.held_for:
            continue
        if fields.get("status", {}).get("before") == "draft":
            begun.add(listing_id)
            led.discard(listing_id)
        elif status != "draft" and "id" not in fields and leads_to_a_person(made):
            led.add(listing_id)
    counted = led | begun if listing.status == "draft" else led
    return listing.id not in counted and len(counted) >= MOST_IN_A_DAY


def is_trusted(listing: Listing) -> bool:
    """Whether people rely on it: somebody in a role has said that it is so. Hiding it for a while changes nothing of that."""
    return listing.status != "draft" and listing.confirmed_by is not None


def _is_their_own(session: Session, listing: Listing, fields: Fields, by: Actor) -> bool:
    """Whether all that leads to the listing otherwise was set by the same person."""
    return all(_has_set(session, listing, name, by) for name in reach_of(fields))


def _has_set(session: Session, listing: Listing, name: str, by: Actor) -> bool:
    """Whether what stands there today was set by the same person, and nobody else has said yes to it since: what another
    looked at is no longer theirs alone to change."""
    rows = session.scalars(
        select(Change)
        .where(Change.listing_id == listing.id, Change.applied_at.is_not(None))
        .order_by(Change.version.desc(), Change.id.desc())
    ).all()
    setter = next((row for row in rows if name in reach_of(row.fields)), None)
    if setter is None or setter.made_by is None or setter.made_by != by.person_id or setter.decided_by:
        return False
    return not any(row.id > setter.id and row.made_by != by.person_id and _confirms(row) for row in rows)


def _confirms(row: Change) -> bool:
    return not set(CONFIRMATION).isdisjoint(row.fields)


def _is_new(session: Session, by: Actor) -> bool:
    """An editor none of whose changes anybody relies on: accepted, or in force on a listing that is shown. Those who
    oversee the house were chosen to do that."""
    if by.role in OVERSEERS:
        return False
    rows = session.execute(
        select(Change.fields, Change.decided_at, Listing.status)
        .join(Listing, Listing.id == Change.listing_id)
        .where(
            Change.made_by == by.person_id,
            or_(Change.applied_at.is_not(None), Change.state == "scheduled"),
        )
        .order_by(Change.id)
    )
    return not any(
        decided_at or (status in PUBLIC_STATUSES and not set(fields) <= set(CONFIRMATION))
        for fields, decided_at, status in rows
    )


def _may_publish(session: Session, by: Actor, listing: Listing) -> bool:
    person = session.get(Person, by.person_id) if by.person_id is not None else None
    return person is not None and may_publish(session, person, listing)
