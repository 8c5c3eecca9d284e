"""How do the registers come in, and what do they say of those we know?"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from directory import db
from directory.exchange.registers.models import RegisterEntry
from directory.listings.records.models import Organisation

SOURCE = "Brønnøysundregistrene (NLOD 2.0)"
_AT_ONCE = 500
_TOLD = (
    "name",
    "municipality_number",
    "categories",
    "purpose",
    "url",
    "phone",
    "email",
    "standing",
    "near",
    "source",
    "seen_on",
)


def put_entries(session: Session, entries: Iterable[Mapping[str, Any]], today: date) -> int:
    """Add or renew the entries; what somebody did about one stays. Returns how many."""
    count, left = 0, iter(entries)
    while some := list(islice(left, _AT_ONCE)):
        rows = {
            each["org_number"]: {**each, "source": SOURCE, "seen_on": today, "dealt": "new"} for each in some
        }
        statement = db.insert(session, RegisterEntry)
        renewed = {name: getattr(statement.excluded, name) for name in _TOLD}
        session.execute(
            statement.on_conflict_do_update(index_elements=["org_number"], set_=renewed), list(rows.values())
        )
        count += len(rows)
    return count


def to_ask(municipality: str, words: str, everybody: bool) -> Select[RegisterEntry]:
    """Whom somebody could ask: those that are near what groups are about, or all, in a municipality or county, by words."""
    wanted = select(RegisterEntry).where(RegisterEntry.standing == "active", RegisterEntry.dealt == "new")
    if not everybody:
        wanted = wanted.where(RegisterEntry.near)
    if municipality:
        wanted = wanted.where(RegisterEntry.municipality_number.startswith(municipality))
    if words:
        like = f"%{words.lower()}%"
        texts = (RegisterEntry.name, RegisterEntry.purpose)
        wanted = wanted.where(or_(*(func.lower(text).like(like) for text in texts)))
    return wanted.order_by(RegisterEntry.name, RegisterEntry.org_number)


def ended(session: Session) -> list[tuple[Organisation, RegisterEntry]]:
    """The organisations of ours that the register says are deleted, bankrupt or closing, by their number or their whole name."""
    ours = session.scalars(select(Organisation)).all()
    own = {row.name.lower(): row for row in ours} | {row.org_number: row for row in ours if row.org_number}
    wanted = select(RegisterEntry).where(RegisterEntry.standing != "active").order_by(RegisterEntry.name)
    found = ((own.get(row.org_number) or own.get(row.name.lower()), row) for row in session.scalars(wanted))
    return [(one, row) for one, row in found if one is not None]
