"""How does all of a slip come into one's own calendar? One file: when and where, and of each only "Avtale"."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.listings.wording.calendar import calendar_of
from directory.listings.wording.coming import PLACE, scheduled_changes
from directory.listings.wording.presenting import place_in_words, slug
from directory.places.loading import load
from directory.settings import Settings
from directory.vocabulary import PUBLIC_STATUSES


def calendar_of_all(ids: Iterable[str], session: Session, settings: Settings, now: datetime) -> bytes:
    """What is ahead of the public listings of `ids`, as one iCalendar file."""
    wanted = select(Listing).where(Listing.id.in_(ids), Listing.status.in_(PUBLIC_STATUSES))
    rows = {row.id: row for row in session.scalars(wanted)}
    moving = {row.listing_id for row in scheduled_changes(session, list(rows)) if _moves(row)}
    listings = [rows[id_] for id_ in ids if id_ in rows]
    files = [_calendar(each, each.id in moving, settings, now) for each in listings]
    whole = Calendar()
    whole.add("prodid", f"-//{settings.public_host}//NB")
    whole.add("version", "2.0")
    for at, calendar in enumerate(files):
        for component in calendar.subcomponents:
            if component.name != "VTIMEZONE" or not at:
                whole.add_component(component)
    return whole.to_ical()


def _calendar(listing: Listing, moves: bool, settings: Settings, now: datetime) -> Calendar:
    gazetteer = load()
    stays = "in_person" in listing.formats and not moves
    page = url_for("listing.show", id=listing.id, slug=slug(listing, gazetteer))
    file = calendar_of(
        listing,
        place_text=place_in_words(listing, gazetteer) if stays else None,
        url=settings.public_url + page,
        host=settings.public_host,
        now=now,
    )
    return Calendar.from_ical(file)


def _moves(change: Change) -> bool:
    """Whether it is held somewhere else soon: an entry holds one place."""
    return any(name in change.fields for name in PLACE)
