"""What would a change change, as text? Each field by its name, with what stands there and what would stand there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from directory import db
from directory.listings.editing.changes import Fields
from directory.listings.records.parts import (
    CoursePart,
    ListingContactPart,
    MeetingPart,
    PathwayPart,
    PausePart,
    StepPart,
)
from directory.listings.wording.date_words import changed_in_words
from directory.listings.wording.led_to import names_led_to
from directory.listings.wording.presenting import recurrence_in_words
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import (
    CLASSES,
    CONFIRMED_HOW,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    LEADERS,
    LEADERSHIP,
    NEEDS,
    OPENNESS,
    PATHS,
    ROLES,
    SERVED,
    STATUSES,
    Codes,
)
from directory.web.formatting import date_in_words
from directory.web.language import label_of

_POINT = ("latitude", "longitude", "approximate")
_CODES: dict[str, Codes] = {
    "audiences": SERVED,
    "class": CLASSES,
    "confirmed_by": ROLES,
    "confirmed_how": CONFIRMED_HOW,
    "for": FOR,
    "formats": FORMATS,
    "kind": KINDS,
    "language": LANGUAGES,
    "leader": LEADERS,
    "leadership": LEADERSHIP,
    "may_contact": SERVED,
    "needs": NEEDS,
    "openness": OPENNESS,
    "status": STATUSES,
}
_DAYS = ("source_date", "last_confirmed_on")
_PLACES = ("municipality_number", "place", "catchment")


@dataclass(frozen=True, slots=True)
class FieldInWords:
    """One field of a change. `before` and `after` are lines of text; none where nothing is told."""

    name: str
    label: str
    before: list[str]
    after: list[str]


def fields_in_words(fields: Fields, gazetteer: Gazetteer, today: date) -> list[FieldInWords]:
    """Every field of a change, in the order it holds them; a point on the map only where nothing else says the place."""
    shown = {name: field for name, field in fields.items() if name not in _POINT} or fields
    read_names([fields])
    return [
        FieldInWords(
            name,
            field_label(name),
            value_in_words(name, field["before"], gazetteer, today),
            value_in_words(name, field["after"], gazetteer, today),
        )
        for name, field in shown.items()
    ]


def field_label(name: str) -> str:
    """What a field of the form is called on a page of the desk."""
    return _labels().get(name, name)


def value_in_words(name: str, value: Any, gazetteer: Gazetteer, today: date) -> list[str]:
    """A field's value in the form, as lines of text; none where it is not told."""
    if value is None or value in ("", []):
        return []
    if isinstance(value, bool):
        return [_("Ja") if value else _("Nei")]
    if name in _LINES:
        return _LINES[name](value, today)
    items = value if isinstance(value, list) else [value]
    return [_item(name, str(item), gazetteer, today) for item in items]


def _item(name: str, item: str, gazetteer: Gazetteer, today: date) -> str:
    if name in _CODES:
        return label_of(_CODES[name], item) if item in _CODES[name] else item
    if name in _DAYS:
        return date_in_words(date.fromisoformat(item), today)
    if name in _PLACES:
        place = gazetteer.by_id(item)
        return place.label if place else item
    return item


def _meetings(meetings: Sequence[object], today: date) -> list[str]:
    return [line for meeting in meetings for line in _meeting(MeetingPart.read(meeting), today)]


def _meeting(meeting: MeetingPart, today: date) -> Iterator[str]:
    """When, from and until which day, where online; then each single date that differs."""
    words = [recurrence_in_words(meeting), *_span(meeting.from_date, meeting.until_date, today)]
    words += [label_of(FORMATS, meeting.format)] if meeting.format else []
    words += [text for text in (meeting.link, meeting.note) if text]
    yield ", ".join(words)
    for changed in meeting.changed_dates:
        one_date = changed_in_words(meeting, changed, today)
        yield f"{one_date}. {changed.note}" if changed.note else one_date


def _span(first: date | None, last: date | None, today: date) -> Iterator[str]:
    if first:
        yield _("fra %(date)s", date=date_in_words(first, today))
    if last:
        yield _("til og med %(date)s", date=date_in_words(last, today))


def _pauses(pauses: Sequence[object], today: date) -> list[str]:
    parts = map(PausePart.read, pauses)
    return [
        ", ".join([*_span(each.from_date, each.until_date, today), *filter(None, [each.note])])
        for each in parts
    ]


def _contacts(contacts: Sequence[object], _today: date) -> list[str]:
    parts = map(ListingContactPart.read, contacts)
    return [", ".join(filter(None, (each.role, each.phone, each.email))) for each in parts]


def _course(row: object, today: date) -> list[str]:
    """Seats and deadline, then one line for each evening."""
    course, lines = CoursePart.read(row), []
    if course.seats is not None:
        lines.append(ngettext("Én plass", "%(num)s plasser", course.seats))
    if course.enrolled is not None:
        lines.append(ngettext("Én påmeldt", "%(num)s påmeldte", course.enrolled))
    if course.deadline:
        lines.append(_("Påmelding innen %(date)s", date=date_in_words(course.deadline, today)))
    for evening in course.sessions:
        when = (date_in_words(evening.on, today), evening.starts.isoformat("minutes"))
        lines.append(", ".join(filter(None, (*when, evening.theme))))
    return lines


def _steps(steps: Sequence[object], _today: date) -> list[str]:
    return [f"{step.number}. {step.text}" for step in map(StepPart.read, steps)]


def _pathways(ways: Sequence[object], _today: date) -> list[str]:
    return [
        ": ".join((label_of(PATHS, way.path), *filter(None, (_listing_name(way.to_id), way.text))))
        for way in map(PathwayPart.read, ways)
    ]


def read_names(changes: Iterable[Fields]) -> None:
    """Read at once what the listings are called that the ways of many changes lead to, for as long as the session lasts."""
    sides = (side or [] for fields in changes if "pathways" in fields for side in fields["pathways"].values())
    ids = {PathwayPart.read(way).to_id for side in sides for way in side}
    names_led_to(db.primary_session(), {each for each in ids if each})


def _listing_name(listing_id: str | None) -> str | None:
    """The name that a listing has today; its id where there is none any more."""
    if listing_id is None:
        return None
    found = names_led_to(db.primary_session(), [listing_id])
    return found[listing_id].name if listing_id in found else listing_id


_LINES: dict[str, Callable[[Any, date], list[str]]] = {
    "contacts": _contacts,
    "course": _course,
    "meetings": _meetings,
    "pathways": _pathways,
    "pauses": _pauses,
    "steps": _steps,
}


def _labels() -> dict[str, str]:
    return {
        "accompaniment": _("Følge den første gangen"),
        "address": _("Adresse"),
        "age_from": _("Alder fra"),
        "age_to": _("Alder til"),
        "approximate": _("Omtrentlig punkt"),
        "area_only": _("Bare området vises"),
        "audiences": _("Hvem det er for"),
        "by_appointment": _("Etter avtale"),
        "catchment": _("Kommuner det er for"),
        "class": _("Type tilbud"),
        "confirmed_by": _("Bekreftet av"),
        "confirmed_how": _("Hvordan det ble bekreftet"),
        "contacts": _("Kontakt"),
        "cost": _("Hva det koster"),
        "course": _("Kurs"),
        "demo": _("Oppdiktet eksempel"),
        "faith_based": _("Bygger på tro"),
        "first_time": _("Slik er første gang"),
        "for": _("Kvinner og menn"),
        "formats": _("Møteform"),
        "free": _("Gratis"),
        "go_live_note": _("Må sjekkes"),
        "hearing_loop": _("Teleslynge"),
        "interpreter": _("Tolk"),
        "kind": _("Hva slags tilbud"),
        "language": _("Språk"),
        "last_confirmed_on": _("Sist bekreftet"),
        "latitude": _("Breddegrad"),
        "leader": _("Hvem som leder"),
        "leadership": _("Ledelse"),
        "longitude": _("Lengdegrad"),
        "may_contact": _("Hvem kan ta kontakt"),
        "meetings": _("Faste tider"),
        "municipality_number": _("Kommune"),
        "name": _("Navn"),
        "needs": _("Hva det handler om"),
        "openness": _("Åpen eller lukket"),
        "organisations": _("Hvem som står bak"),
        "pathways": _("Veier videre"),
        "pauses": _("Pauser"),
        "place": _("Sted"),
        "referral_needed": _("Henvisning"),
        "sign_language": _("Tegnspråk"),
        "source": _("Kilde"),
        "source_date": _("Kildens dato"),
        "source_note": _("Merknad om kilden"),
        "source_url": _("Kildens adresse"),
        "status": _("Status"),
        "steps": _("Dette skjer"),
        "summary": _("Kort om tilbudet"),
        "twelve_step": _("Tolv trinn"),
        "url": _("Nettsted"),
        "waiting_days": _("Ventetid i dager"),
        "way_in": _("Veien inn"),
        "wheelchair": _("Rullestol"),
        "young": _("For unge"),
    }
