"""What would a list change? What is new, what differs field by field, what is gone, and what could not be read."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.exchange.importing.entries import Entry, Listed, Remark
from directory.exchange.taking_in.likeness import Likeness
from directory.exchange.taking_in.models import ListSource, SourceEntry
from directory.exchange.taking_in.standing import Standing, read_standing
from directory.exchange.taking_in.trust import GROUPS, divide, news
from directory.listings.editing.apply import Editing, compare
from directory.listings.editing.changes import Fields
from directory.listings.editing.reach import reach_of
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing, Organisation, whole
from directory.listings.records.resolving import resolve
from directory.web.sent.phones import refused_kind

_AT_ONCE = 500
_MOST_AWAY = 0.1
_REACHED = {"contacts", "url", "meetings", "summary", "first_time"}


@dataclass(frozen=True, slots=True)
class New:
    """An entry that no listing stands for, with the id it gets. `like_id`: one that seems to be the same."""

    entry: Entry
    listing_id: str
    like_id: str | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """An entry whose listing is said otherwise than last time. `fields`: what would differ; `kept`: where our word stands."""

    entry: Entry
    listing_id: str
    name: str
    wanted: dict[str, Any]
    fields: Fields
    kept: list[str]


@dataclass(frozen=True, slots=True)
class Gone:
    """A listing that its source names no more."""

    entry_id: int
    listing_id: str
    name: str


@dataclass(slots=True)
class Plan:
    """All that taking a list in would do. Every row is in one of the groups."""

    listed: Listed
    new: list[New] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    adopted: list[tuple[Entry, str]] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    unreadable: list[Remark] = field(default_factory=list)
    known: int = 0

    @property
    def reached_otherwise(self) -> int:
        """Listings that people would reach otherwise, or never, since all their times are gone."""
        return sum(
            not _REACHED.isdisjoint(reach_of(each.fields)) or _loses_all_times(each.fields)
            for each in self.differing
        )

    @property
    def brakes(self) -> bool:
        """Whether a person must look first: more than a tenth would be gone or reached otherwise. One alone is no flood."""
        away = len(self.gone) + self.reached_otherwise
        return away > _MOST_AWAY * self.known and (away > 1 or away == self.known)


def plan(
    editing: Editing,
    source: ListSource,
    listed: Listed,
    *,
    whole: bool = True,
    entries: Sequence[SourceEntry] | None = None,
    standing: Standing | None = None,
) -> Plan:
    """What `listed` would change. Nothing is changed. `whole`: what it does not name is gone.

    `entries`: what the source said before, and `standing`: what is there already, where they were read a moment ago.
    """
    made = Plan(listed, unreadable=list(listed.unreadable))
    known = {
        each.key: each for each in (_entries_of(editing.session, source) if entries is None else entries)
    }
    made.known = sum(each.gone_at is None for each in known.values())
    standing = standing or read_standing(editing.session)
    likeness = Likeness(standing, {each.listing_id for each in known.values() if each.listing_id})
    seen, taken = set[str](), set[str]()
    organisations = editing.session.scalars(select(Organisation)).all()  # held, so that no row asks again
    for start in range(0, len(listed.entries), _AT_ONCE):
        some = listed.entries[start : start + _AT_ONCE]
        held = _hold(editing.session, list(_differing_ids(some, known)))
        for entry in some:
            if entry.key in seen:
                made.unreadable.append(
                    Remark(entry.row, "", entry.key[:80], _("Det samme står to ganger i lista."))
                )
                continue
            seen.add(entry.key)
            if fault := _fault(editing, entry):
                made.unreadable.append(fault)
            else:
                _place(made, editing, source, entry, known.get(entry.key), standing, likeness, taken)
        del held
    del organisations
    made.gone = list(_away(standing, known, seen)) if whole else []
    return made


def _differing_ids(entries: Iterable[Entry], known: Mapping[str, SourceEntry]) -> Iterator[str]:
    """The listings that must be looked at one by one."""
    for entry in entries:
        row = known.get(entry.key)
        if row is None and entry.listing_id and not entry.ours:
            yield entry.listing_id
        elif row is not None and row.listing_id and (row.gone_at or news(row.given, normal(entry.values))):
            yield row.listing_id


def _hold(session: Session, ids: list[str]) -> Sequence[Listing]:
    """These listings together; whoever keeps them finds each at hand."""
    return session.scalars(whole(select(Listing).where(Listing.id.in_(ids)))).unique().all()


def id_for(source: ListSource, key: str) -> str:
    """What a new listing is called: the same on every machine that knows the source by this name."""
    return hashlib.sha256(f"{source.format}|{source.name}|{key}".encode(errors="replace")).hexdigest()[:10]


def _place(  # noqa: PLR0913  (each is looked up once for the whole list)
    made: Plan,
    editing: Editing,
    source: ListSource,
    entry: Entry,
    known: SourceEntry | None,
    standing: Standing,
    likeness: Likeness,
    taken: set[str],
) -> None:
    """Put one entry where it belongs."""
    if known is None and (entry.listing_id is None or entry.listing_id not in standing.by_id):
        if not entry.values.get("name"):
            made.unreadable.append(
                Remark(entry.row, "name", "", _("Vi kjenner ikke tilbudet, og det har ikke noe navn."))
            )
            return
        named = entry.listing_id or id_for(source, entry.key)
        if named in taken or named in standing.by_id:
            named = id_for(source, f"{entry.key}#{entry.row}")
        taken.add(named)
        made.new.append(New(entry, named, likeness.find(entry.values)))
        return
    if known is not None and known.listing_id is None:
        made.same.append(entry)
        return
    if known is None and entry.ours:
        made.same.append(entry)
        return
    _compare(made, editing, source, entry, known)


def _compare(
    made: Plan, editing: Editing, source: ListSource, entry: Entry, known: SourceEntry | None
) -> None:
    listing_id = known.listing_id if known else entry.listing_id
    before = known.given if known else {}
    said = news(before, normal(entry.values))
    trust = list(GROUPS) if known is None else source.trust
    wanted, kept = divide(said, trust)
    returns = known is not None and known.gone_at is not None
    if returns:
        wanted |= {"status": entry.values.get("status", "active"), "source_note": None}
    if not wanted and not kept:
        made.same.append(entry)
        return
    listing = editing.session.get(Listing, listing_id)
    assert listing is not None
    if listing.status in ("draft", "hidden", "closed") and not returns:
        wanted.pop("status", None)
    try:
        fields = compare(editing, listing, wanted).fields if wanted else {}
    except ValueError as error:
        made.unreadable.append(Remark(entry.row, *_field_and_fault(error)))
        return
    if fields or kept:
        made.differing.append(Differing(entry, listing.id, listing.name, wanted, fields, kept))
    elif known is None:
        made.adopted.append((entry, listing.id))
    else:
        made.same.append(entry)


def _loses_all_times(fields: Fields) -> bool:
    times = fields.get("meetings")
    return times is not None and bool(times["before"]) and not times["after"]


def normal(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they come back from the database."""
    kept: dict[str, Any] = json.loads(json.dumps(values))
    return kept


def _fault(editing: Editing, entry: Entry) -> Remark | None:
    """What the house does not take, whatever the reader let through."""
    try:
        read = ListingDocument.read({"name": "x", **entry.values, "id": "x"})
        resolve(read, editing.session, editing.gazetteer)
    except ValueError as error:
        return Remark(entry.row, *_field_and_fault(error))
    numbers = [each.phone for each in read.contacts if each.phone]
    if any(map(refused_kind, numbers)):
        return Remark(entry.row, "contacts", "", _("Telefonnummeret kan ikke vises."))
    return None


def _field_and_fault(error: ValueError) -> tuple[str, str, str]:
    """Which field, and that it cannot be used."""
    return (
        str(error).split(" ", 1)[0].rstrip(":"),
        "",
        _("Verdien kan ikke brukes (%(fault)s).", fault=str(error)),
    )


def _entries_of(session: Session, source: ListSource) -> Sequence[SourceEntry]:
    if source.id is None:
        return ()
    return session.scalars(select(SourceEntry).where(SourceEntry.source_id == source.id)).all()


def _away(standing: Standing, known: Mapping[str, SourceEntry], seen: Collection[str]) -> Iterator[Gone]:
    for key, row in known.items():
        held = standing.by_id.get(row.listing_id or "")
        if held and key not in seen and row.gone_at is None and held.status != "closed":
            yield Gone(row.id, held.listing_id, held.name)
