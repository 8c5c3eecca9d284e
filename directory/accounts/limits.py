"""Was this tried too often? Counted for a while by a keyed hash, in the database, for all workers together.

What visitors are shown is counted for one day, by a key that is thrown away at midnight. After that nobody can find out
whose count it was: not with the house's own secret, and not with a copy of the database.
"""

import hashlib
import hmac
import secrets
from datetime import date, datetime, time, timedelta
from ipaddress import ip_address, ip_network

from flask import current_app, request
from sqlalchemy import case, delete, select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.models import Attempt, DailyKey
from directory.web.clock import OSLO

WINDOW = timedelta(minutes=15)
FOR_ADDRESS = 5  # from one network, or from one browser that is known
ADDRESS_FROM_ONE_A_DAY = 10
# Letters to one address: what strangers can bring about together, and what those in its own browsers can have at most.
ADDRESS_BY_STRANGERS_A_DAY = 60
ADDRESS_A_DAY = 80
FOR_NETWORK = 60  # an office or a library has one address for many people
FOR_CODES = 5
_NETWORK_BITS = {4: 24, 6: 48}  # what one subscriber commonly holds


def count_try(session: Session, what: str, value: str, most: int, now: datetime) -> bool:
    """Count one try of `what` by `value`; False from the one after `most` until the time is over.

    The count is one statement, so that tries at the same moment are all counted.
    """
    return _count(session, _key(what, value), now + WINDOW, now) <= most


def count_today(session: Session, what: str, value: str, now: datetime, more: int = 1) -> int:
    """Count `more` of `what` for `value` today; how many they are by now. `now` on the Norwegian clock."""
    return _count(session, key_today(session, what, value, now), midnight_after(now), now, more)


def key_today(session: Session, what: str, value: str, now: datetime) -> str:
    """What stands for `value` in the database today, and for nobody tomorrow. `session` may write."""
    return _key(f"{_day_key(session, now.date())}:{what}", value)


def midnight_before(now: datetime) -> datetime:
    """When the day of `now` began."""
    return datetime.combine(now.date(), time(), now.tzinfo)


def midnight_after(now: datetime) -> datetime:
    """When it is over."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def _count(session: Session, key: str, ends_at: datetime, now: datetime, more: int = 1) -> int:
    begun_anew = Attempt.ends_at <= now
    statement = db.insert(session, Attempt).values(key=key, count=more, ends_at=ends_at)
    statement = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "count": case((begun_anew, more), else_=Attempt.count + more),
            "ends_at": case((begun_anew, ends_at), else_=Attempt.ends_at),
        },
    ).returning(Attempt.count)
    return int(session.execute(statement).scalar_one())


def _day_key(session: Session, today: date) -> str:
    """Today's key, made by whoever first needs it; those of other days go."""
    wanted = select(DailyKey.value).where(DailyKey.day == today)
    found = session.scalar(wanted)
    if found is None:
        _throw_away_keys(session, today)
        made = db.insert(session, DailyKey).values(day=today, value=secrets.token_hex(32))
        session.execute(made.on_conflict_do_nothing(index_elements=["day"]))  # another worker may be first
        found = session.scalars(wanted).one()
    return found


def _throw_away_keys(session: Session, today: date) -> None:
    session.execute(delete(DailyKey).where(DailyKey.day < today))


def network() -> str:
    """The network that this request comes from, as far as the trusted proxies say: a /24, or a /48 of IPv6."""
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return "none"
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network(f"{address}/{_NETWORK_BITS[address.version]}", strict=False))


def forget_ended(session: Session, now: datetime) -> None:
    """Take away the counts whose time is over, and the keys of days that are."""
    session.execute(delete(Attempt).where(Attempt.ends_at <= now))
    _throw_away_keys(session, now.astimezone(OSLO).date())


def _key(what: str, value: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"{what}:{value}".encode(errors="replace"), hashlib.sha256).hexdigest()
