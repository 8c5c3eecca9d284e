"""What does the page of somebody who answers say? Who, what they do, when, for whom, how to reach them, how fresh."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from directory.contact_points.called import name_of
from directory.contact_points.hours import now_in_words, open_until, week_in_words
from directory.contact_points.models import ContactPoint
from directory.contact_points.responsibility import COUNTRY
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.vocabulary import LEVELS
from directory.web.formatting import (
    date_in_words,
    lately_confirmed,
    month_in_words,
    phone_in_words,
    phone_link,
)
from directory.web.language import label_of


@dataclass(frozen=True, slots=True)
class Covered:
    """A link to the page of a place that is covered."""

    label: str
    url: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact as its page shows it. Everything is words already; `site` is no link, for it leads elsewhere."""

    name: str
    level: str
    about: str | None
    now: str | None
    open: bool
    week: list[str]
    phone: str | None
    tel: str | None
    email: str | None
    site: str | None
    covers: list[Covered]
    everywhere: bool
    silent: str | None
    freshness: str
    fresh: bool
    source: str
    demo: bool


def describe_contact(contact: ContactPoint, gazetteer: Gazetteer, now: datetime) -> ShownContact:
    """`contact` as text, as of `now` (Norwegian clock)."""
    fresh = lately_confirmed(contact.last_confirmed_on, now.date())
    return ShownContact(
        name=name_of(contact),
        level=label_of(LEVELS, contact.level),
        about=_(contact.about) if contact.about else None,
        now=now_in_words(contact.opening, now),
        open=open_until(contact.opening, now) is not None,
        week=week_in_words(contact.opening) or ([_(contact.hours)] if contact.hours else []),
        phone=phone_in_words(contact.phone) if contact.phone else None,
        tel=phone_link(contact.phone) if contact.phone else None,
        email=contact.email,
        site=contact.url.partition("//")[2] or contact.url if contact.url else None,
        covers=[_describe_place(place) for place in covered_places(contact, gazetteer)],
        everywhere=COUNTRY in contact.covers,
        silent=month_in_words(contact.silent_since) if contact.silent_since else None,
        freshness=_freshness(contact, now.date()),
        fresh=fresh,
        source=_source(contact),
        demo=contact.demo,
    )


def covered_places(contact: ContactPoint, gazetteer: Gazetteer) -> list[Place]:
    """The municipalities and counties that `contact` answers for, by name."""
    places: Iterable[Place | None] = (gazetteer.by_number(area) for area in contact.covers if area != COUNTRY)
    return sorted((place for place in places if place), key=lambda place: (place.kind, place.label))


def neutral_title(contact: ContactPoint, gazetteer: Gazetteer) -> str:
    """The page's title names the place alone, where there is one."""
    places = covered_places(contact, gazetteer)
    return _("Kontakt i %(place)s", place=places[0].label) if len(places) == 1 else _("Noen å ringe")


def _describe_place(place: Place) -> Covered:
    note = _("Hele fylket") if place.kind == "county" else None
    return Covered(place.label, url_for("place.show", place=place.slug), note)


def _freshness(contact: ContactPoint, today: date) -> str:
    confirmed = contact.last_confirmed_on
    if confirmed is None:
        return _("Vi vet ikke når dette sist ble bekreftet.")
    if lately_confirmed(confirmed, today):
        return _("Bekreftet %(date)s", date=date_in_words(confirmed, today))
    return _("Ikke bekreftet siden %(month)s. Sjekk før du drar.", month=month_in_words(confirmed))


def _source(contact: ContactPoint) -> str:
    """`Redaksjonens liste, november 2026.` The date is kept as `2026-11`, with a day where that is known."""
    year, _dash, month = contact.source_date[:7].partition("-")
    dated = contact.source_date
    if year.isdecimal() and month.isdecimal():
        dated = month_in_words(date(int(year), int(month), 1))
    return f"{contact.source}, {dated}."
