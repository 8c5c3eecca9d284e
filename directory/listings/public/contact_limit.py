"""How many private contacts was this network shown today, and when is its turn to be shown one more?

The count is of a network and of contacts: not of a person, not of which contacts. All workers count together in the database, by a
hash whose key is thrown away at midnight (`accounts/limits.py`). A worker also remembers the count itself: whoever is beyond
the number costs no more writes, and where nothing can be stored just now, pages are shown and counted all the same.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from threading import Lock

from flask import current_app
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import limits
from directory.accounts.models import Attempt
from directory.listings.records.models import Listing
from directory.web.request_log import write_fault

# Somebody who looks at everything near them opens ten pages or so, and few of those have a person's own number. Twenty is enough for a
# household or a small office on the same day; whoever takes more may be making a list.
FOR_NETWORK = 20
# Beyond that each contact makes the network wait this much longer for its next one: 60 take two and a half hours.
_STEP = timedelta(seconds=5)
_LONGEST_STEP = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=10)  # so that nobody fills the whole day's turns beforehand
_PATIENCE = 2.0  # seconds
_AGAIN_AFTER = 10.0  # seconds: where nothing can be stored, not every visitor waits for it
_MOST_REMEMBERED = 50_000


class Remembered:
    """What one worker knows of today's counts, by a key of its own that it throws away with them."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._key = b""
        self._counts: dict[bytes, tuple[int, int]] = {}
        self.again = 0.0  # when the database is asked again, on the clock of `time.monotonic`
        self.lock = Lock()

    def counts(self, network: str, today: date) -> tuple[int, int]:
        """How many contacts `network` was shown today, as far as this worker knows; and how many the database does not know of."""
        return self._counts.get(self._hash(network, today), (0, 0))

    def keep(self, network: str, today: date, count: int, unknown: int) -> None:
        if len(self._counts) >= _MOST_REMEMBERED:
            self._counts = {}  # the database knows
        self._counts[self._hash(network, today)] = (count, unknown)

    def _hash(self, network: str, today: date) -> bytes:
        if self._day != today:
            self._day, self._key, self._counts = today, secrets.token_bytes(32), {}
        return hmac.digest(self._key, network.encode(), hashlib.sha256)


def count_private(listing: Listing, today: date) -> int:
    """How many private contacts the listing's page may show today."""
    return sum(contact.private and contact.may_be_shown(today) for contact in listing.contacts)


def count_view(contacts: int, now: datetime) -> bool:
    """Count that this network is about to be shown so many private contacts; False when it has had today's number."""
    remembered: Remembered = current_app.extensions.setdefault("contacts_seen", Remembered())
    network, today = limits.network(), now.date()
    with _turn_to_count(remembered) as has_turn:
        before, unknown = remembered.counts(network, today)
        if before >= FOR_NETWORK:
            return False
        together = _count_together(remembered, network, contacts + unknown, now) if has_turn else None
        count = before + contacts if together is None else together
        remembered.keep(network, today, count, unknown + contacts if together is None else 0)
        return count <= FOR_NETWORK


@contextmanager
def _turn_to_count(remembered: Remembered) -> Iterator[bool]:
    """One of this worker at a time, or a burst of reading would crowd itself out. False where that takes too long."""
    got = remembered.lock.acquire(timeout=_PATIENCE)
    try:
        yield got
    finally:
        if got:
            remembered.lock.release()


def _count_together(remembered: Remembered, network: str, contacts: int, now: datetime) -> int | None:
    """What all workers counted; None where nothing can be stored just now."""
    if time.monotonic() < remembered.again:
        return None
    try:
        with db.of_app().writing_soon() as session:
            return limits.count_today(session, "contact", network, now, contacts)
    except DBAPIError as error:
        remembered.again = time.monotonic() + _AGAIN_AFTER
        write_fault(current_app, error)
        return None


def take_turn(session: Session, contacts: int, now: datetime) -> datetime | None:
    """When this network is shown so many contacts more, which is now if it has not asked for long; None when so many of its turns
    are waited for that this one would come too late. Then the caller keeps nothing.

    Those of one network come one after the other, however many they ask for at once: the count holds its row.
    """
    network = limits.network()
    earned = limits.count_today(session, "contact earned", network, now, contacts)
    key = limits.key_today(session, "contact next", network, now)
    waits = session.get(Attempt, key)
    turn = max(waits.ends_at.astimezone(now.tzinfo), now) if waits else now
    if turn - now > LONGEST_WAIT:
        return None
    _keep_next(session, key, turn + min(earned * _STEP, _LONGEST_STEP))
    return turn


def _keep_next(session: Session, key: str, moment: datetime) -> None:
    statement = db.insert(session, Attempt).values(key=key, count=1, ends_at=moment)
    session.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"ends_at": moment}))
