"""How is a listing described? One line of what it is, where it is, when it meets, and its facts, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from directory.contact_points.presenting import Person
from directory.listings.meeting_times import Meeting
from directory.listings.models import Listing, MeetingTime, Organisation
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import CLASSES, KINDS, LANGUAGES, NEEDS
from directory.web.formatting import (
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
from directory.web.language import said


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known, or honestly not known."""

    term: str
    text: str


def slug(listing: Listing, gazetteer: Gazetteer) -> str:
    """Organisation and place, never the problem: `al-anon-alesund`; the kind where no organisation is known."""
    place = gazetteer.by_id(listing.place_id or listing.municipality_number or "")
    first = next(iter(listing.organisations), listing.kind.replace("_", "-"))
    return f"{first}-{place.slug if place else 'nett'}"


def what_it_is(listing: Listing) -> str:
    """`Selvhjelpsgruppe for pårørende` and what it is about."""
    kind = said(CLASSES, listing.class_) if listing.class_ == "self_help" else said(KINDS, listing.kind)
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


def needs_in_words(listing: Listing) -> str:
    """`alkohol og rusmidler`."""
    return joined([said(NEEDS, code).lower() for code in listing.needs])


def joined(words: list[str]) -> str:
    """`a`, `a og b`, `a, b og c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1])


def place_in_words(listing: Listing, gazetteer: Gazetteer) -> str:
    """The address, or only the area where the group shows no more."""
    place = gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")
    area = place.name if place else ""
    if listing.area_only or not listing.address:
        return area
    return listing.address if not area or area in listing.address else f"{listing.address}, {area}"


def where(listing: Listing, distance_km: float | None, gazetteer: Gazetteer) -> str:
    """`1 km unna, Eksempelhuset, Ålesund`, or that it is met at home."""
    if "in_person" not in listing.formats:
        return _("På telefon, der du er") if listing.formats == ["phone"] else _("På nett, hjemme hos deg")
    place = place_in_words(listing, gazetteer)
    distance = sentence(kilometres_in_words(distance_km)) if distance_km is not None else None
    also = _("også på nett") if "online" in listing.formats else None
    return ", ".join(filter(None, (distance, place, also)))


def when(listing: Listing, meeting: Meeting | None, now: datetime) -> tuple[str, bool]:
    """The next time in words, and whether it is known."""
    if listing.status == "paused":
        return _("Tar pause nå"), False
    if listing.starts_on and listing.starts_on > now.date():
        return _starts(listing.starts_on, meeting, now), True
    if meeting is not None:
        return sentence(meeting_in_words(meeting.starts, now)), True
    if listing.kind in ("group", "course"):
        return _("Vi vet ikke når neste møte er"), False
    return _("Vi vet ikke når det er åpent"), False


def _starts(day: date, meeting: Meeting | None, now: datetime) -> str:
    words = day_in_words(day, now.date())
    if meeting is None:
        return _("Starter %(day)s", day=words)
    return _("Starter %(day)s %(clock)s", day=words, clock=clock_in_words(meeting.starts))


def facts(listing: Listing, organisations: list[Organisation]) -> list[Fact]:
    """What a first-timer asks, in order; what nobody knows is said as such."""
    rows = [Fact(_("Hvem det er for"), f"{what_it_is(listing)}.")]
    rows += openness_in_words(listing)
    if organisations:
        rows.append(
            Fact(_("Hvem som står bak"), joined([organisation.name for organisation in organisations]))
        )
    if listing.twelve_step:
        rows.append(
            Fact(_("Tolv trinn"), _("Gruppa følger et program i tolv trinn, der en høyere makt nevnes."))
        )
    if listing.meetings:
        rows.append(Fact(_("Faste tider"), ", ".join(_weekly(meeting) for meeting in listing.meetings)))
    rows.append(
        Fact(_("Språk"), said(LANGUAGES, listing.language) if listing.language != "nb" else _("Norsk"))
    )
    return rows


def openness_in_words(listing: Listing) -> list[Fact]:
    """Whether one can just turn up. A closed twelve-step meeting is closed to observers, not to newcomers."""
    if listing.kind != "group":
        return [Fact(_("Åpent for alle"), _("Du kan bare møte opp."))] if listing.openness == "open" else []
    if listing.openness == "open":
        return [Fact(_("Åpen gruppe"), _("Du kan bare møte opp. Du trenger ikke si hva du heter."))]
    if listing.openness is None:
        return [Fact(_("Åpen eller lukket"), _("Vi vet ikke om du kan bare møte opp. Ta kontakt først."))]
    if listing.twelve_step:
        text = _("Møtet er bare for dem gruppa er til for. Du kan møte opp uten å melde deg på.")
    else:
        text = _("Gruppa er en fast krets. Ta kontakt før du kommer.")
    return [Fact(_("Lukket gruppe"), text)]


def source_in_words(listing: Listing, today: datetime) -> str:
    """Where we know it from, and from when."""
    dated = date_in_words(listing.source_date, today.date()) if listing.source_date else listing.source_note
    parts = [listing.source, dated]
    return ", ".join(part for part in parts if part) + "."


def contact_of(listing: Listing) -> list[Person]:
    """How to reach the listing itself: a role, never a private person's name."""
    if not (listing.phone or listing.email or listing.url):
        return []
    phone = listing.phone
    row = Person(
        name=_("Kontakt for %(name)s", name=listing.name),
        note="",
        phone=phone_in_words(phone) if phone else None,
        tel=phone_link(phone) if phone else None,
        email=listing.email,
        url=None,
        hours=None,
        urgent=None,
        demo=listing.demo,
    )
    return [row]


def _weekly(meeting: MeetingTime) -> str:
    starts = datetime.combine(date.min, meeting.starts)
    return f"{weekday_in_words(meeting.weekday)} {clock_in_words(starts)}"
