"""Which source is it that somebody brings a file of? The one that most of its entries are known of; else a new one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.exchange.importing.entries import Listed
from directory.exchange.taking_in.models import ListSource, SourceEntry
from directory.exchange.taking_in.trust import USUAL

_AT_ONCE = 500
_SHARED = 0.5


class Brought(NamedTuple):
    """The source, whether it is new, and what it said before where that was read on the way."""

    source: ListSource
    new: bool
    entries: Sequence[SourceEntry] | None = None


def source_of(  # noqa: PLR0913  (each is named where it is asked)
    session: Session,
    form: str,
    name: str,
    listed: Listed,
    now: datetime,
    *,
    url: str | None = None,
    called: bool = False,
    within: str | None = None,
) -> Brought:
    """The source; a new one is not in the session yet.

    `within`: an organisation whose sources alone count, for those who may not reach others'.
    By its address where it has one, by its name where somebody called it so (`called`), else by what it says.
    """
    wanted = select(ListSource).where(ListSource.format == form, ListSource.state != "ended")
    if within:
        wanted = wanted.where(ListSource.organisation_code == within)
    if url or called:
        named = ListSource.url == url if url else ListSource.name == name
        known = session.scalar(wanted.where(named))
        brought = Brought(known, False) if known else None
    else:
        brought = _by_entries(session, wanted, {each.key for each in listed.entries})
    if brought is not None:
        return brought
    made = ListSource(
        name=name, format=form, url=url, organisation_code=listed.organisation, trust=list(USUAL), columns={}, marks={}, made_at=now,
        every_hours=24, shows_new=False, state="active",
    )  # fmt: skip
    return Brought(made, True, ())


def _by_entries(session: Session, wanted: Select[ListSource], keys: Collection[str]) -> Brought | None:
    """The one that knows most of the keys, with all that it said before: one statement, for as many as go in at once."""
    listed, found = list(keys), dict[int, ListSource]()
    entries: dict[int, list[SourceEntry]] = defaultdict(list)
    for start in range(0, len(listed), _AT_ONCE):
        some = select(SourceEntry.source_id).where(SourceEntry.key.in_(listed[start : start + _AT_ONCE]))
        new = wanted.where(ListSource.id.in_(some), ListSource.id.not_in(found)).order_by(ListSource.id)
        rows = new.join(SourceEntry, SourceEntry.source_id == ListSource.id).add_columns(SourceEntry)
        for source, entry in session.execute(rows):
            found[source.id] = source
            entries[source.id].append(entry)
    shared = Counter({id_: sum(each.key in keys for each in entries[id_]) for id_ in found})
    for best, count in shared.most_common(1):
        if count >= _SHARED * min(len(keys), len(entries[best])):
            return Brought(found[best], False, entries[best])
    return None
