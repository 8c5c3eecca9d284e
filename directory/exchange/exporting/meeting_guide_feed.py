"""How do the apps and sites of the fellowships read us? As Meeting Guide JSON: one entry for each weekly time.

What the format cannot say stands in its notes: every second week, a first Saturday, breaks, evenings of a course.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session

from directory import db
from directory.exchange.exporting import sending, telling
from directory.exchange.exporting.meeting_entries import MeetingEntry, entries
from directory.exchange.exporting.public_listings import PublicListing, ids_of_public, public_listings
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import organisations_by_code
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.settings import Settings
from directory.web.catalogues import gettext as _
from directory.web.clock import oslo_now
from directory.web.errors import problem
from directory.web.wire.open_answers import open_to_all, whole
from directory.web.wire.page_tags import kept_for_the_day

feeds = open_to_all(Blueprint("meeting_guide_feed", __name__))

TIMEZONE = "Europe/Oslo"
_CONTACTS = 3
# What a fellowship calls its young, where it is not `Y`; None where it has no code, or means something else by it.
_YOUNG = {"aca": "TEEN", "coda": "TEEN", "oa": "TEEN"}
_ONLY_YOUNG = ("oa",)  # has no other code of ours


@feeds.get("/feeds/meeting-guide.json")
@whole
@kept_for_the_day
def meeting_guide() -> Response:
    """All there is; with `organisation`, what one organisation has."""
    wanted = request.args.get("organisation")
    if wanted is not None and wanted not in db.read_cached(organisations_by_code, "organisation"):
        return problem(400, "No such organisation", "Send a code of /api/v1/organisations.")
    return sending.send(_feed(wanted), "application/json")


def _feed(organisation: str | None) -> Iterator[bytes]:
    """Read in a session of its own: that of the request is over when this is sent."""
    yield from sending.as_array(meetings(db.read_session(), oslo_now(), organisation))


def meetings(session: Session, now: datetime, organisation: str | None = None) -> Iterator[dict[str, Any]]:
    """Every public listing, an entry for each of its times."""
    gazetteer = load()
    names = {code: row.name for code, row in organisations_by_code(session).items()}
    for public in public_listings(session, gazetteer, ids_of_public(session, organisation)):
        for entry in entries(public.document, now.date()):
            yield meeting(public, entry, gazetteer, names, now)


def meeting(
    public: PublicListing, entry: MeetingEntry, gazetteer: Gazetteer, names: dict[str, str], now: datetime
) -> dict[str, Any]:
    """One entry. What is not known is left out."""
    listing = public.document
    settings: Settings = current_app.extensions["settings"]
    made: dict[str, Any] = {
        "name": listing.name[:255],
        "slug": entry.key,
        **_times(entry),
        **_place(listing, entry, gazetteer),
        **_online(listing, entry),
        "types": types(entry, listing, now),
        "notes": "\n".join(telling.sentences(listing, entry.schedule, now)),
        "group": names.get(listing.organisation or ""),
        "updated": f"{public.changed_at:%Y-%m-%d %H:%M:%S}" if public.changed_at else None,
        "url": telling.page_of(listing, gazetteer),
        "feedback_url": f"{settings.public_url}/tilbud/{listing.id}/si-fra",
        **_contacts(listing),
        **_entity(settings),
    }
    return {name: value for name, value in made.items() if value not in (None, "")}


def _times(entry: MeetingEntry) -> dict[str, Any]:
    schedule = entry.schedule
    if schedule is None:
        return {"timezone": TIMEZONE}
    ends = f"{schedule.ends:%H:%M}" if schedule.ends else None
    return {"day": entry.day, "time": f"{schedule.starts:%H:%M}", "end_time": ends, "timezone": TIMEZONE}


def _place(listing: ListingDocument, entry: MeetingEntry, gazetteer: Gazetteer) -> dict[str, Any]:
    """Where it is. `approximate` is "no" for all that is met in person: readers take "yes" for a meeting that is not held there.
    That only the area is known, or shown, stands in the notes of the place."""
    area = telling.area_of(listing, gazetteer)
    in_person = "in_person" in entry.formats
    street = listing.address if in_person else None
    city = area.municipality or area.name if area else None
    where = [area.county, city, area.name] if area else []
    regions = list(dict.fromkeys(name for name in where if name))
    return {
        "location": area.name if area and in_person else None,
        "location_notes": "\n".join(_whereabouts(listing, in_person)),
        "formatted_address": ", ".join(dict.fromkeys(part for part in (street, city, "Norge") if part)),
        "address": street,
        "city": city,
        "state": area.county if area else None,
        "country": "NO",
        "latitude": listing.latitude if in_person else None,
        "longitude": listing.longitude if in_person else None,
        "approximate": "no" if in_person else "yes",
        "region": regions[0] if regions else None,
        "sub_region": regions[1] if len(regions) > 1 else None,
        "regions": regions or None,
    }


def _whereabouts(listing: ListingDocument, in_person: bool) -> Iterator[str]:
    if not in_person:
        return
    if listing.way_in:
        yield listing.way_in
    if listing.area_only:
        yield _("Bare området vises. Du får adressen når du tar kontakt.")
    elif listing.approximate or not listing.address:
        yield _("Stedet er omtrentlig. Spør om adressen før du drar.")


def _online(listing: ListingDocument, entry: MeetingEntry) -> dict[str, Any]:
    """The way in from afar; where none is public, the number that tells it, so that nobody takes the meeting for closed."""
    remote = {"online", "phone"}.intersection(entry.formats)
    if not remote:
        return {"attendance_option": "in_person"}
    link = telling.web_address(entry.link) if "online" in remote else None
    numbers = [number for each in listing.contacts if (number := telling.international(each.phone))]
    ask = None if link else next(iter(numbers), None)
    note = _("Ring for å få vite hvordan du blir med.") if ask and "phone" not in remote else None
    return {
        "attendance_option": "hybrid" if "in_person" in entry.formats else "online",
        "conference_url": link,
        "conference_phone": ask,
        "conference_phone_notes": note,
    }


def types(entry: MeetingEntry, listing: ListingDocument, now: datetime) -> list[str]:
    """Codes of the fellowship that runs it; the most usual ones where none does."""
    run_by = listing.organisation or ""
    young = _YOUNG.get(run_by, "Y") if listing.young else None
    remote = bool({"online", "phone"}.intersection(entry.formats))
    general = {
        "O": listing.openness == "open",
        "C": listing.openness == "closed",
        "W": listing.for_whom == "women",
        "M": listing.for_whom == "men",
        "X": bool(listing.wheelchair),
    }
    held = [] if run_by in _ONLY_YOUNG else [code for code, holds in general.items() if holds]
    always = {"ONL": remote, "TC": entry.is_closed(now) and "in_person" in entry.formats}
    return [*held, *filter(None, (young,)), *(code for code, holds in always.items() if holds)]


def _contacts(listing: ListingDocument) -> dict[str, Any]:
    made: dict[str, Any] = {}
    reachable: Sequence[Any] = [each for each in listing.contacts if each.phone or each.email]
    for number, contact in enumerate(reachable[:_CONTACTS], 1):
        made[f"contact_{number}_name"] = contact.role
        made[f"contact_{number}_phone"] = telling.international(contact.phone)
        made[f"contact_{number}_email"] = contact.email
    return made


def _entity(settings: Settings) -> dict[str, Any]:
    """Who answers for the list as a whole."""
    return {
        "entity": settings.run_by or "Varde",
        "entity_email": settings.contact_email,
        "entity_phone": telling.international(settings.contact_phone),
        "entity_location": _("Norge"),
        "entity_website_url": settings.public_url,
    }
