"""Is this somebody who has signed in? A random token in a cookie, its hash in the database, ended from either side.

A second cookie marks a browser in which somebody has signed in before, so that strangers who ask for links to the same address do
not stand in the way (`sign_in.py`). It is sent to the sign-in page alone, opens nothing, and names nobody.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, request
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, joinedload
from werkzeug import Response

from directory import db
from directory.accounts.models import DeskSession, Person
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.language import CHOSEN, PREFIXES
from directory.web.request_log import write_fault

COOKIE = "varde_desk"
MARK = "varde_known"
_MARK_LASTS = timedelta(days=180)  # some come twice a year
_SEEN_EVERY = timedelta(minutes=5)  # how exactly a visit is kept; each time is a write


def digest(token: str) -> str:
    """What the database keeps of a random token: nobody who reads it can use it. Hexadecimal."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def begin(session: Session, person_id: int, now: datetime) -> str:
    """A new session for one device. Returns the token for the cookie, which is never kept."""
    token = secrets.token_urlsafe(32)
    session.add(DeskSession(token_hash=digest(token), person_id=person_id, made_at=now, seen_at=now))
    session.flush()
    return token


def asking() -> DeskSession | None:
    """The session of this request's cookie, when it stands and the person still has a role."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    now, session = oslo_now(), db.primary_session()
    wanted = select(DeskSession).where(DeskSession.token_hash == digest(token))
    whose = joinedload(DeskSession.person, innerjoin=True).joinedload(
        Person.grants
    )  # asked for on every page
    row = session.scalars(wanted.options(whose)).unique().one_or_none()
    if row is None or not _stands(row, now) or not row.person.roles:
        return None
    if now - row.seen_at > _SEEN_EVERY:
        _see(row, now)
    return row


def _see(row: DeskSession, now: datetime) -> None:
    """Keep the time of this visit. Where nothing can be stored just now, the desk can still be read."""
    try:
        with db.of_app().writing() as writing:
            writing.execute(update(DeskSession).where(DeskSession.id == row.id).values(seen_at=now))
    except DBAPIError as error:
        write_fault(current_app, error)


def _stands(row: DeskSession, now: datetime) -> bool:
    settings: Settings = current_app.extensions["settings"]
    idle, longest = timedelta(seconds=settings.desk_idle), timedelta(seconds=settings.desk_longest)
    return row.ended_at is None and now - row.seen_at < idle and now - row.made_at < longest


def take_second_step(session: Session, row: DeskSession, now: datetime) -> None:
    """This device has shown a passkey or a code, or has just set one up."""
    session.execute(update(DeskSession).where(DeskSession.id == row.id).values(second_step_at=now))


def end(session: Session, row: DeskSession, now: datetime) -> None:
    """Sign out on this device."""
    session.execute(update(DeskSession).where(DeskSession.id == row.id).values(ended_at=now))


def end_everywhere(session: Session, person_id: int, now: datetime) -> None:
    """Sign out on every device."""
    standing = update(DeskSession).where(DeskSession.person_id == person_id, DeskSession.ended_at.is_(None))
    session.execute(standing.values(ended_at=now))


def end_former(session: Session, now: datetime) -> None:
    """End the session that this browser still holds, before it gets another."""
    token = request.cookies.get(COOKIE)
    if token:
        session.execute(
            update(DeskSession).where(DeskSession.token_hash == digest(token)).values(ended_at=now)
        )


def form_token(row: DeskSession) -> str:
    """The token of this session's forms. It follows from the session, so that nothing more is kept."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"form:{row.token_hash}".encode(), hashlib.sha256).hexdigest()


def set_cookie(response: Response, token: str) -> None:
    """Give the browser its token: for the server alone, and over https alone but on a developer's own machine."""
    response.set_cookie(COOKIE, token, secure=_secure(), httponly=True, samesite="Lax", path="/")


def _secure() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.production or not _is_loopback(settings.public_url)


def clear_cookie(response: Response) -> None:
    """Take the token away again."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax")


def mark_of(email: str, now: datetime) -> str | None:
    """What this browser's mark is counted by, where somebody has signed in at this address in it; else None."""
    number, begun, signature = (*request.cookies.get(MARK, "").split(".", 2), "", "", "")[:3]
    signed = hmac.compare_digest(
        signature.encode(errors="replace"), _sign_mark(number, begun, email).encode()
    )
    return number if signed and now.timestamp() - int(begun) < _MARK_LASTS.total_seconds() else None


def set_mark(response: Response, email: str, now: datetime) -> None:
    """Mark this browser as one in which somebody has signed in at this address."""
    number, begun = secrets.token_urlsafe(16), str(int(now.timestamp()))
    value = f"{number}.{begun}.{_sign_mark(number, begun, email)}"
    for path in _sign_in_paths():
        response.set_cookie(
            MARK, value, max_age=_MARK_LASTS, secure=_secure(), httponly=True, samesite="Strict", path=path
        )


def clear_mark(response: Response) -> None:
    """Let this browser be any other's again."""
    for path in _sign_in_paths():
        response.delete_cookie(MARK, path=path, httponly=True, samesite="Strict")


def _sign_in_paths() -> list[str]:
    """Where the mark is sent: the sign-in page in each language, and no page that visitors read."""
    root: str = request.environ.get("varde.root", "")
    return [f"{root}{prefix}/logg-inn" for prefix in (*PREFIXES.values(), CHOSEN)]


def _sign_mark(number: str, begun: str, email: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(
        key, f"mark:{number}:{begun}:{email}".encode(errors="replace"), hashlib.sha256
    ).hexdigest()


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
