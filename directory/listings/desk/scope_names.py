"""What can a role at the desk reach, by name, and what waits for somebody there? Told to `accounts`."""

import re
from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.accounts.models import Grant, Person
from directory.accounts.scopes import Waiting
from directory.contact_points.models import ContactPoint
from directory.listings.desk.list_rows import asking
from directory.listings.editing import notices
from directory.listings.records.models import Listing, Organisation
from directory.web.clock import oslo_now
from directory.web.formatting import norwegian_order

_LISTING = re.compile(r"(?:.*/tilbud/)?([A-Za-z0-9]{1,40})(?:[-/?#].*)?")
_Columns = tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]]
_COLUMNS: dict[str, _Columns] = {
    "contact": (Listing.id, Listing.name),
    "organisation_editor": (Organisation.code, Organisation.name),
    "contact_point": (ContactPoint.id, ContactPoint.name),
}


def find(session: Session, role: str, typed: str) -> str | None:
    """The listing, organisation or contact point that is meant: by its id or code, a listing also by its address."""
    key, _name = _COLUMNS[role]
    text = typed.strip()
    if role == "contact":
        match = _LISTING.fullmatch(text)
        text = match.group(1) if match else ""
    return session.scalar(select(key).where(key == text))


def choices(session: Session, role: str) -> list[tuple[str, str]]:
    """Organisations and contact points by name; listings are too many to choose from."""
    if role == "contact":
        return []
    key, name = _COLUMNS[role]
    wanted = select(key, name)
    if role == "contact_point":
        wanted = wanted.where(ContactPoint.level == "contact_point")
    found = [(code, called) for code, called in session.execute(wanted)]
    return sorted(found, key=lambda each: norwegian_order(each[1]))


def tell_of_role(session: Session, given: Grant) -> None:
    """Those who had the role before are told."""
    notices.tell_of_role(session, given)


def names(session: Session, role: str, scopes: Collection[str]) -> dict[str, str]:
    """The names of these listings, organisations or contact points."""
    key, name = _COLUMNS[role]
    return {row[0]: row[1] for row in session.execute(select(key, name).where(key.in_(scopes)))}


def waiting(session: Session, person: Person) -> list[Waiting]:
    """The person's own list, with how many listings in it wait for an answer."""
    count = asking(session, person, oslo_now().date())
    asked = ngettext("Tilbudene dine: %(num)d trenger svar", "Tilbudene dine: %(num)d trenger svar", count)
    return [Waiting("my_listings.mine", asked if count else _("Tilbudene dine"))]
