"""Who hears of a source? Its owner; else those who oversee the house."""

from sqlalchemy.orm import Session

from directory.accounts import roles
from directory.accounts.access import OVERSEERS
from directory.accounts.models import Person
from directory.exchange.taking_in.models import ListSource
from directory.mail import outbox


def tell_owner(session: Session, source: ListSource, kind: str, key: str) -> None:
    """A letter to each, once for each `key`."""
    owner = session.get(Person, source.owner_id) if source.owner_id is not None else None
    readers = [owner] if owner is not None and owner.email and owner.current_grants else []
    for role in OVERSEERS:
        readers = readers or [each for each in roles.holders(session, role) if each.email]
    for each in readers:
        url = outbox.address("/skrivebord/kilder", each.language)
        outbox.queue(
            session, each.email, kind, each.language, unique_key=f"{key}:{each.id}", name=source.name, url=url
        )
