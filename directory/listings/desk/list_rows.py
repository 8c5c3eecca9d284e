"""Which listings are mine, and which of them wait for me? Those that nobody has confirmed for longest stand first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload
from werkzeug.datastructures import MultiDict

from directory.accounts.models import Person
from directory.listings.desk.list_search import at_another_name, named_or_at
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule
from directory.listings.upkeep.agenda import needs_answer
from directory.listings.wording.coming import coming_from
from directory.listings.wording.freshness import freshness_in_words
from directory.listings.wording.presenting import reach_in_words, regular_times, running_pause
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings
from directory.vocabulary import KINDS, STATUSES
from directory.web.formatting import day_in_words, months_ago
from directory.web.language import label_of
from directory.web.typed import clean

A_PAGE = 11  # six screens of a phone
_A_PAGE_FOUND = 10  # beneath a search that stands open
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
    def a_page(self) -> int:
        """How many rows are a page of it."""
        return _A_PAGE_FOUND if self.query else A_PAGE

    @property
    def query(self) -> dict[str, Any]:
        """As it stands in an address."""
        named = {"sok": self.words, "slag": self.kind, "vis": self.state}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, how many rows there are on all of them, and which part of the list it is in the end."""

    rows: list[ListRow]
    total: int
    page: int
    pages: int
    wanted: Wanted


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
    """One page of what the person reaches and wants to see, or of what is nearest to it; the last one where there are
    not so many."""
    mine, page = listings_of(session, person), max(page, 1)
    for way, loosely in _ways(wanted):
        found = _order(_narrow(mine, way, gazetteer, now.date(), loosely))
        listings, total, page = _page(session, found, page, way.a_page)
        if total:
            break
    shown = way if total else wanted
    rows = _rows(session, listings, gazetteer, now)
    return ListPage(rows, total, page, max(1, -(-total // shown.a_page)), shown)


def _ways(wanted: Wanted) -> Iterator[tuple[Wanted, bool]]:
    """What is looked for, each where the one before found nothing, and whether loosely. Who has answered for all of them
    and then looks for a group must not be told that there is none: it stands in the rest of the list."""
    yield wanted, False
    anywhere = replace(wanted, state="") if wanted.words or wanted.state == "svar" else wanted
    if anywhere != wanted:
        yield anywhere, False
    if wanted.words:
        yield anywhere, True


def _page(session: Session, found: Select[Listing], page: int, size: int) -> tuple[list[Listing], int, int]:
    """That page, else the last one that there is: its listings, how many there are in all, and which page it is."""
    if page > 1:
        total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
        page = min(page, max(1, -(-total // size)))
    return *_read(session, found, page, size), page


def _read(session: Session, found: Select[Listing], page: int, size: int) -> tuple[list[Listing], int]:
    """The listings of one page with what their rows say, and how many there are in all: few statements for any number."""
    wanted = (
        found.add_columns(func.count().over())
        .limit(size)
        .offset((page - 1) * size)
        .options(
            joinedload(Listing.course),
            joinedload(Listing.pauses),
            selectinload(Listing.schedules).joinedload(Schedule.changed_dates),
            lazyload(Listing.steps),
            lazyload(Listing.pathways),
            lazyload(Listing.run_by),
        )
    )
    rows = session.execute(wanted).unique().all()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _narrow(
    found: Select[Listing], wanted: Wanted, gazetteer: Gazetteer, today: date, loosely: bool = False
) -> Select[Listing]:
    if wanted.words:
        fits = at_another_name if loosely else named_or_at
        found = found.where(fits(wanted.words, gazetteer))
    if wanted.kind:
        found = found.where(Listing.kind == wanted.kind)
    waiting = select(Change.listing_id).where(Change.state.in_(("held", "scheduled")))
    conditions: dict[str, ColumnElement[bool]] = {
        "svar": needs_answer(today, _remind_months()),
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


def _rows(
    session: Session, listings: Sequence[Listing], gazetteer: Gazetteer, now: datetime
) -> list[ListRow]:
    waiting: dict[str, list[Change]] = {listing.id: [] for listing in listings}
    for change in session.scalars(
        select(Change)
        .where(Change.listing_id.in_(waiting), Change.state.in_(("held", "scheduled")))
        .order_by(Change.starts_on, Change.id)
    ):
        waiting[change.listing_id].append(change)
    return [_row(each, waiting[each.id], gazetteer, now) for each in listings]


def _row(listing: Listing, waiting: list[Change], gazetteer: Gazetteer, now: datetime) -> ListRow:
    held = any(change.state == "held" for change in waiting)
    scheduled = [change for change in waiting if change.state == "scheduled"]
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
