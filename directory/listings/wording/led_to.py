"""What are listings called that others lead to? Read once for as long as a session lasts."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing


class LedTo(NamedTuple):
    """A listing's name and state."""

    name: str
    status: str


def names_led_to(session: Session, ids: Collection[str]) -> dict[str, LedTo]:
    """Those of `ids` that are there."""
    known: dict[str, LedTo | None] = session.info.setdefault("names of listings", {})
    if unread := set(ids) - known.keys():
        wanted = select(Listing.id, Listing.name, Listing.status).where(Listing.id.in_(unread))
        known.update(dict.fromkeys(unread))
        known.update({id_: LedTo(name, status) for id_, name, status in session.execute(wanted)})
    return {each: found for each in ids if (found := known[each]) is not None}
