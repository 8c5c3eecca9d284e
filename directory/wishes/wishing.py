"""How is a wish kept, and how does it go? By a link of whoever wished, when it was of use, or when its time is over.

How many come from one network is counted by a key that is thrown away at midnight (`accounts/limits.py`). The same wish from
the same network on the same day is one, with the same link.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from directory.accounts import limits
from directory.accounts.sessions import digest
from directory.mail.models import Letter
from directory.settings import Settings
from directory.wishes.models import PlannedGroup, Wish, WishReading
from directory.wishes.sealing import seal

# Wishes in a day: of a household or a library, and of all networks for one municipality.
FOR_NETWORK = 8
FOR_PLACE = 60
_READINGS_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wishes. `reach` is an e-mail address or a phone number, as it was read."""

    need: str
    audience: str
    municipality_number: str
    language: str
    reach: str | None = None


def keep(session: Session, wished: Wished, now: datetime, settings: Settings) -> str | None:
    """Keep a wish. Returns the token by which it can be withdrawn; None where too many come from here, or for the place.

    What was refused is counted as well, so the caller commits in any case.
    """
    network, place = limits.network(), wished.municipality_number
    here = limits.count_today(session, "wish", network, now)
    if here > FOR_NETWORK or limits.count_today(session, "wish for", place, now) > FOR_PLACE:
        return None
    same = f"wish {wished.need} {wished.audience} {wished.municipality_number} {wished.reach}"
    token = limits.key_today(session, same, network, now)
    if session.scalar(select(Wish.id).where(Wish.token_hash == digest(token))) is None:
        session.add(_new(wished, token, now.date(), settings))
        session.flush()
    return token


def _new(wished: Wished, token: str, today: date, settings: Settings) -> Wish:
    return Wish(
        id=secrets.token_hex(8),
        need=wished.need,
        audience=wished.audience,
        municipality_number=wished.municipality_number,
        month=f"{today:%Y-%m}",
        expires_on=today + timedelta(days=settings.wish_days),
        language=wished.language,
        reach=seal(settings, wished.reach) if wished.reach else None,
        token_hash=digest(token),
    )


def withdraw(session: Session, token: str) -> None:
    """Whoever has the link wishes no more. After the commit the caller empties SQLite's log (`db.forget_erased`)."""
    erase(session, session.scalars(select(Wish.id).where(Wish.token_hash == digest(token))).all())


def erase(session: Session, wish_ids: Iterable[str]) -> None:
    """Take wishes away, with all that was written to those who wished. The caller empties SQLite's log after the commit."""
    ids = list(wish_ids)
    if ids:
        written = or_(*(Letter.unique_key.startswith(f"wish:{id_}:") for id_ in ids))
        session.execute(delete(Letter).where(written))
        session.execute(delete(Wish).where(Wish.id.in_(ids)))


def erase_old(session: Session, today: date) -> int:
    """Take away the wishes whose time is over, and what is long past. Returns how many wishes that were."""
    ids = session.scalars(select(Wish.id).where(Wish.expires_on <= today)).all()
    for start in range(0, len(ids), 100):
        erase(session, ids[start : start + 100])
    session.execute(delete(WishReading).where(WishReading.made_at < _midnight(today - _READINGS_KEPT)))
    old = PlannedGroup.state == "started", PlannedGroup.made_on < today - _READINGS_KEPT
    session.execute(delete(PlannedGroup).where(*old))
    return len(ids)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time()).astimezone()
