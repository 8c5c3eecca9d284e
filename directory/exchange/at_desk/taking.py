"""How is a list taken in at the desk? A short one while its sender waits, a long one by a thread, with a word of how far it is.

All of it is one transaction. How far it is stands in a small file, since on SQLite nobody else can write in the database meanwhile, and
whoever looks may come to another worker. A file that was not touched for a while tells of a worker that is gone: nothing was kept then,
and the list can be taken in again.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Thread

import msgspec
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.db.request_sessions import of_app
from directory.exchange.at_desk.looking import Looked, is_overseer, look_at, organisations_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.taking_in.applying import take_in
from directory.exchange.taking_in.models import Upload
from directory.web.catalogues import gettext as _
from directory.web.clock import oslo_now
from directory.web.request_log import write_fault

LONG = 100_000  # bytes: some thousand rows of a sheet
_ALIVE = 60.0  # seconds in which whoever takes it in says so at least once
_KEPT = 86_400.0  # seconds
_EVERY = 0.5  # seconds between two words of how far it is
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked: what is new waits as drafts, what is gone stands as before, somebody has looked at what the brake stops."""

    drafts: bool
    leave: bool
    seen: bool

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "Ticked":
        return cls("drafts" in form, "leave" in form, "seen" in form)


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far it is, for whom; at the end the source, or what was wrong."""

    person_id: int
    done: int = 0
    rows: int = 0
    source_id: int | None = None
    fault: str = ""

    @property
    def is_over(self) -> bool:
        return bool(self.source_id or self.fault)


class Braked(Refused):
    """Much is gone or reached otherwise, and nobody has said that it is right."""

    def __init__(self) -> None:
        super().__init__(_("Mye er borte eller endret. Kryss av for at du har sett på det."))


def take(person: Person, upload: Upload, looked: Looked, ticked: Ticked, tell: Tell = lambda _n: None) -> int:
    """Do what was looked at, as it was ticked; whoever opened the session commits. Returns the source's id.

    Raises:
        Braked: somebody must say first that it is right.
        ValueError: a value cannot be used. Nothing may be kept then.
    """
    if looked.plan.brakes and not ticked.seen:
        raise Braked
    session, source = looked.editing.session, looked.source
    if looked.new_source:
        session.add(source)
        session.flush()
    if upload.columns:
        source.columns = {**source.columns, **upload.columns}
    if ticked.leave:
        looked.plan.gone = []
    take_in(looked.editing, source, looked.plan, show=is_overseer(person) and not ticked.drafts, tell=tell)
    source.good_at = source.fetched_at = oslo_now()
    session.delete(upload)
    return source.id


def begin(app: Flask, upload: Upload, ticked: Ticked, language: str) -> None:
    """Take it in beside the pages, if nobody does so already."""
    note = _Note(_path(app, upload.id), HowFar(upload.person_id))
    known = how_far(app, upload.id, upload.person_id)
    if known is None or known.is_over:
        _forget_old(note.path.parent)
        note.write()
        Thread(target=_take_long, args=(app, upload.id, ticked, language, note), daemon=True).start()


def how_far(app: Flask, upload_id: str, person_id: int) -> HowFar | None:
    """None where nobody takes it in, or it is somebody else's."""
    path = _path(app, upload_id)
    try:
        found = msgspec.json.decode(path.read_bytes(), type=HowFar)
        alive = time.time() - path.stat().st_mtime < _ALIVE
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.person_id == person_id and (found.is_over or alive) else None


class _Note:
    """The small file, written by one thread."""

    def __init__(self, path: Path, said: HowFar) -> None:
        self.path = path
        self.said = said
        self._next = 0.0

    def write(self) -> None:
        """Whole or not at all; where the disk takes nothing, nobody sees how far it is."""
        aside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(exist_ok=True)
            aside.write_bytes(msgspec.json.encode(asdict(self.said)))
            aside.replace(self.path)
        except OSError:
            pass

    def add(self, count: int) -> None:
        self.said = replace(self.said, done=self.said.done + count)
        if time.monotonic() > self._next:
            self._next = time.monotonic() + _EVERY
            self.write()

    def end(self, source_id: int | None = None, fault: str = "") -> None:
        self.said = replace(self.said, source_id=source_id, fault=fault)
        self.write()


def _take_long(app: Flask, upload_id: str, ticked: Ticked, language: str, note: _Note) -> None:
    with app.app_context(), force_locale(language):
        try:
            with of_app().writing() as session:
                source_id = _take_up(session, upload_id, ticked, note)
            note.end(source_id)
        except ValueError as error:
            note.end(fault=str(error))
        except Exception as error:
            write_fault(app, error)
            note.end(fault=_("Noe gikk galt hos oss. Ingenting er endret. Prøv igjen."))


def _take_up(session: Session, upload_id: str, ticked: Ticked, note: _Note) -> int:
    """What was sent is taken by one alone: who comes later waits, and finds it gone."""
    upload = session.get(Upload, upload_id, with_for_update=True)
    person = session.get(Person, upload.person_id) if upload else None
    if upload is None or person is None or not _may(person, upload):
        raise Refused(_("Lista er ikke her lenger."))
    looked = look_at(session, person, upload)
    note.said = replace(note.said, rows=looked.plan.listed.rows)
    note.write()
    return take(person, upload, looked, ticked, note.add)


def _may(person: Person, upload: Upload) -> bool:
    """Whoever lost their role since brings nothing."""
    return is_overseer(person) or upload.organisation_code in organisations_of(person)


def _path(app: Flask, upload_id: str) -> Path:
    folder: Path = app.extensions["settings"].instance
    return folder / "taking" / f"{upload_id}.json"


def _forget_old(folder: Path) -> None:
    for path in folder.glob("*"):
        if time.time() - path.stat().st_mtime > _KEPT:
            path.unlink(missing_ok=True)
