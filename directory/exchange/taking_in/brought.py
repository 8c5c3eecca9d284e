"""Which source is it that somebody brings a file of? The one that most of its entries are known of; else a new one."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory.exchange.importing.entries import Listed
from directory.exchange.taking_in.models import ListSource, SourceEntry
from directory.exchange.taking_in.trust import USUAL

_AT_ONCE = 500
_SHARED = 0.5


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
) -> tuple[ListSource, bool]:
    """The source, and whether it is new; a new one is not in the session yet.

    `within`: an organisation whose sources alone count, for those who may not reach others'.
    By its address where it has one, by its name where somebody called it so (`called`), else by what it says.
    """
    wanted = select(ListSource).where(ListSource.format == form, ListSource.state != "ended")
    if within:
        wanted = wanted.where(ListSource.organisation_code == within)
    known = None
    if url:
        known = session.scalar(wanted.where(ListSource.url == url))
    elif called:
        known = session.scalar(wanted.where(ListSource.name == name))
    else:
        known = _by_entries(session, wanted, [each.key for each in listed.entries])
    if known is not None:
        return known, False
    made = ListSource(
        name=name, format=form, url=url, organisation_code=listed.organisation, trust=list(USUAL), columns={}, marks={}, made_at=now,
        every_hours=24, shows_new=False, state="active",
    )  # fmt: skip
    return made, True


def _by_entries(session: Session, wanted: Select[ListSource], keys: Sequence[str]) -> ListSource | None:
    found: Counter[int] = Counter()
    sources: dict[int, tuple[ListSource, int]] = {}
    theirs = SourceEntry.source_id == ListSource.id
    held = select(func.count()).where(theirs).correlate(ListSource).scalar_subquery()
    for start in range(0, len(keys), _AT_ONCE):
        some = theirs & SourceEntry.key.in_(keys[start : start + _AT_ONCE])
        shared = select(func.count()).where(some).correlate(ListSource).scalar_subquery()
        for source, count, all_ in session.execute(wanted.where(shared > 0).add_columns(shared, held)):
            found[source.id] += count
            sources[source.id] = source, all_
    if not found:
        return None
    best, count = found.most_common(1)[0]
    source, all_ = sources[best]
    return source if count >= _SHARED * min(len(keys), all_) else None
