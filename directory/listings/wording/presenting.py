"""How is a listing described? What it is, where it is, when it meets and where we know it from, as text."""

from datetime import date, datetime
from typing import Protocol

from directory.contact_points.presenting import ContactEntry
from directory.listings.records.meeting_times import Meeting
from directory.listings.records.models import Listing
from directory.listings.records.times_kept import Break, Recurring, Stored
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import CLASSES, KINDS, NEEDS
from directory.web.catalogues import gettext as _
from directory.web.formatting import (
    clock_alone,
    clock_in_words,
    date_in_words,
    day_in_words,
    kilometres_in_words,
    meeting_in_words,
    phone_in_words,
    phone_link,
    sentence,
    weekday_in_words,
)
from directory.web.language import label_of

_KIND_IN_ADDRESS = {"group": "gruppe", "course": "kurs", "meeting_place": "treffsted", "service": "tjeneste"}


def slug(listing: Stored, gazetteer: Gazetteer) -> str:
    """Organisation and place, never the problem: `al-anon-alesund`; the kind where no organisation is known."""
    place = gazetteer.by_id(listing.place_id or listing.municipality_number or "")
    first = next(iter(listing.organisations), _KIND_IN_ADDRESS.get(listing.kind, "tilbud"))
    return f"{first}-{place.slug if place else 'nett'}"


def what_it_is(listing: Stored) -> str:
    """`Selvhjelpsgruppe for pårørende` and what it is about."""
    kind = (
        label_of(CLASSES, listing.class_) if listing.class_ == "self_help" else label_of(KINDS, listing.kind)
    )
    if "any" in listing.needs and listing.audiences == ["relative"]:
        return _("%(kind)s for alle pårørende", kind=kind)
    if "any" in listing.needs:
        return _("%(kind)s for alle slags livsproblemer", kind=kind)
    audiences: dict[tuple[str, ...], str] = {
        ("relative",): _("%(kind)s for pårørende", kind=kind),
        ("self",): _("%(kind)s for den det gjelder", kind=kind),
        ("professional",): _("%(kind)s for fagfolk", kind=kind),
    }
    words = audiences.get(tuple(listing.audiences), _("%(kind)s for den det gjelder og pårørende", kind=kind))
    return f"{words}: {needs_in_words(listing)}" if listing.needs else words


def needs_in_words(listing: Stored) -> str:
    """`alkohol og rusmidler`."""
    return join_words([label_of(NEEDS, code).lower() for code in listing.needs])


def join_words(words: list[str]) -> str:
    """`a`, `a og b`, `a, b og c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1])


def place_in_words(listing: Stored, gazetteer: Gazetteer) -> str:
    """The address, or only the area where the group shows no more."""
    place = gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")
    area = place.name if place else ""
    if listing.area_only or not listing.address:
        return area
    return listing.address if not area or area in listing.address else f"{listing.address}, {area}"


def has_address(listing: Stored) -> bool:
    """Whether the address of a door is known, and may be shown."""
    return "in_person" in listing.formats and bool(listing.address) and not listing.area_only


def where(
    listing: Stored, distance_km: float | None, gazetteer: Gazetteer, meeting: Meeting | None = None
) -> str:
    """`1 km unna, Eksempelhuset, Ålesund`, or that it is met at home, or somewhere else this once (`meeting`)."""
    return so_far(to_go(listing, distance_km, meeting), whereabouts(listing, gazetteer, meeting))


def to_go(listing: Stored, distance_km: float | None, meeting: Meeting | None) -> float | None:
    """How far it is to the next meeting; None where one is at home, or where it is held somewhere else this once."""
    usual = "in_person" in listing.formats and not (meeting and meeting.address)
    return distance_km if usual else None


def whereabouts(listing: Stored, gazetteer: Gazetteer, meeting: Meeting | None = None) -> str:
    """As `where`, without how far it is."""
    if meeting and meeting.address:
        return _("Denne gangen %(where)s", where=elsewhere(None if listing.area_only else meeting.address))
    if "in_person" not in listing.formats:
        return _("På telefon, der du er") if listing.formats == ["phone"] else _("På nett, hjemme hos deg")
    also = _("også på nett") if "online" in listing.formats else None
    return ", ".join(filter(None, (place_in_words(listing, gazetteer), also)))


def elsewhere(address: str | None) -> str:
    """Another place than the usual one; without its address where that is not shown."""
    if address is None:
        return _("et annet sted (du får adressen når du tar kontakt)")
    return _("et annet sted (%(address)s)", address=address)


def so_far(distance_km: float | None, whereabouts: str) -> str:
    """How far it is, where that is known, and where."""
    distance = sentence(kilometres_in_words(distance_km)) if distance_km is not None else None
    return ", ".join(filter(None, (distance, whereabouts)))


def when(listing: Stored, meeting: Meeting | None, now: datetime) -> tuple[str, bool]:
    """The next time as text, and whether it is known."""
    if listing.course and listing.course.sessions:
        return _course_when(listing, meeting, now)
    if listing.status == "paused" and meeting is None:
        return _("Tar pause nå"), False
    if meeting is None:
        return _no_time(listing), False
    words = sentence(_next_in_words(meeting, now))
    pause = running_pause(listing, now)
    if pause is not None:
        return _("Tar pause. Starter igjen %(when)s", when=words[:1].lower() + words[1:]), True
    return words, True


def _next_in_words(meeting: Meeting, now: datetime) -> str:
    if meeting.purpose == "opening" and meeting.ends and meeting.moment <= now:
        return _("Åpent nå til %(clock)s", clock=clock_in_words(meeting.ends))
    words = meeting_in_words(meeting.starts, now)
    return _("%(when)s. Helligdag: sjekk først", when=words) if meeting.check_first else words


def _no_time(listing: Stored) -> str:
    if listing.by_appointment:
        return _("Etter avtale")
    if listing.kind == "course":
        return _("Vi vet ikke når kurset starter")
    if listing.kind == "group":
        return _("Vi vet ikke når neste møte er")
    return _("Vi vet ikke når det er åpent")


def running_pause(listing: Stored, now: datetime) -> Break | None:
    """The break that `now` falls in."""
    today = now.date()
    return next(
        (
            p
            for p in listing.pauses
            if p.from_date <= today and (p.until_date is None or today <= p.until_date)
        ),
        None,
    )


def _course_when(listing: Stored, meeting: Meeting | None, now: datetime) -> tuple[str, bool]:
    sessions = listing.course.sessions if listing.course else []
    if meeting is None:
        return _("Kurset er ferdig"), False
    if sessions[0].on >= now.date():
        words = day_in_words(sessions[0].on, now.date())
        return _("Starter %(day)s %(clock)s", day=words, clock=clock_in_words(meeting.starts)), True
    return _("Kurset er i gang. Neste kveld: %(when)s", when=meeting_in_words(meeting.starts, now)), True


def recurrence_in_words(schedule: Recurring) -> str:
    """`Hver tirsdag kl. 19–20.30`, `annenhver torsdag kl. 18`, `andre tirsdag i måneden kl. 19`."""
    day = weekday_in_words(schedule.weekday)
    clock = clock_in_words(datetime.combine(date.min, schedule.starts))
    if schedule.ends:
        clock += f"–{clock_alone(schedule.ends)}"
    if schedule.nth:
        which = {1: _("første"), 2: _("andre"), 3: _("tredje"), 4: _("fjerde"), 5: _("femte"), -1: _("siste")}
        return sentence(
            _("%(which)s %(day)s i måneden %(clock)s", which=which[schedule.nth], day=day, clock=clock)
        )
    if schedule.every == 2:
        return sentence(_("annenhver %(day)s %(clock)s", day=day, clock=clock))
    if schedule.every > 2:
        return sentence(
            _("%(day)s hver %(weeks)s. uke %(clock)s", day=day, weeks=schedule.every, clock=clock)
        )
    return sentence(_("hver %(day)s %(clock)s", day=day, clock=clock))


def regular_times(listing: Stored, today: date) -> list[str]:
    """Its times that are in force, each as text; where none is, those that were or will be."""
    begun = [each for each in listing.schedules if each.from_date is None or each.from_date <= today]
    standing = [each for each in begun if each.until_date is None or each.until_date >= today]
    return [recurrence_in_words(each) for each in standing or listing.schedules]


class Sourced(Protocol):
    """Something that says where it is known from."""

    @property
    def source(self) -> str: ...
    @property
    def source_date(self) -> date | None: ...
    @property
    def source_note(self) -> str | None: ...


def source_in_words(row: Sourced, today: date) -> str:
    """Where we know it from and from when, and what else is to be said about that."""
    dated = date_in_words(row.source_date, today) if row.source_date else None
    words = ", ".join(filter(None, (row.source, dated)))
    return " ".join(f"{part.rstrip('.')}." for part in (words, row.source_note) if part)


def reach_in_words(listing: Listing) -> list[str]:
    """How it is reached, a line for each role with its number and address, then its page. A private person is not told."""
    lines = [
        ", ".join(filter(None, (each.role, phone_in_words(each.phone or ""), each.email)))
        for each in listing.contacts
        if not each.private
    ]
    links = [listing.url, *(each.link for each in listing.schedules if each.link_public)]
    return [*lines, *(link.removeprefix("https://") for link in dict.fromkeys(links) if link)]


def contacts_of(listing: Listing, today: date, *, private: bool) -> list[ContactEntry]:
    """How to reach the listing itself: roles, and with `private` those private persons whose consent has not ended."""
    return [
        ContactEntry(
            name=contact.role,
            note="",
            phone=phone_in_words(contact.phone) if contact.phone else None,
            tel=phone_link(contact.phone) if contact.phone else None,
            email=contact.email,
            url=None,
            hours=None,
            urgent=None,
            demo=listing.demo,
        )
        for contact in listing.contacts
        if contact.may_be_shown(today) and (private or not contact.private)
    ]
