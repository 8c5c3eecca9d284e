"""Who takes the letters out, and how is none sent twice? Each is claimed by one sender before it leaves.

A sender that dies between claiming and saying how it went leaves a letter that may or may not have arrived. Such a
letter is told to the national editor as unsure, and sent again only when somebody says so.
"""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from directory import db
from directory.mail import transport
from directory.mail.models import Letter
from directory.mail.outbox import QUEUED
from directory.settings import Settings
from directory.web.clock import oslo_now

_DIED_AFTER = timedelta(minutes=3)  # longer than any server may take to answer
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
KEPT = timedelta(days=30)
_TROUBLED = ("unsure", "failed")

Forget = Callable[[Session, datetime], None]
"""Takes away what has had its day, in the running transaction."""


def provide(app: Flask, forget: Forget) -> None:
    """Let a room above forget what is old whenever letters are sent."""
    app.extensions["forget_old"] = forget


def open_by(app: Flask, find: Callable[[str], str | None]) -> None:
    """Let a room above say where a letter goes whose recipient stands sealed in the queue; None where nobody can know."""
    app.extensions["open_recipient"] = find


def send_due() -> Counter[str]:
    """Send what is due. Returns how many letters were sent, dropped, put off and so on."""
    base, now = db.of_app(), oslo_now()
    with base.writing() as session:
        _tell_dead(session, now)
        _forget_old(session, now)
    done: Counter[str] = Counter()
    while (letter := _claim_next(base, now)) is not None:
        done[_send(base, letter, now)] += 1
    return done


def troubled_letters(session: Session) -> list[Letter]:
    """Letters that may not have arrived: we are unsure, or gave up. Newest first."""
    return list(session.scalars(select_troubled().order_by(Letter.made_at.desc())))


def select_troubled() -> Select[Letter]:
    """The same, to be counted or ordered."""
    return select(Letter).where(Letter.state.in_(_TROUBLED))


def invitations(session: Session, addresses: Collection[str]) -> dict[str, Letter]:
    """The newest invitation to each address, as far as one is kept."""
    found = select(Letter).where(Letter.kind == "welcome", Letter.recipient.in_(addresses))
    return {row.recipient or "": row for row in session.scalars(found.order_by(Letter.made_at, Letter.id))}


def settle(session: Session, letter_id: str, again: bool) -> bool:
    """Send a troubled letter again, or put it aside. False when it is not troubled, or has nothing left to send."""
    values = (
        {"state": "queued", "failures": 0, "due_at": oslo_now()}
        if again
        else {"state": "settled", "text": ""}
    )
    wanted = update(Letter).where(Letter.id == letter_id, Letter.state.in_(_TROUBLED))
    if again:
        wanted = wanted.where(Letter.text != "")
        session.info[QUEUED] = True
    return session.execute(wanted.values(values).returning(Letter.id)).first() is not None


def _claim_next(base: db.Database, now: datetime) -> Letter | None:
    """The oldest letter that is due, now ours alone: of several senders only one changes the row from `queued`."""
    with base.writing() as session:
        due = select(Letter.id).where(Letter.state == "queued", Letter.due_at <= now)
        oldest = due.order_by(Letter.made_at, Letter.id).limit(1).with_for_update(skip_locked=True)
        claim = update(Letter).where(Letter.id == oldest.scalar_subquery(), Letter.state == "queued")
        found = session.scalar(claim.values(state="claimed", claimed_at=now).returning(Letter.id))
        return session.get(Letter, found) if found else None


def _send(base: db.Database, letter: Letter, now: datetime) -> str:
    """Carry one claimed letter and keep how it went."""
    if letter.recipient is None:
        with base.writing() as session:
            session.execute(delete(Letter).where(Letter.id == letter.id))
        return "dropped"
    settings: Settings = current_app.extensions["settings"]
    if letter.expires_at is not None and letter.expires_at <= now:
        outcome, fault = "late", None
    else:
        outcome, fault = _carry(letter, settings)
    with base.writing() as session:
        mine = update(Letter).where(Letter.id == letter.id)
        session.execute(mine.values(fault=fault, **_after(letter, outcome, now)))
    return outcome


def _carry(letter: Letter, settings: Settings) -> tuple[str, str | None]:
    """Take it to whom it is for. What only this process may read is never put into the row."""
    find: Callable[[str], str | None] | None = current_app.extensions.get("open_recipient")
    to = find(letter.recipient or "") if find else letter.recipient
    if to is None:
        return "refused", "nobody can read to whom"
    return transport.transport_for(settings)(transport.message_of(letter, settings, to), letter.id)


def _after(letter: Letter, outcome: str, now: datetime) -> dict[str, object]:
    if outcome == "sent":
        return {"state": "sent", "sent_at": now, "text": ""}
    if outcome == "late":  # its link has ended: nothing is lost that a new one would not give
        return {"state": "settled", "text": ""}
    if outcome == "later" and letter.failures < len(_WAITS):
        return {"state": "queued", "failures": letter.failures + 1, "due_at": now + _WAITS[letter.failures]}
    return {"state": "unsure" if outcome == "unsure" else "failed"}


def _tell_dead(session: Session, now: datetime) -> None:
    """Letters whose sender died. What lies in the outgoing folder did leave."""
    settings: Settings = current_app.extensions["settings"]
    died = select(Letter).where(Letter.state == "claimed", Letter.claimed_at <= now - _DIED_AFTER)
    for letter in session.scalars(died):
        if letter.recipient is None:
            session.delete(letter)
        elif transport.lies_in_folder(settings, letter.id):
            letter.state, letter.sent_at, letter.text = "sent", letter.claimed_at, ""
        else:
            letter.state, letter.fault = "unsure", "the sender stopped"


def _forget_old(session: Session, now: datetime) -> None:
    """Sent letters that have had their day, and what else is old by then. A key that must never come twice is kept."""
    forget: Forget | None = current_app.extensions.get("forget_old")
    if forget is not None:
        forget(session, now)
    done = Letter.state.in_(("sent", "settled")), Letter.made_at <= now - KEPT
    session.execute(delete(Letter).where(*done, Letter.unique_key.is_(None)))
    named = update(Letter).where(*done, Letter.recipient.is_not(None))
    session.execute(named.values(recipient=None, subject=""))
