"""Is this one of your printed codes? Ten codes, each good once: the second step where there is no passkey."""

import hashlib
import hmac
import secrets
from datetime import datetime

from flask import current_app
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from directory.accounts.models import OneTimeCode

HOW_MANY = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another on paper
_GROUPS, _GROUP = 3, 4


def make(session: Session, person_id: int) -> list[str]:
    """Ten new codes, such as `k7mq-2xhp-9rta`; the former ones end. This is the only time they can be read."""
    session.execute(delete(OneTimeCode).where(OneTimeCode.person_id == person_id))
    made = ["-".join(_group() for _ in range(_GROUPS)) for _ in range(HOW_MANY)]
    session.add_all(OneTimeCode(person_id=person_id, code_hash=_hash(person_id, code)) for code in made)
    session.flush()
    return made


def use(session: Session, person_id: int, typed: str, now: datetime) -> bool:
    """Use a code up, however it is spaced and cased. False when it is none of theirs, or used already."""
    mine = OneTimeCode.person_id == person_id, OneTimeCode.code_hash == _hash(person_id, typed)
    used = update(OneTimeCode).where(*mine, OneTimeCode.used_at.is_(None)).values(used_at=now)
    return bool(session.execute(used.returning(OneTimeCode.id)).first())


def count_unused(session: Session, person_id: int) -> int:
    """How many codes are still unused."""
    unused = select(func.count()).where(OneTimeCode.person_id == person_id, OneTimeCode.used_at.is_(None))
    return session.scalar(unused) or 0


def _group() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_GROUP))


def _hash(person_id: int, code: str) -> str:
    """With the house's secret: a code is short enough to be guessed by somebody who holds the database alone."""
    plain = "".join(sign for sign in code.lower() if sign in _SIGNS)
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"code:{person_id}:{plain}".encode(), hashlib.sha256).hexdigest()
