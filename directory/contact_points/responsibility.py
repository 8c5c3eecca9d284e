"""Who answers for this place? The nearest level first: contact point, municipal service, regional centre, office, line."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.contact_points.hours import Hours
from directory.contact_points.models import ContactPoint
from directory.places.models import Place
from directory.vocabulary import LEVELS, UNADDRESSED_NEEDS

COUNTRY = "NO"
_LEVEL_ORDER = {level: number for number, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on one weekday from `opens` to `closes`, on the Norwegian clock."""

    weekday: str
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who answers, as it is shown. `covers` holds municipality numbers, county numbers or `NO`."""

    id: str
    level: str
    name: str
    covers: tuple[str, ...]
    about: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    hours: str | None = None
    needs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    young: bool = False
    urgent: str | None = None
    demo: bool = False
    opening: tuple[Hours, ...] = ()
    silent_since: date | None = None
    has_page: bool = False
    name_nn: str | None = None
    name_en: str | None = None
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """What decides whom to call: needs, audience, and whether it is somebody under 18."""

    needs: Collection[str] = field(default=())
    audience: str | None = None
    young: bool = False


def answering(contacts: Iterable[Contact], place: Place | None, caller: Caller) -> list[Contact]:
    """Everybody of `contacts` who covers `place`, nearest level first, and the national lines best for `caller`; never empty
    where the lines are loaded. Somebody under 18 gets the lines for the young before all others."""
    covered = {COUNTRY}
    if place is not None:
        covered |= {number for number in (place.municipality_number, place.county_number) if number}
    found = [contact for contact in contacts if not covered.isdisjoint(contact.covers)]
    near = [contact for contact in found if contact.level != "national_line"]
    if place is not None and place.municipality_number and not _has_municipal(near):
        near.append(_municipality_itself(place))
    near.sort(key=_nearest_first)
    lines = choose_lines([c for c in found if c.level == "national_line"], caller)
    for_the_young = [line for line in lines if line.young]
    return [*for_the_young, *near, *(line for line in lines if not line.young)]


def _nearest_first(contact: Contact) -> tuple[bool, int, bool, str]:
    """The nearest level first, but who has fallen silent after everybody who answers."""
    silent = contact.silent_since is not None
    return (silent, _LEVEL_ORDER[contact.level], COUNTRY in contact.covers, contact.id)


def all_contacts(session: Session) -> tuple[Contact, ...]:
    """Everybody who answers anywhere, by level and id; who has closed does not."""
    wanted = select(ContactPoint).where(ContactPoint.closed_on.is_(None))
    rows = session.scalars(wanted.order_by(ContactPoint.level, ContactPoint.id))
    return tuple(public_contact(row) for row in rows)


def national_lines(contacts: Iterable[Contact]) -> list[Contact]:
    """Every national line: those to talk with first, the emergency numbers last."""
    lines = [contact for contact in contacts if contact.level == "national_line"]
    return sorted(lines, key=lambda line: (_line_order(line), line.name))


def choose_lines(lines: Iterable[Contact], caller: Caller) -> list[Contact]:
    """The lines that suit `caller`: made for the need first, then open to everybody, doctor and ambulance last."""

    def suits(line: Contact) -> bool:
        if line.young and not caller.young:
            return False
        if line.urgent == "violence" and UNADDRESSED_NEEDS.isdisjoint(caller.needs):
            return False
        if line.audiences and caller.audience and caller.audience not in line.audiences:
            return False
        return not line.needs or not set(line.needs).isdisjoint(caller.needs)

    def order(line: Contact) -> tuple[int, int, str]:
        rank = 0 if line.young else 1 if line.needs else 2 if line.urgent in (None, "talk") else 3
        return (rank, _line_order(line), line.name)

    return sorted(filter(suits, lines), key=order)


def _line_order(line: Contact) -> int:
    """Talk first, then doctor, then life: the order of the panel, ending with the number when it is about life."""
    return {"talk": 0, None: 1, "violence": 2, "doctor": 3, "life": 4}.get(line.urgent, 1)


def _has_municipal(contacts: Iterable[Contact]) -> bool:
    return any(contact.level == "municipal_service" for contact in contacts)


def _municipality_itself(place: Place) -> Contact:
    """Every municipality must offer mental-health and addiction services (helse- og omsorgstjenesteloven § 3-1), so
    there is always this door, also where we know no number."""
    return Contact(
        id=f"kommune{place.municipality_number}",
        level="municipal_service",
        name=f"{place.municipality} kommune",
        covers=(str(place.municipality_number),),
    )


def public_contact(row: ContactPoint) -> Contact:
    """A contact as it is given out."""
    return Contact(
        id=row.id,
        level=row.level,
        name=row.name,
        covers=tuple(row.covers),
        about=row.about,
        phone=row.phone,
        email=row.email,
        url=row.url,
        hours=row.hours,
        needs=tuple(row.needs),
        audiences=tuple(row.audiences),
        young=row.young,
        urgent=row.urgent,
        demo=row.demo,
        opening=tuple(Opening(hours.weekday, hours.opens, hours.closes) for hours in row.opening),
        silent_since=row.silent_since,
        has_page=row.level != "national_line",
        name_nn=row.name_nn,
        name_en=row.name_en,
        unconfirmed=row.confirm and row.last_confirmed_on is None,
    )
