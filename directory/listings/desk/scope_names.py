"""What can a role at the desk reach, by name, and what waits for somebody there? Told to `accounts`."""

import re
from collections.abc import Collection
from datetime import date

from flask import current_app
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory import db
from directory.accounts.models import Grant, Person
from directory.accounts.scopes import Waiting, what_also_waits
from directory.contact_points.models import ContactPoint
from directory.listings.desk.list_rows import place_at_desk
from directory.listings.desk.list_search import named_or_at
from directory.listings.editing import notices
from directory.listings.records.models import Listing, Organisation, bare
from directory.listings.upkeep.agenda import Waits, agenda
from directory.listings.upkeep.agenda_words import since_in_words, waiting_in_words
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import norwegian_order
from directory.web.typed import clean

_LISTING = re.compile(r"(?:.*/tilbud/)?([A-Za-z0-9]{1,40})(?:[-/?#].*)?")
_MOST_MATCHES = 8
_LONGEST_WORDS = 80
_Columns = tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]]
_COLUMNS: dict[str, _Columns] = {
    "contact": (Listing.id, Listing.name),
    "organisation_editor": (Organisation.code, Organisation.name),
    "contact_point": (ContactPoint.id, ContactPoint.name),
}

_PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "confirm": ("my_listings.mine", {"vis": "svar"}),
    "held": ("approve.waiting", {}),
    "reports": ("report_desk.everything", {}),
    "drafts": ("my_listings.mine", {"vis": "utkast"}),
    "claims": ("claim_desk.everything", {}),
    "reach": ("seen_reach.waiting", {}),
    "letters": ("letters.troubled", {}),
}


def find(session: Session, role: str, typed: str) -> str | None:
    """The listing, organisation or contact point that is meant: by its id or code, a listing also by its address."""
    key, _name = _COLUMNS[role]
    text = typed.strip()
    if role == "contact":
        match = _LISTING.fullmatch(text)
        text = match.group(1) if match else ""
    return session.scalar(select(key).where(key == text))


def matches(session: Session, typed: str) -> list[tuple[str, str]]:
    """The listings whose name, street or place the words are, closed ones aside."""
    words, gazetteer = clean(typed, _LONGEST_WORDS).strip(), load()
    wanted = select(Listing).where(named_or_at(words, gazetteer), Listing.status != "closed")
    if not words:
        return []
    rows = session.scalars(bare(wanted).order_by(Listing.name, Listing.id).limit(_MOST_MATCHES))
    return [(row.id, f"{row.name} – {place_at_desk(row, gazetteer)}") for row in rows]


def choices(role: str) -> list[tuple[str, str]]:
    """Organisations and contact points by name; listings are too many to choose from."""
    return [] if role == "contact" else db.read_cached(*_CHOICES[role])


def _organisations(session: Session) -> list[tuple[str, str]]:
    named = select(Organisation.code, Organisation.name)
    return _by_name(session, named.where(Organisation.closed_on.is_(None)))


def _contact_points(session: Session) -> list[tuple[str, str]]:
    called = select(ContactPoint.id, ContactPoint.name)
    return _by_name(
        session, called.where(ContactPoint.level == "contact_point", ContactPoint.closed_on.is_(None))
    )


def _by_name(session: Session, wanted: Select[str, str]) -> list[tuple[str, str]]:
    found = [(code, called) for code, called in session.execute(wanted)]
    return sorted(found, key=lambda each: norwegian_order(each[1]))


_CHOICES = {
    "organisation_editor": (_organisations, "organisation"),
    "contact_point": (_contact_points, "contact_point"),
}


def tell_of_role(session: Session, given: Grant) -> None:
    """Those who had the role before are told."""
    notices.tell_of_role(session, given)


def names(session: Session, role: str, scopes: Collection[str]) -> dict[str, str]:
    """The names of these listings, organisations or contact points."""
    key, name = _COLUMNS[role]
    return {row[0]: row[1] for row in session.execute(select(key, name).where(key.in_(scopes)))}


def waiting(session: Session, person: Person) -> list[Waiting]:
    """All that waits for the person, in words, what has waited longest first."""
    settings: Settings = current_app.extensions["settings"]
    today, above = oslo_now().date(), {each.kind: each.endpoint for each in what_also_waits()}
    found = agenda(session, person, today, settings.periods.remind_months)
    return [_describe(each, above.get(each.kind), today) for each in found]


def _describe(each: Waits, above: str | None, today: date) -> Waiting:
    """In words, with its page, which a room `above` names for what it counts; how long that has waited is said there."""
    page, query = (above, {}) if above else _PAGES[each.kind]
    since = "" if above else since_in_words(each, today)
    return Waiting(each.kind, page, query, each.count, waiting_in_words(each), since)
