"""Who is told when it changes how a listing is reached? The old contact and the new one, in a mail that says nothing of why.

A private person's contact gets no mail from us: the less that is kept of their address, the better.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.listings.editing.changes import Change
from directory.listings.editing.moderation import reach_of
from directory.listings.editing.responsible import responsible_people
from directory.listings.records.models import Listing
from directory.mail import outbox


def tell(session: Session, listing: Listing, made: Change) -> None:
    """Tell the old contact that a change waits, or both the old and the new one that it is in force.

    Nobody is told of a change that leaves open how the listing is reached as it was.
    """
    if not reach_of(made.fields):
        return
    held = made.state == "held"
    standing = [{"email": contact.email} for contact in listing.contacts if not contact.private]
    contacts = made.fields.get("contacts", {"before": standing, "after": standing})
    addresses = _addresses(contacts["before"] if held else [*contacts["before"], *contacts["after"]])
    readers = dict.fromkeys(addresses, listing.language)
    readers.update({p.email: p.language for p in responsible_people(session, listing) if p.email})
    for to, language in readers.items():
        kind = "change_held" if held else "change_made"
        desk = "/skrivebord/ventende" if held else f"/skrivebord/oppforinger/{listing.id}/historikk"
        outbox.queue(
            session,
            to,
            kind,
            language,
            url=outbox.address(f"/tilbud/{listing.id}", language),
            desk=outbox.address(desk, language),
        )


def tell_maker(session: Session, made: Change) -> None:
    """Tell whoever made a held change that somebody has decided."""
    maker = session.get(Person, made.made_by) if made.made_by is not None else None
    if maker is not None and maker.email:
        url = outbox.address("/skrivebord/ventende", maker.language)
        outbox.queue(session, maker.email, "change_decided", maker.language, url=url)


def _addresses(contacts: Iterable[Mapping[str, Any]]) -> list[str]:
    return [each["email"].lower() for each in contacts if each["email"]]
