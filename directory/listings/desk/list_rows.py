"""Which listings are mine, and which of them wait for me? Those that nobody has confirmed for longest stand first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory.accounts.models import Person
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import Listing
from directory.listings.wording.coming import coming_from, scheduled_changes
from directory.listings.wording.freshness import freshness_in_words
from directory.listings.wording.presenting import reach_in_words, regular_times, running_pause
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings
from directory.vocabulary import KINDS, STATUSES
from directory.web.formatting import day_in_words, months_ago
from directory.web.language import label_of
from directory.web.typed import clean

A_PAGE = 50
_DAYS_A_MONTH = 30
_LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class ListRow:
    """One listing as the list says it. Everything is words; `asks`: it is time to say whether it is still so."""

    id: str
    name: str
    times: str
    place: str
    reach: list[str]
    confirmed: str
    notes: list[str]
    asks: bool
    can_confirm: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the list: words of a name or a place, a kind, a state."""

    words: str = ""
    kind: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: MultiDict[str, str]) -> Self:
        """What of an address's query is understood."""
        kind, state = query.get("slag", ""), query.get("vis", "")
        words = clean(query.get("sok"), _LONGEST_WORDS).strip()
        return cls(words, kind if kind in KINDS else "", state if state in states() else "")

    @property
    def query(self) -> dict[str, Any]:
        """As it stands in an address."""
        named = {"sok": self.words, "slag": self.kind, "vis": self.state}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list; `asking` is how many of all wait for an answer."""

    rows: list[ListRow]
    total: int
    asking: int
    page: int
    pages: int


def states() -> dict[str, str]:
    """The parts of the list that one can choose, as text."""
    return {
        "svar": _("Trenger svar"),
        "venter": _("Venter på noe"),
        "pause": _("Tar pause"),
        "utkast": _("Utkast"),
        "skjult": _("Skjult"),
        "nedlagt": _("Nedlagt"),
    }


def part_of(
    session: Session, person: Person, wanted: Wanted, page: int, gazetteer: Gazetteer, now: datetime
) -> ListPage:
    """One page of what the person reaches and wants to see."""
    found = _narrow(listings_of(session, person), wanted, gazetteer, now.date())
    total = _count(session, found)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(page, 1), pages)
    rows = session.scalars(_order(found).limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    return ListPage(
        _rows(session, rows, gazetteer, now),
        total,
        asking(session, person, now.date()),
        page,
        pages,
    )


def asking(session: Session, person: Person, today: date) -> int:
    """How many of the person's listings wait for an answer."""
    return _count(session, listings_of(session, person).where(_asks(today)))


def _asks(today: date) -> ColumnElement[bool]:
    before = today - timedelta(days=_remind_months() * _DAYS_A_MONTH - 1)
    long_ago = or_(Listing.last_confirmed_on.is_(None), Listing.last_confirmed_on < before)
    return Listing.status.not_in(("closed", "draft")) & long_ago


def _narrow(found: Select[Listing], wanted: Wanted, gazetteer: Gazetteer, today: date) -> Select[Listing]:
    if wanted.words:
        numbers = [place.municipality_number for place in gazetteer.find(wanted.words).places]
        named = Listing.name.icontains(wanted.words, autoescape=True)
        found = found.where(or_(named, Listing.municipality_number.in_(filter(None, numbers))))
    if wanted.kind:
        found = found.where(Listing.kind == wanted.kind)
    waiting = select(Change.listing_id).where(Change.state.in_(("held", "scheduled")))
    conditions: dict[str, ColumnElement[bool]] = {
        "svar": _asks(today),
        "venter": Listing.id.in_(waiting),
        "pause": Listing.status == "paused",
        "utkast": Listing.status == "draft",
        "skjult": Listing.status == "hidden",
        "nedlagt": Listing.status == "closed",
    }
    return found.where(conditions.get(wanted.state, Listing.status != "closed"))


def _order(found: Select[Listing]) -> Select[Listing]:
    drafts_last = case((Listing.status == "draft", 1), else_=0)
    return found.order_by(drafts_last, Listing.last_confirmed_on.asc().nullsfirst(), Listing.name, Listing.id)


def _count(session: Session, found: Select[Listing]) -> int:
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _rows(
    session: Session, listings: Sequence[Listing], gazetteer: Gazetteer, now: datetime
) -> list[ListRow]:
    ids = [listing.id for listing in listings]
    held = set(
        session.scalars(select(Change.listing_id).where(Change.listing_id.in_(ids), Change.state == "held"))
    )
    scheduled: dict[str, list[Change]] = {id_: [] for id_ in ids}
    for change in scheduled_changes(session, ids):
        scheduled[change.listing_id].append(change)
    return [_row(each, each.id in held, scheduled[each.id], gazetteer, now) for each in listings]


def _row(
    listing: Listing, held: bool, scheduled: list[Change], gazetteer: Gazetteer, now: datetime
) -> ListRow:
    notes = [label_of(STATUSES, listing.status)] if listing.status != "active" else []
    notes += [_("Tar pause nå")] if running_pause(listing, now) and listing.status != "paused" else []
    notes += [_("En endring venter på et par øyne til")] if held else []
    notes += [coming.text for coming in coming_from(scheduled, listing, gazetteer, now.date())]
    confirmable = listing.status not in ("closed", "draft")
    return ListRow(
        id=listing.id,
        name=listing.name,
        times=times_in_words(listing, now.date()),
        place=place_at_desk(listing, gazetteer),
        reach=reach_in_words(listing),
        confirmed=freshness_at_desk(listing, now.date()),
        notes=notes,
        asks=confirmable and _is_asked(listing, now.date()),
        can_confirm=confirmable and listing.last_confirmed_on != now.date(),
    )


def times_in_words(listing: Listing, today: date) -> str:
    """When it is, in one line: every time in force, or the evenings of a course."""
    evenings = listing.course.sessions if listing.course else []
    if evenings:
        first, last = (day_in_words(evening.on, today) for evening in (evenings[0], evenings[-1]))
        return ngettext(
            "Én kveld, %(first)s",
            "%(num)s kvelder, %(first)s til %(last)s",
            len(evenings),
            first=first,
            last=last,
        )
    words = regular_times(listing, today)
    if words:
        return ". ".join(words)
    return _("Etter avtale") if listing.by_appointment else _("Ingen tid er oppgitt")


def place_at_desk(listing: Listing, gazetteer: Gazetteer) -> str:
    """Where it is, also where visitors see only the area."""
    place = gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")
    if "in_person" not in listing.formats:
        return _("På telefon") if listing.formats == ["phone"] else _("På nett")
    return ", ".join(filter(None, (listing.address, place.name if place else None)))


def freshness_at_desk(listing: Listing, today: date) -> str:
    """When it was confirmed last, for those who can do something about it."""
    if listing.last_confirmed_on is None:
        return "" if listing.status == "draft" else _("Ingen har svart ennå.")
    return freshness_in_words(listing, today).partition(". ")[0]


def _is_asked(listing: Listing, today: date) -> bool:
    confirmed = listing.last_confirmed_on
    return confirmed is None or months_ago(confirmed, today) >= _remind_months()


def _remind_months() -> int:
    settings: Settings = current_app.extensions["settings"]
    return settings.periods.remind_months
