"""Must this change wait for a second pair of eyes? A stranger's number on a listing that people trust does harm."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.accounts.access import OVERSEERS
from directory.accounts.models import Actor, Person
from directory.listings.editing.changes import CONFIRMATION, Change, Fields
from directory.listings.editing.lookalikes import flags
from directory.listings.editing.responsible import is_responsible
from directory.listings.editing.scope import may_publish
from directory.listings.records.models import Listing
from directory.vocabulary import PUBLIC_STATUSES

HOUSE = Actor(None, "house")
"""The house itself: what it does by its own rules waits for nobody."""


def _same(value: Any) -> Any:
    return value


def _numbers(contacts: list[Mapping[str, Any]] | None) -> list[tuple[str, str]]:
    return sorted((each["phone"] or "", each["email"] or "") for each in contacts or ())


def _links(meetings: list[Mapping[str, Any]] | None) -> set[tuple[str, bool]]:
    return {(each["link"], each["link_public"]) for each in meetings or () if each["link"]}


def _elsewhere(meetings: list[Mapping[str, Any]] | None) -> set[str]:
    """The other addresses that single dates are held at."""
    dates = (each for meeting in meetings or () for each in meeting["changed_dates"])
    return {each["address"] for each in dates if each.get("address")}


# How one reaches a listing: of each field the part that a wrong hand could turn against those who seek help.
_REACH: dict[str, Callable[[Any], Any]] = {
    "contacts": _numbers,
    "meetings": _links,
    **dict.fromkeys(("url", "address", "way_in", "municipality_number", "place", "area_only"), _same),
}


def reasons_to_hold(
    session: Session, listing: Listing, fields: Fields, by: Actor, document: Mapping[str, Any] | None = None
) -> list[str]:
    """The codes of `HELD_FOR` that make a change of `fields` wait; none where it may be in force at once.

    `listing` is as it stands before the change; so is its whole `document`, which is looked through when it becomes public.
    """
    if by == HOUSE:
        return []
    shown = _becomes_public(fields)
    reasons = []
    after = {name: field["after"] for name, field in fields.items()}
    if flags(session, listing, {**(document or {}), **after} if shown else after):
        reasons.append("look_alike")
    responsible = is_responsible(session, by.person_id, listing)
    if shown and not _may_publish(session, by, listing) and (listing.status == "draft" or not responsible):
        reasons.append("publishing")
    if responsible:
        return reasons
    if (shown or listing.public) and _is_new(session, by):
        reasons.append("first")
    if is_trusted(listing) and any(not _has_set(session, listing, name, by) for name in reach_of(fields)):
        reasons.append("reach")
    return reasons


def is_trusted(listing: Listing) -> bool:
    """Whether people rely on it: it is shown, and somebody in a role has said that it is so."""
    return listing.public and listing.confirmed_by is not None


def reach_of(fields: Fields) -> list[str]:
    """Those of the changed fields that change how one reaches the listing."""
    return [name for name, field in fields.items() if name in _REACH and _reaches_otherwise(name, field)]


def _reaches_otherwise(name: str, field: Mapping[str, Any]) -> bool:
    """Whether one field changes it. A single date is sent to a new address; that it comes back needs no second look."""
    before, after = field["before"], field["after"]
    if name == "meetings" and not _elsewhere(after) <= _elsewhere(before):
        return True
    return bool(_REACH[name](before) != _REACH[name](after))


def _has_set(session: Session, listing: Listing, name: str, by: Actor) -> bool:
    """Whether what stands there today was set by the same person."""
    rows = session.scalars(
        select(Change)
        .where(Change.listing_id == listing.id, Change.applied_at.is_not(None))
        .order_by(Change.version.desc(), Change.id.desc())
    )
    setter = next((row for row in rows if name in reach_of(row.fields)), None)
    return setter is not None and setter.made_by is not None and setter.made_by == by.person_id


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


def _becomes_public(fields: Fields) -> bool:
    status = fields.get("status")
    return (
        status is not None and status["before"] not in PUBLIC_STATUSES and status["after"] in PUBLIC_STATUSES
    )


def _may_publish(session: Session, by: Actor, listing: Listing) -> bool:
    person = session.get(Person, by.person_id) if by.person_id is not None else None
    return person is not None and may_publish(session, person, listing)
