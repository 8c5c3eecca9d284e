"""How is a private person's contact kept? With consent, in no history, and erased to the last row.

One that would have to wait as a role's would (`moderation.py`) stands in the table, but nobody is shown it until a second pair
of eyes has accepted it.
"""

import re
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from directory.listings.editing.apply import Editing, hold, lock
from directory.listings.editing.change_log import history
from directory.listings.editing.moderation import reasons_to_hold
from directory.listings.editing.notices import tell
from directory.listings.records.models import Listing, ListingContact
from directory.listings.records.private_words import texts_in

_FEWEST_DIGITS = 5


def add_private_contact(
    editing: Editing,
    listing: Listing,
    *,
    role: str,
    phone: str | None,
    email: str | None,
    consent_until: date,
) -> ListingContact:
    """A private person's contact, shown until the day their consent ends. `waiting` says that it must be accepted
    first: then there is a held change that names it and nothing of it."""
    lock(editing.session, listing)
    contact = ListingContact(role=role, phone=phone, email=email, private=True, consent_until=consent_until)
    told = {"role": role, "phone": phone, "email": email}
    fields = {"contacts": {"before": [], "after": [told]}}
    reasons = reasons_to_hold(editing.session, listing, fields, editing.by, now=editing.now)
    contact.waiting = bool(reasons)
    listing.contacts.append(contact)
    listing.version += 1
    editing.session.flush()
    if reasons:
        hold(editing, listing, editing.act(listing, {}, held_for=reasons, private_contact_id=contact.id))
    else:
        made = editing.record_done(listing, {})
        made.private_contact_id = contact.id
        editing.session.add(made)
        editing.session.flush()
        tell(editing.session, listing, made)
    return contact


def erase_private_contact(session: Session, contact: ListingContact) -> None:
    """Erase a private contact, from the history too if it once stood there as a role's.

    After the commit the caller empties SQLite's log: `db.of_app().forget_erased()`.
    """
    words = [word for word in (contact.phone, contact.email) if word]
    listing_id, contact_id = contact.listing_id, contact.id
    rows = history(session, listing_id)  # before the contact goes: with it goes what names it
    session.delete(contact)
    for row in rows:
        kept = {name: field for name, field in row.fields.items() if not _holds(field, words)}
        if row.private_contact_id == contact_id or (row.fields and not kept):
            session.delete(row)
        elif kept != row.fields:
            row.fields = kept
    session.flush()


def _holds(value: Any, words: list[str]) -> bool:
    """Whether any text in `value` holds one of `words`, a number also with other spaces in it."""
    texts = [text for _name, text in texts_in(value)]
    for word in words:
        digits = _digits(word)
        if any(word.casefold() in text.casefold() for text in texts):
            return True
        if len(digits) >= _FEWEST_DIGITS and any(digits in _digits(text) for text in texts):
            return True
    return False


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
