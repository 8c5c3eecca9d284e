"""Was this tried too often? Counted for a while by a keyed hash, in the database, for all workers together."""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from flask import current_app, request
from sqlalchemy import case, delete
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.models import Attempt

WINDOW = timedelta(minutes=15)
FOR_ADDRESS = 5
FOR_NETWORK = 60  # an office or a library has one address for many people
FOR_CODES = 5
_NETWORK_BITS = {4: 24, 6: 48}  # what one subscriber commonly holds


def count_try(session: Session, what: str, value: str, most: int, now: datetime) -> bool:
    """Count one try of `what` by `value`; False from the one after `most` until the time is over.

    The count is one statement, so that tries at the same moment are all counted.
    """
    key = _key(what, value)
    begun_anew = Attempt.ends_at <= now
    statement = db.insert(session, Attempt).values(key=key, count=1, ends_at=now + WINDOW)
    statement = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "count": case((begun_anew, 1), else_=Attempt.count + 1),
            "ends_at": case((begun_anew, now + WINDOW), else_=Attempt.ends_at),
        },
    ).returning(Attempt.count)
    return bool(session.execute(statement).scalar_one() <= most)


def network() -> str:
    """The network that this request comes from, as far as the trusted proxies say: a /24, or a /48 of IPv6."""
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return "none"
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network(f"{address}/{_NETWORK_BITS[address.version]}", strict=False))


def forget_ended(session: Session, now: datetime) -> None:
    """Take away the counts whose time is over."""
    session.execute(delete(Attempt).where(Attempt.ends_at <= now))


def _key(what: str, value: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"{what}:{value}".encode(errors="replace"), hashlib.sha256).hexdigest()
