"""What do the lists say today? Each that is due is fetched, looked at and taken in, or waits for a person; safe to repeat."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.list_readers import read_list
from directory.exchange.sources.collecting import Collected, collect
from directory.exchange.sources.telling_owner import tell_owner
from directory.exchange.sources.told import told_of
from directory.exchange.taking_in.applying import Intake, take_in
from directory.exchange.taking_in.models import ListSource, Upload
from directory.exchange.taking_in.planning import Plan, plan
from directory.listings.editing.apply import Editing
from directory.listings.editing.moderation import HOUSE
from directory.listings.records.models import organisations_by_code
from directory.places.loading import load
from directory.settings import Settings

_EARLY = timedelta(minutes=30)  # a run that begins a little early each day still finds all that are due
_SILENT = timedelta(days=3)
UPLOADS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: `same`, `taken`, `waits`, `failed`; and its report, or what went wrong."""

    name: str
    what: str
    report: Intake | None = None
    words: str = ""


def run_due(
    base: db.Database, settings: Settings, now: datetime, *, all_of_them: bool = False
) -> Iterator[Outcome]:
    """Every source that is due. One that fails does not stop the others, and each is kept or undone by itself."""
    with base.writing() as session:
        forget_uploads(session, now)
        ids = [
            row.id
            for row in session.scalars(select(ListSource).order_by(ListSource.id))
            if all_of_them or is_due(row, now)
        ]
        ids = [
            each
            for each in ids
            if session.get_one(ListSource, each).url and session.get_one(ListSource, each).state != "ended"
        ]
    for source_id in ids:
        yield run_one(base, settings, source_id, now)


def is_due(source: ListSource, now: datetime) -> bool:
    """Whether it was last asked long enough ago."""
    return (
        source.fetched_at is None or now - source.fetched_at >= timedelta(hours=source.every_hours) - _EARLY
    )


def run_one(
    base: db.Database, settings: Settings, source_id: int, now: datetime, accept: bool = False
) -> Outcome:
    """One source. It is fetched before a turn to write is taken. `accept`: somebody has looked at what waits."""
    with base.reading() as session:
        source = session.get_one(ListSource, source_id)
        form, url, marks = (
            source.format,
            source.url or "",
            {} if source.state == "waiting" or accept else dict(source.marks),
        )
    try:
        collected = collect(form, url, private=settings.fetch_private, marks=marks)
    except Refused as error:
        return _fail(base, source_id, now, str(error))
    try:
        with base.writing() as session:
            return _take(session, settings, session.get_one(ListSource, source_id), collected, now, accept)
    except ValueError as error:
        return _fail(base, source_id, now, str(error))


def _take(
    session: Session,
    settings: Settings,
    source: ListSource,
    collected: Collected,
    now: datetime,
    accept: bool,
) -> Outcome:
    source.fetched_at = source.good_at = now
    source.failing_since = source.fault = source.told_at = None
    mark = hashlib.sha256(b"\0".join(collected.parts.values())).hexdigest()
    if not collected.parts or (source.marks.get("whole") == {"etag": mark} and source.state == "active"):
        return Outcome(source.name, "same")
    told = told_of(organisations_by_code(session), settings, source.organisation_code, source.columns)
    listed = read_list(source.format, collected.parts, told)
    editing = Editing(session, load(), HOUSE, now)
    made = plan(editing, source, listed, whole=source.format != "calendar")
    accepted = accept and (source.waits_for or {}).get("fingerprint") == mark
    if made.brakes and not accepted:
        return _wait(session, source, made, mark)
    report = take_in(editing, source, made, show=source.shows_new)
    source.state, source.waits_for = "active", None
    source.marks = {**collected.marks, "whole": {"etag": mark}}
    return Outcome(source.name, "taken", report)


def _wait(session: Session, source: ListSource, made: Plan, mark: str) -> Outcome:
    """Too much would be otherwise: somebody must look first. ReaderFacts once for each such list."""
    known = (source.waits_for or {}).get("fingerprint") == mark
    source.state = "waiting"
    source.waits_for = {
        "gone": len(made.gone),
        "reached": made.reached_otherwise,
        "known": made.known,
        "fingerprint": mark,
    }
    if not known:
        tell_owner(session, source, "source_waiting", f"source_waiting:{source.id}:{mark[:16]}")
    return Outcome(
        source.name,
        "waits",
        words=f"{len(made.gone)} gone, {made.reached_otherwise} reached otherwise, of {made.known}",
    )


def _fail(base: db.Database, source_id: int, now: datetime, words: str) -> Outcome:
    """Three days of this, and somebody is told, once."""
    with base.writing() as session:
        source = session.get_one(ListSource, source_id)
        source.fetched_at, source.fault = now, words
        source.failing_since = source.failing_since or now
        if source.told_at is None and now - source.failing_since >= _SILENT:
            source.told_at = now
            tell_owner(
                session,
                source,
                "source_failing",
                f"source_failing:{source.id}:{source.failing_since:%Y-%m-%d}",
            )
        return Outcome(source.name, "failed", words=words)


def forget_uploads(session: Session, now: datetime) -> None:
    """What somebody sent and did not take in goes after a day."""
    for upload in session.scalars(select(Upload).where(Upload.made_at < now - UPLOADS_KEPT)).all():
        session.delete(upload)
