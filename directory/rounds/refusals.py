"""Who wants to be asked no more? Known by a keyed hash of the address, so that no list of addresses is kept."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection
from datetime import datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.rounds.models import AskedNoMore, AskedReader


def mark_of(address: str) -> str:
    """What stands for an address. Hexadecimal; with another secret key it is another."""
    return _keyed(f"asked:{address.lower()}").hex()


def token_of(round_id: int, mark: str) -> str:
    """The token of somebody's link in a round. It follows from the house's key, so that a reminder has the same link and the
    database holds none."""
    return urlsafe_b64encode(_keyed(f"round:{round_id}:{mark}")).decode().rstrip("=")


def refuse(session: Session, asked: AskedReader, now: datetime) -> None:
    """This address is never asked again."""
    row = db.insert(session, AskedNoMore).values(address_mark=asked.address_mark, since=now)
    session.execute(row.on_conflict_do_nothing(index_elements=["address_mark"]))
    asked.refused_at = now


def refused_marks(session: Session) -> Collection[str]:
    """Every address that is asked no more, as its mark."""
    return set(session.scalars(select(AskedNoMore.address_mark)))


def _keyed(words: str) -> bytes:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, words.encode(errors="replace"), hashlib.sha256).digest()
