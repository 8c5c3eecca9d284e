"""Is the index true? What lies on the disk is an immutable generation: built aside, flushed, then swapped in by one rename.

A generation is only where a worker begins. It is read once, checked and held in memory; what the source has changed since is applied to
it, and a new generation is written when that is much. Nothing on the disk is ever repaired or trusted.
"""

import logging
import threading
import time
from pathlib import Path

from search_index import folder as disk
from search_index.builder import build
from search_index.folder import BrokenGeneration
from search_index.payloads import BrokenPayload
from search_index.schema import Source, State
from search_index.snapshot import Snapshot

_log = logging.getLogger(__name__)
_MOST_CHANGES = 256  # beyond that what has changed is merged, so that questions stay as quick as ever
_QUIET_SECONDS = 60.0  # so long after a change all that was is written away, too
_TRIES = 3


class Generations:
    """The index of one worker: follows the source's state and survives the loss of its folder.

    A state must be another one after every change: an index that holds the same is not looked at again. What is on the disk
    counts only where it was made by the same `made_by`, which names how documents are made.
    """

    def __init__(
        self, folder: Path, source: Source, made_by: str = "", quiet_seconds: float = _QUIET_SECONDS
    ) -> None:
        self._folder = folder
        self._source = source
        self._made_by = made_by
        self._quiet_seconds = quiet_seconds
        self._held: Snapshot | None = None
        self._next_writing = 0.0
        self._catching_up = threading.Lock()
        self._writing = threading.Lock()

    def snapshot(self, state: State | None = None) -> Snapshot:
        """As of the last committed change, or of the change that made `state` where that has just been read."""
        held = self._held
        if held is None or not self._is_current(held, state):
            with self._catching_up:
                held = self._held
                for _try in range(_TRIES):  # what changes while all is read is added at once
                    if held is not None and self._is_current(held):
                        break
                    self._held = held = self._catch_up(held)
                    self._next_writing = time.monotonic() + self._quiet_seconds
            assert held is not None
        quiet = time.monotonic() > self._next_writing
        if held.changes > _MOST_CHANGES or (quiet and (held.changes or held.folder is None)):
            self._next_writing = time.monotonic() + self._quiet_seconds
            threading.Thread(target=self._settle_quietly, daemon=True).start()
        return held

    def rebuild(self) -> Snapshot:
        """Build a new generation now, whatever there is."""
        with self._catching_up:
            self._held = held = self._make(anew=True)
            return held

    def distrust(self) -> None:
        """What lies on the disk gave something else than was put there: build it anew beside the questions."""
        if self._writing.acquire(blocking=False):
            threading.Thread(target=self._rebuild_quietly, daemon=True).start()

    def settle(self) -> None:
        """Bring the generation on the disk up to date, if no other worker has; questions are answered meanwhile."""
        with self._writing:
            settled = self._settle_on_disk(self.snapshot())
        with self._catching_up:
            self._held = self._catch_up(settled)

    def check(self) -> list[str]:
        """What is wrong with the generation on disk, as messages; empty when nothing is. Every document is looked at."""
        try:
            held = self._follow(self._open())
        except BrokenGeneration as error:
            return [str(error)]
        if held is None:
            return ["the generation is old"]
        built = build(*self._source.documents(), spool=self._folder.parent)
        same = held.columns.ids == built.columns.ids and bool((held.fingerprints == built.fingerprints).all())
        return [] if same else ["the generation is not what the database says"]

    def _is_current(self, held: Snapshot, state: State | None = None) -> bool:
        there = held.folder is None or disk.is_there(held.folder)
        return there and (held.state == state or held.state == self._source.state())

    def _catch_up(self, held: Snapshot | None) -> Snapshot:
        if held is not None and (held.folder is None or disk.is_there(held.folder)):
            followed = self._follow(held)
            if followed is not None:
                return followed
        return self._make()

    def _follow(self, held: Snapshot) -> Snapshot | None:
        """`held` and what has changed since; None where the source cannot tell."""
        if held.state == self._source.state():
            return held
        changes = self._source.changes(held.state)
        return None if changes is None else held.with_changes(changes)

    def _make(self, anew: bool = False) -> Snapshot:
        """A snapshot of the source: the generation on the disk and what it lacks, or a new one."""
        try:
            with disk.locked(self._folder):
                followed = None if anew else self._from_disk()
                return followed or self._write(build(*self._source.documents(), spool=self._folder.parent))
        except OSError as error:
            _warn(error)
            return build(*self._source.documents())

    def _from_disk(self) -> Snapshot | None:
        try:
            followed = self._follow(self._open())
        except BrokenGeneration:
            return None
        if followed is not None and followed.changes > _MOST_CHANGES:
            return self._write(followed)
        return followed

    def _settle_on_disk(self, held: Snapshot) -> Snapshot:
        """`held` as a generation of its own; or the one that another worker has written meanwhile."""
        try:
            with disk.locked(self._folder):
                try:
                    other = self._open()
                    followed = self._follow(other) if other.name != held.name else None
                    if followed is not None and followed.changes <= _MOST_CHANGES:
                        return followed
                except BrokenGeneration:
                    pass
                return self._write(held)
        except OSError as error:
            _warn(error)
            return held

    def _write(self, snapshot: Snapshot) -> Snapshot:
        """`snapshot` as it lies on the disk; in memory where the disk is full or read-only, which stops no answer."""
        try:
            return disk.open_generation(disk.write(self._folder, snapshot, self._made_by), self._made_by)
        except OSError as error:
            _warn(error)
        except (BrokenGeneration, BrokenPayload):
            return build(*self._source.documents())
        return snapshot

    def _open(self) -> Snapshot:
        return disk.open_generation(disk.current(self._folder), self._made_by)

    def _rebuild_quietly(self) -> None:
        try:
            self.rebuild()
        except Exception as error:
            _log.warning("the index was not built anew: %s", type(error).__name__)
        finally:
            self._writing.release()

    def _settle_quietly(self) -> None:
        if self._writing.locked():
            return
        try:
            self.settle()
        except Exception as error:  # the source may be away or closing; the next quiet moment comes
            _log.warning("the index was not written: %s", type(error).__name__)


def _warn(error: OSError) -> None:
    _log.warning("the index cannot be written (%s); it is held in memory", type(error).__name__)
