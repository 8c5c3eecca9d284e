"""Who hears that the public told us something? Those who can do something about it, within the hour, once an hour.

The letter goes at the next full hour, so that it tells nobody the minute in which somebody wrote. It says nothing of
what was written, or about what.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.accounts.roles import holders
from directory.listings.editing.responsible import people_at, people_of
from directory.listings.records.models import Listing
from directory.listings.upkeep.reports import Report
from directory.mail import outbox
from directory.mail.models import Letter

_KIND = "reported"


def tell_who_answers(session: Session, told: Report, now: datetime) -> None:
    """Queue a letter to everybody who can answer, unless one waits for them already."""
    due = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    waiting = set(
        session.scalars(select(Letter.recipient).where(Letter.kind == _KIND, Letter.state == "queued"))
    )
    for person in _readers(session, told):
        if person.email and person.report_letters and person.email not in waiting:
            url = outbox.address("/skrivebord/meldinger", person.language)
            outbox.queue(session, person.email, _KIND, person.language, due_at=due, url=url)


def _readers(session: Session, told: Report) -> list[Person]:
    """The organisation's editors and the contact points of the place; where there are none, the national editors."""
    listing = session.get(Listing, told.listing_id) if told.listing_id else None
    if listing is None:
        near = people_at(session, told.municipality_number)
    else:
        near = [
            *people_of(session, listing, "organisation_editor"),
            *people_of(session, listing, "contact_point"),
        ]
    found = near or holders(session, "national_editor") or holders(session, "administrator")
    return list({person.id: person for person in found}.values())
