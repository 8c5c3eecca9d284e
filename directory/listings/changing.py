"""How does a listing change? Every way of changing one writes its history first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.listings.form import form_of
from directory.listings.history import ListingChange
from directory.listings.loading import put
from directory.listings.models import Listing, ListingContact
from directory.places.gazetteer import Gazetteer

_NEVER_CHANGED = ("id", "demo")


def change(
    session: Session,
    listing: Listing,
    values: Mapping[str, Any],
    gazetteer: Gazetteer,
    *,
    role: str,
    now: datetime,
    reason: str | None = None,
) -> list[ListingChange]:
    """Change fields of `listing` (in the API's own form) and keep what each was before.

    Private contacts that stand are kept; the history never holds one.

    Raises:
        ValueError: a value cannot be used; nothing is changed.
    """
    before = form_of(listing, gazetteer)
    private = [_private_form(contact) for contact in listing.contacts if contact.private]
    wanted = {**form_of(listing, gazetteer, public=False), **values}
    wanted["contacts"] = [*wanted["contacts"], *private]
    with session.no_autoflush:
        put(session, {**wanted, **{name: before[name] for name in _NEVER_CHANGED}}, gazetteer)
    after = form_of(listing, gazetteer)
    made = [
        ListingChange(
            listing_id=listing.id,
            at=now,
            field=field,
            before=before[field],
            after=after[field],
            role=role,
            reason=reason,
        )
        for field in after
        if before[field] != after[field]
    ]
    session.add_all(made)
    return made


def history(session: Session, listing_id: str) -> list[ListingChange]:
    """All changes of a listing, the first one first."""
    rows = session.scalars(
        select(ListingChange).where(ListingChange.listing_id == listing_id).order_by(ListingChange.id)
    )
    return list(rows)


def add_private_contact(listing: Listing, contact: ListingContact) -> None:
    """A private person's contact. It is in no history, so that erasing it erases it."""
    contact.private = True
    listing.contacts.append(contact)


def erase_private_contact(session: Session, contact: ListingContact) -> None:
    """Erase a private contact, from the history too if it once stood there as a role's."""
    words = [word for word in (contact.phone, contact.email) if word]
    listing_id = contact.listing_id
    session.delete(contact)
    session.flush()
    for row in history(session, listing_id):
        if any(word in str(value) for word in words for value in (row.before, row.after)):
            session.execute(delete(ListingChange).where(ListingChange.id == row.id))


def _private_form(contact: ListingContact) -> dict[str, Any]:
    return {
        "role": contact.role,
        "phone": contact.phone,
        "email": contact.email,
        "private": True,
        "consent_until": contact.consent_until.isoformat() if contact.consent_until else None,
    }
