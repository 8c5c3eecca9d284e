"""What does a listing's page say? All a first-timer asks, in the order they ask it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from directory.contact_points.called import site_in_words
from directory.contact_points.presenting import ContactEntry
from directory.contact_points.responsibility import Contact
from directory.listings.records.courses import CourseRun, Programme, Rota
from directory.listings.records.meeting_times import Meeting, next_meetings
from directory.listings.records.models import Listing, Organisation
from directory.listings.records.rota import next_host
from directory.listings.wording.coming import coming_changes
from directory.listings.wording.course_words import (
    can_be_joined,
    catchment_in_words,
    next_host_in_words,
    seats_in_words,
)
from directory.listings.wording.facts import Fact, facts
from directory.listings.wording.freshness import freshness_in_words, is_fresh
from directory.listings.wording.led_to import names_led_to
from directory.listings.wording.presenting import (
    elsewhere,
    has_address,
    source_in_words,
    what_it_is,
    when,
    where,
)
from directory.listings.wording.reaching import WayIn, way_in
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import PATHS, PUBLIC_STATUSES
from directory.web.formatting import day_in_words, meeting_in_words, sentence
from directory.web.language import label_of, path_for

_NEXT_TIMES = 5


@dataclass(frozen=True, slots=True)
class NextTime:
    """The next time one can go."""

    heading: str
    when: str
    where: str
    note: str | None = None
    sign_up: ContactEntry | None = None  # whom one tells that one comes, where it is a course


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What is said of a course: its recipe, seats, evenings, who may join and who hosts next."""

    about: str | None
    aims: list[str]
    evenings: list[str]
    seats: str
    catchment: str
    next_host: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that a listing leads to."""

    label: str
    note: str | None
    url: str | None


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
    later: list[str]
    coming: list[str]
    calendar: bool
    call: ContactEntry | None
    facts: list[Fact]
    first_time: str | None
    address: list[str]
    way: bool
    accompaniment: bool
    way_in: WayIn
    course: CourseFacts | None
    steps: list[str]
    ways: dict[str, list[Way]]
    source: str
    source_site: str | None
    class_note: str | None


def describe_listing(  # noqa: PLR0913  (the last two are named where they are asked)
    session: Session,
    listing: Listing,
    organisations: list[Organisation],
    gazetteer: Gazetteer,
    now: datetime,
    *,
    private: bool,
    answering: Sequence[Contact] = (),
) -> ShownListing:
    """`listing` as text, as of `now` (Norwegian clock). `private`: whether private contacts with consent are in it;
    `answering`: who answers for its place."""
    meetings = next_meetings(listing, now, _NEXT_TIMES)
    reached = way_in(listing, organisations, answering, now.date(), private=private)
    return ShownListing(
        name=listing.name,
        summary=listing.summary or f"{what_it_is(listing)}.",
        heading=_about_heading(listing),
        freshness=freshness_in_words(listing, now.date()),
        fresh=is_fresh(listing, now.date()),
        demo=listing.demo,
        next=_next_time(listing, meetings, gazetteer, now, reached),
        later=[]
        if listing.course and listing.course.sessions
        else [_later_in_words(listing, meeting, now) for meeting in meetings[1:]],
        coming=[coming.text for coming in coming_changes(session, listing, gazetteer, now.date())],
        calendar=bool(meetings),
        call=next((each for each in reached.people if each.tel), None) if _must_call_first(listing) else None,
        facts=facts(listing, organisations, now.date()),
        first_time=listing.first_time,
        address=_address(listing, gazetteer),
        way=has_address(listing) and not (meetings and meetings[0].address),
        accompaniment=bool(listing.accompaniment),
        way_in=reached,
        course=_course(session, listing, gazetteer, now),
        steps=[step.text for step in listing.steps],
        ways=_ways(session, listing),
        source=source_in_words(listing, now.date()),
        source_site=site_in_words(listing.source_url),
        class_note=_class_note(listing),
    )


def _must_call_first(listing: Listing) -> bool:
    """Whether nobody can simply come: it is agreed on before, or signed up for."""
    just_come = listing.openness == "open" or (listing.openness == "closed" and listing.twelve_step)
    return not just_come and (listing.kind != "meeting_place" or listing.by_appointment)


def _next_time(
    listing: Listing, meetings: list[Meeting], gazetteer: Gazetteer, now: datetime, reached: WayIn
) -> NextTime | None:
    first = meetings[0] if meetings else None
    words, known = when(listing, first, now)
    if not known and listing.status != "paused":
        return None
    headings = {
        "course": _("Kurset"),
        "meeting_place": _("Neste gang det er åpent"),
        "service": _("Neste tid"),
    }
    note = listing.pauses[0].note if listing.pauses and not known else first.note if first else None
    heading, there = headings.get(listing.kind, _("Neste møte")), where(listing, None, gazetteer, first)
    if listing.course is None:
        return NextTime(heading, words, there, note)
    seats, whose = (
        seats_in_words(listing.course, listing.status, now.date()),
        catchment_in_words(listing, gazetteer),
    )
    themes = {evening.theme for evening in listing.course.sessions}  # they stand in the list of the evenings
    note = " ".join(filter(None, (seats, whose, None if note in themes else note)))
    sign_up = next((each for each in reached.people if each.phone or each.email), None)
    return NextTime(heading, words, there, note, sign_up if can_be_joined(listing, now.date()) else None)


def _later_in_words(listing: Listing, meeting: Meeting, now: datetime) -> str:
    words = sentence(meeting_in_words(meeting.starts, now))
    if meeting.instead_of and meeting.instead_of != meeting.starts.date():
        day = day_in_words(meeting.instead_of, now.date())
        words = _("%(when)s, i stedet for %(day)s", when=words, day=day)
    if meeting.address:
        words = f"{words}, {elsewhere(None if listing.area_only else meeting.address)}"
    return _("%(when)s (helligdag: sjekk først)", when=words) if meeting.check_first else words


def _course(session: Session, listing: Listing, gazetteer: Gazetteer, now: datetime) -> CourseFacts | None:
    course, today = listing.course, now.date()
    if course is None:
        return None
    programme = session.get(Programme, course.programme_code) if course.programme_code else None
    rota = session.get(Rota, course.rota_code) if course.rota_code else None
    host = next_host(session, rota, today) if rota else None
    return CourseFacts(
        about=programme.about if programme else None,
        aims=programme.aims if programme else [],
        evenings=_evenings(course, programme, today),
        seats="" if course.sessions else seats_in_words(course, listing.status, today),
        catchment="" if course.sessions else catchment_in_words(listing, gazetteer),
        next_host=next_host_in_words(host, gazetteer, today) if host else None,
    )


def _evenings(course: CourseRun, programme: Programme | None, today: date) -> list[str]:
    """Each evening with its day and its theme; the themes of the recipe where no day is set."""
    themes = programme.themes if programme else []
    if not course.sessions:
        return themes
    as_in_the_recipe = len(themes) == len(course.sessions)
    told = []
    for number, evening in enumerate(course.sessions):
        theme = evening.theme or (themes[number] if as_in_the_recipe else None)
        told.append(": ".join(filter(None, (sentence(day_in_words(evening.on, today)), theme))))
    return told


def _ways(session: Session, listing: Listing) -> dict[str, list[Way]]:
    """What it leads to, by kind of way; ways to a listing that is not public are left out."""
    ways: dict[str, list[Way]] = {}
    names = _public_names(session, [way.to_id for way in listing.pathways if way.to_id])
    for way in listing.pathways:
        if way.to_id and way.to_id in names:
            found = Way(names[way.to_id], way.text, path_for("listing.show", id=way.to_id))
        elif way.text:
            found = Way(way.text, None, None)
        else:
            continue
        ways.setdefault(label_of(PATHS, way.path), []).append(found)
    return ways


def _public_names(session: Session, ids: list[str]) -> dict[str, str]:
    """The names of those of `ids` that are public, read at once."""
    found = names_led_to(session, ids)
    return {id_: each.name for id_, each in found.items() if each.status in PUBLIC_STATUSES}


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
        return [_("Adressen vises ikke. Du får den når du tar kontakt.")]
    if not listing.address:
        return [_("Vi vet ikke adressen.")]
    place = gazetteer.by_id(listing.municipality_number or "")
    return [line for line in (listing.address, place.name if place else None, listing.way_in) if line]


def _class_note(listing: Listing) -> str | None:
    if listing.class_ == "treatment":
        return _("Dette er behandling, ikke selvhjelp.")
    if listing.class_ == "assisted_self_help":
        return _(
            "Dette er assistert selvhjelp: et program eller en bok fra helsepersonell. Det er ikke selvhjelp."
        )
    return _("Selvhjelp er ikke behandling. Trenger du behandling, så snakk med fastlegen din.")
