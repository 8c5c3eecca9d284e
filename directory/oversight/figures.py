"""How does the house stand, in figures for those who run it? Counts of our own rows, by codes of our own; nothing of anybody."""

import time
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory import db
from directory.listings.editing.changes import Change
from directory.listings.upkeep.reports import Report
from directory.mail.models import LETTER_STATES, Letter
from directory.matching.suggesting import service as matching
from directory.vocabulary import CHANGE_STATES, REPORT_STATES
from directory.web.clock import oslo_now
from directory.web.watching.metrics import Gauge


def figures() -> Iterator[Gauge]:
    """All of them; where nothing can be read, those that say so."""
    yield Gauge("varde_writing", "1 where something can be stored.", {"": db.can_write()})
    yield from _of_replica()
    try:
        found = [*_of_search(), *_of_desk(db.read_session())]
    except SQLAlchemyError as error:
        if db.may_read_again(error):
            raise
        found = []
    yield Gauge("varde_reading", "1 where the database can be read.", {"": bool(found)})
    yield from found


def _of_replica() -> Iterator[Gauge]:
    replica = db.of_app().replica
    if replica is None:
        return
    read = "1 where the answering worker reads from the replica, 0 where it has fallen back to the primary."
    yield Gauge("varde_replica_read", read, {"": replica.state == "well"})
    if replica.lag is not None:
        yield Gauge("varde_replica_lag_seconds", "How far the replica is behind.", {"": replica.lag})


def _of_search() -> Iterator[Gauge]:
    told = matching.of_app().health()
    for name in ("listings", "searchable"):
        yield Gauge(f"varde_{name}", f"Listings that are {_SAID[name]}.", {"": float(str(told[name]))})
    snapshot = matching.of_app().index.snapshot()
    if snapshot.folder is not None:
        age = max(0.0, time.time() - snapshot.folder.stat().st_mtime)
        yield Gauge("varde_index_age_seconds", "Since the generation on the disk was written.", {"": age})
    changed = "Documents that have changed since the generation on the disk was written."
    yield Gauge("varde_index_changes", changed, {"": snapshot.changes})


_SAID = {"listings": "public", "searchable": "in the index of the answering worker"}


def _of_desk(session: Session) -> Iterator[Gauge]:
    letters = _by_state(session, Letter.state, LETTER_STATES)
    yield Gauge("varde_letters", "Letters by state.", letters, "state")
    waiting = "How long the letter that waits longest should have been sent."
    yield Gauge("varde_letter_waiting_seconds", waiting, {"": _longest_wait(session)})
    edits = _by_state(session, Change.state, tuple(CHANGE_STATES))
    yield Gauge("varde_edits", "Edits of listings by state.", edits, "state")
    reports = _by_state(session, Report.state, tuple(REPORT_STATES))
    yield Gauge("varde_reports", "What the public told us, by state.", reports, "state")
    changes = db.state_in(session).number
    yield Gauge("varde_change_number", "Grows with every change that pages show.", {"": changes})


def _by_state(
    session: Session, state: InstrumentedAttribute[str], known: tuple[str, ...]
) -> dict[str, float]:
    """How many rows are in each of the `known` states."""
    rows = session.execute(select(state, func.count()).group_by(state))
    counts = {row[0]: row[1] for row in rows}
    return {code: counts.get(code, 0) for code in known}


def _longest_wait(session: Session) -> float:
    due = session.scalar(select(func.min(Letter.due_at)).where(Letter.state == "queued"))
    return max(0.0, (oslo_now() - due).total_seconds()) if due else 0.0
