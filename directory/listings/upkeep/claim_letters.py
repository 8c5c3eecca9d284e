"""Who hears that somebody would like to keep a listing, and what does that one hear? Neither letter says about what."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.accounts.roles import holders
from directory.listings.editing.responsible import people_of
from directory.listings.records.models import Listing
from directory.listings.upkeep.claims import ListingClaim
from directory.mail import outbox
from directory.mail.models import Letter

_KIND = "claimed"


def tell_who_decides(session: Session, listing: Listing, now: datetime) -> None:
    """One letter at the next full hour, unless one waits for them already."""
    due = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    queued = select(Letter.recipient).where(Letter.kind == _KIND, Letter.state == "queued")
    waiting = set(session.scalars(queued))
    for person in _deciders(session, listing):
        if person.email and person.email not in waiting:
            url = outbox.address("/skrivebord/onsker", person.language)
            outbox.queue(session, person.email, _KIND, person.language, due_at=due, url=url)


def tell_refused(session: Session, claim: ListingClaim) -> None:
    """A no, and where one can ask why."""
    url = outbox.address("/retningslinjer", claim.language)
    outbox.queue(session, claim.email, "claim_refused", claim.language, url=url)


def _deciders(session: Session, listing: Listing) -> list[Person]:
    """The contact points of the place; where there are none, the national editors."""
    near = people_of(session, listing, "contact_point")
    return near or holders(session, "national_editor") or holders(session, "administrator")
