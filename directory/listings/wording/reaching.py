"""Whom does one call about this listing? Its own contact, else those who run it, else whoever answers for the place, and at last
a line for the whole country: there is always a human being."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from directory.contact_points.called import site_in_words
from directory.contact_points.presenting import ContactEntry, person
from directory.contact_points.responsibility import Contact
from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.presenting import contacts_of
from directory.web.formatting import phone_in_words, phone_link
from directory.web.language import path_for


@dataclass(frozen=True, slots=True)
class WayIn:
    """Who is called, and in a sentence why it is they; `site` is the listing's own page, to be read, and its door."""

    lead: str | None
    people: Sequence[ContactEntry]
    site: str | None = None
    site_url: str | None = None


def way_in(
    listing: Listing,
    organisations: Iterable[Organisation],
    answering: Sequence[Contact],
    today: date,
    *,
    private: bool,
) -> WayIn:
    """How one gets in touch. `answering`: everybody who covers the place, nearest first, the lines of the country last."""
    own = contacts_of(listing, today, private=private)
    site = site_in_words(listing.url)
    door = path_for("outside.listing_site", id=listing.id) if site and listing.public else None
    if any(each.phone or each.email for each in own) or site:
        return WayIn(_how_to_join(listing), own, site, door)
    found = [organisation_entry(each) for each in organisations if is_reached(each)]
    if found:
        return WayIn(_lead(listing, _("Spør organisasjonen.")), [*own, *found])
    return WayIn(*_beside(listing, own, answering))


def _beside(
    listing: Listing, own: list[ContactEntry], answering: Sequence[Contact]
) -> tuple[str | None, list[ContactEntry]]:
    """Nobody of their own is known: whoever answers for the place, or for the country."""
    near = [each for each in answering if each.level != "national_line" and (each.phone or each.email)]
    near = [each for each in near if each.silent_since is None]
    if near:
        return _lead(listing, _("Ring dem som svarer for stedet.")), [*own, person(near[0])]
    lines = [each for each in answering if each.level == "national_line" and each.phone]
    kind = [each for each in lines if each.urgent in (None, "talk")] or lines
    words = _("Vi vet ikke hvem som svarer der. På denne telefonen kan du snakke med noen om det.")
    return words, [*own, *(person(each) for each in kind[:1])]


def is_reached(organisation: Organisation) -> bool:
    """Whether it can be called, written to or looked up."""
    known = organisation.phone or organisation.email or site_in_words(organisation.url)
    return bool(known) and organisation.closed_on is None


def organisation_entry(organisation: Organisation) -> ContactEntry:
    """An organisation as somebody to call."""
    site = site_in_words(organisation.url)
    return ContactEntry(
        name=organisation.called,
        note="",
        phone=phone_in_words(organisation.phone) if organisation.phone else None,
        tel=phone_link(organisation.phone) if organisation.phone else None,
        email=organisation.email,
        url=path_for("organisation.show", slug=organisation.code),
        hours=None,
        urgent=None,
        demo=False,
        site=site,
        site_url=path_for("outside.organisation_site", slug=organisation.code) if site else None,
    )


def has_open_link(listing: Listing) -> bool:
    """Whether a meeting on the net can be joined by a link that stands on the page."""
    return any(each.link and each.link_public for each in listing.schedules)


def _lead(listing: Listing, whom: str) -> str:
    return f"{_how_to_join(listing) or _('Vi vet ikke nummeret til dem som møtes der.')} {whom}"


def _how_to_join(listing: Listing) -> str | None:
    """On the net or by phone one needs a link, or somebody who gives it."""
    if "in_person" in listing.formats or has_open_link(listing):
        return None
    if "online" in listing.formats:
        return _("Be om lenken til møtet, så kan du bli med.")
    return _("Be om nummeret til møtet, så kan du bli med.")
