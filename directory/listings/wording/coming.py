"""What will be different soon? Changes that wait for their day, new times, breaks and single dates, said beforehand."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.changes import Change
from directory.listings.records.meeting_times import is_paused, rule_days
from directory.listings.records.models import Listing
from directory.listings.wording.date_words import cancelled_in_words, changed_in_words
from directory.listings.wording.presenting import recurrence_in_words
from directory.places.gazetteer import Gazetteer
from directory.web.formatting import date_in_words, day_in_words, sentence

PLACE = ("address", "municipality_number", "place", "way_in")
_SOON = 60  # days: that a time ends next summer is no news yet


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that will be different from `on`, as a whole sentence."""

    on: date
    text: str


def coming_changes(session: Session, listing: Listing, gazetteer: Gazetteer, today: date) -> list[Coming]:
    """All that is known to change after `today`, the next first. No address that the listing does not show."""
    return coming_from(scheduled_changes(session, [listing.id]), listing, gazetteer, today)


def coming_from(
    scheduled: Iterable[Change], listing: Listing, gazetteer: Gazetteer, today: date
) -> list[Coming]:
    """As `coming_changes`, where what waits for its day has been read for many listings at once."""
    found = [
        coming
        for change in scheduled
        if change.starts_on and change.starts_on > today
        for coming in _of_change(change, change.starts_on, listing, gazetteer, today)
    ]
    found += [*_of_times(listing, today), *_of_breaks(listing, today), *_of_dates(listing, today)]
    return sorted(found, key=lambda coming: coming.on)


def scheduled_changes(session: Session, listing_ids: Collection[str]) -> list[Change]:
    """The changes of these listings that wait for their day."""
    rows = session.scalars(
        select(Change)
        .where(Change.listing_id.in_(listing_ids), Change.state == "scheduled")
        .order_by(Change.starts_on, Change.id)
    )
    return list(rows)


def moves_from(session: Session, listing: Listing) -> date | None:
    """The day from which it is held somewhere else, where that is known."""
    days = [
        change.starts_on
        for change in scheduled_changes(session, [listing.id])
        if any(name in change.fields for name in PLACE)
    ]
    return min((day for day in days if day), default=None)


def _of_change(
    change: Change, on: date, listing: Listing, gazetteer: Gazetteer, today: date
) -> Iterator[Coming]:
    after: dict[str, Any] = {name: field["after"] for name, field in change.fields.items()}
    day, said = date_in_words(on, today), set()
    if any(name in after for name in PLACE):
        said |= {*PLACE, "latitude", "longitude", "approximate"}
        where = _new_place(after, listing, gazetteer)
        text = _("Fra %(date)s: nytt sted, %(where)s.", date=day, where=where)
        yield Coming(on, text if where else _("Fra %(date)s: nytt sted.", date=day))
    if "contacts" in after:
        said.add("contacts")
        yield Coming(on, _("Fra %(date)s: ny måte å ta kontakt på.", date=day))
    if "name" in after:
        said.add("name")
        yield Coming(on, _("Fra %(date)s: nytt navn, %(name)s.", date=day, name=after["name"]))
    state = {
        "closed": _("Fra %(date)s er det lagt ned.", date=day),
        "paused": _("Fra %(date)s: pause.", date=day),
        "full": _("Fra %(date)s er det fullt.", date=day),
        "active": _("Fra %(date)s er det i gang igjen.", date=day),
    }.get(after.get("status", ""))
    if state:
        said.add("status")
        yield Coming(on, state)
    if not said.issuperset(after):
        yield Coming(on, _("Fra %(date)s blir noe av det som står her, endret.", date=day))


def _new_place(after: dict[str, Any], listing: Listing, gazetteer: Gazetteer) -> str:
    """The new address, or only the area where no more is shown; empty where neither is new."""
    number = after.get("municipality_number", listing.municipality_number)
    place = gazetteer.by_id(after.get("place", listing.place_id) or "") or gazetteer.by_id(number or "")
    area = place.name if place else ""
    address = after.get("address", listing.address)
    if after.get("area_only", listing.area_only) or not address:
        return area if "municipality_number" in after or "place" in after else ""
    return ", ".join(filter(None, (address, area if area not in address else "")))


def _of_times(listing: Listing, today: date) -> Iterator[Coming]:
    """New times from their first day; old ones that end, where nothing says when the new begin."""
    new = [schedule for schedule in listing.schedules if schedule.from_date and schedule.from_date > today]
    for schedule in new:
        if schedule.from_date and len(new) < len(listing.schedules):
            day, words = date_in_words(schedule.from_date, today), recurrence_in_words(schedule)
            yield Coming(
                schedule.from_date,
                _("Fra %(date)s: %(when)s.", date=day, when=words[:1].lower() + words[1:]),
            )
    for schedule in listing.schedules:
        until = schedule.until_date
        if until and today <= until and (until - today).days <= _SOON and not new:
            words = recurrence_in_words(schedule)
            yield Coming(
                until, _("%(when)s, til og med %(date)s.", when=words, date=date_in_words(until, today))
            )


def _of_breaks(listing: Listing, today: date) -> Iterator[Coming]:
    for pause in listing.pauses:
        if pause.from_date <= today:
            continue
        first = date_in_words(pause.from_date, today)
        if pause.until_date is None:
            text = _("Pause fra %(first)s.", first=first)
        elif pause.until_date == pause.from_date:
            text = f"{cancelled_in_words(day_in_words(pause.from_date, today), pause.reason)}."
        else:
            last = date_in_words(pause.until_date, today)
            text = _("Pause fra %(first)s til og med %(last)s.", first=first, last=last)
        yield Coming(pause.from_date, sentence(text))


def _of_dates(listing: Listing, today: date) -> Iterator[Coming]:
    """Single dates that are cancelled or moved, until the last of their days is over. One that a break takes anyway,
    or that is left over from an older rule, is not told."""
    if listing.course and listing.course.sessions:
        return
    for schedule in listing.schedules:
        for changed in schedule.changed_dates:
            last = max(changed.on, changed.moved_to or changed.on)
            taken = is_paused(changed.moved_to or changed.on, listing.pauses)
            if last < today or taken or not any(rule_days(schedule, changed.on, changed.on)):
                continue
            said = changed_in_words(schedule, changed, today, hides_address=listing.area_only)
            note = f" {sentence(changed.note).rstrip('.')}." if changed.note else ""
            yield Coming(changed.on, f"{said}.{note}")
