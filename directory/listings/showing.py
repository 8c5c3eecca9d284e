"""What does a listing's page say? All a first-timer asks, in the order they ask it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from directory.contact_points.presenting import Person
from directory.listings.freshness import freshness_in_words, is_fresh
from directory.listings.meeting_times import next_meeting
from directory.listings.models import Listing, Organisation
from directory.listings.presenting import Fact, contact_of, facts, source_in_words, what_it_is, when, where
from directory.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class NextTime:
    """The next time one can go."""

    heading: str
    when: str
    where: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ShownListing:
    """A listing as its page shows it. Everything is words already."""

    name: str
    summary: str
    heading: str
    freshness: str
    fresh: bool
    demo: bool
    next: NextTime | None
    facts: list[Fact]
    first_time: str | None
    address: list[str]
    contact: list[Person]
    source: str
    class_note: str | None


def shown(
    listing: Listing, organisations: list[Organisation], gazetteer: Gazetteer, now: datetime
) -> ShownListing:
    """`listing` in words, as of `now` (Norwegian clock)."""
    meeting = next_meeting(listing.meetings, now)
    time, known = when(listing, meeting, now)
    next_time = NextTime(_("Neste møte"), time, where(listing, None, gazetteer)) if known else None
    return ShownListing(
        name=listing.name,
        summary=listing.summary or f"{what_it_is(listing)}.",
        heading=_about_heading(listing),
        freshness=freshness_in_words(listing, now.date()),
        fresh=is_fresh(listing, now.date()),
        demo=listing.demo,
        next=next_time,
        facts=facts(listing, organisations),
        first_time=listing.first_time,
        address=_address(listing, gazetteer),
        contact=contact_of(listing),
        source=source_in_words(listing, now),
        class_note=_class_note(listing),
    )


def _about_heading(listing: Listing) -> str:
    headings = {
        "group": _("Om gruppa"),
        "course": _("Om kurset"),
        "meeting_place": _("Om treffstedet"),
    }
    return headings.get(listing.kind, _("Om tilbudet"))


def _address(listing: Listing, gazetteer: Gazetteer) -> list[str]:
    if "in_person" not in listing.formats:
        return []
    if listing.area_only:
        return [_("Gruppa viser ikke adressen. Du får den når du tar kontakt.")]
    if not listing.address:
        return [_("Vi vet ikke adressen.")]
    place = gazetteer.by_id(listing.municipality_number or "")
    return [listing.address, *([place.name] if place else [])]


def _class_note(listing: Listing) -> str | None:
    if listing.class_ in ("treatment", "assisted_self_help"):
        return None
    return _("Selvhjelp er ikke behandling. Trenger du behandling, så snakk med fastlegen din.")
