"""Is the index true? What lies on the disk is an immutable generation: built aside, flushed, then swapped in by one rename.

A generation is only where a worker begins. It is read once, checked and held in memory; what the source has changed since is applied to
it, and a new generation is written when that is much. Nothing on the disk is ever repaired or trusted.

Where much is new or changed at once nobody waits for it: what is new comes as soon as it is read, beside the questions, and what has
changed is known by its id as not to be shown as it was.
"""

import logging
import threading
import time
from collections.abc import Callable, Set
from pathlib import Path

from search_index import folder as disk
from search_index.builder import build
from search_index.folder import BrokenGeneration
from search_index.payloads import BrokenPayload
from search_index.schema import Leave, Source, State, leave_nothing
from search_index.snapshot import Snapshot

_log = logging.getLogger(__name__)
_MOST_CHANGES = 256  # beyond that what has changed is merged, so that questions stay as quick as ever
_QUIET_SECONDS = 60.0  # so long after a change all that was is written away, too
_TRIES = 3
BESIDE = "index"  # the name of a thread that works beside the questions


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
        self._whole: Snapshot | None = None  # the last one that lacked nothing, while `_held` lacks something
        self._next_writing = 0.0
        self._catching_up = threading.Lock()
        self._writing = threading.Lock()
        self._completing = threading.Lock()

    def snapshot(self, state: State | None = None) -> Snapshot:
        """As of the last committed change, or of the change that made `state` where that has just been read.

        It may lack what is new, for a moment, where that is much, and then says what is `stale`.
        """
        held = self._current(state)
        if held.lacks:
            if not self._completing.locked():
                self._begin(self._complete, "the index was not caught up with")
            return held
        quiet = time.monotonic() > self._next_writing
        if held.changes > _MOST_CHANGES or (quiet and (held.changes or held.folder is None)):
            self._next_writing = time.monotonic() + self._quiet_seconds
            if not self._writing.locked():
                self._begin(self.settle, "the index was not written")
        return held

    def whole_snapshot(self, state: State | None = None) -> Snapshot:
        """As `snapshot`, and whoever asks waits until it lacks nothing: for what is counted."""
        held = self._current(state)
        while held.lacks:
            self._complete()
            held = self._current()
        return held

    def _current(self, state: State | None = None) -> Snapshot:
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
        return held

    def rebuild(self) -> Snapshot:
        """Build a new generation now, whatever there is."""
        with self._catching_up:
            self._held, self._whole = self._make(anew=True), None
            return self._held

    def distrust(self) -> None:
        """What lies on the disk gave something else than was put there: build it anew beside the questions."""
        if self._writing.acquire(blocking=False):
            self._begin(self._rebuild_and_write, "the index was not built anew")

    def settle(self) -> None:
        """Bring the generation on the disk up to date, if no other worker has; questions are answered meanwhile."""
        with self._writing:
            settled = self._settle_on_disk(self.whole_snapshot())
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
        """Who has an older one need not wait for all of the new."""
        there = held is not None and (held.folder is None or disk.is_there(held.folder))
        followed = self._follow_leaving(held) if held is not None and there else None
        made = followed or self._make(may_lack=held is not None)
        if not made.lacks:
            self._whole = None
        return made

    def _complete(self) -> None:
        """Read what the snapshot lacks, beside the questions; what changes meanwhile is followed as ever."""
        with self._completing:
            while (whole := self._whole) is not None:
                caught_up = self._settle_on_disk(whole)
                with self._catching_up:
                    if self._whole is whole:  # nobody has built it anew meanwhile
                        self._held = self._catch_up(caught_up)

    def _follow(self, held: Snapshot, leave: Leave = leave_nothing) -> Snapshot | None:
        """`held` and what has changed since; None where the source cannot tell."""
        if held.state == self._source.state():
            return held
        changes = self._source.changes(held.state, leave)
        return None if changes is None else held.with_changes(changes)

    def _follow_leaving(self, held: Snapshot) -> Snapshot | None:
        """As `_follow`, but what is new or changed comes later where it is much."""
        followed = self._follow(held, _leave_much(held))
        if followed is not None and followed.lacks and not held.lacks:
            self._whole = held
        return followed

    def _make(self, anew: bool = False, may_lack: bool = False) -> Snapshot:
        """A snapshot of the source: the generation on the disk and what it lacks, or a new one."""
        try:
            with disk.locked(self._folder):
                followed = None if anew else self._from_disk(may_lack)
                return followed or self._write(build(*self._source.documents(), spool=self._folder.parent))
        except OSError as error:
            _warn(error)
            return build(*self._source.documents())

    def _from_disk(self, may_lack: bool) -> Snapshot | None:
        try:
            there = self._open()
        except BrokenGeneration:
            return None
        followed = self._follow_leaving(there) if may_lack else self._follow(there)
        if followed is not None and followed.changes > _MOST_CHANGES and not followed.lacks:
            return self._write(followed)
        return followed

    def _settle_on_disk(self, held: Snapshot) -> Snapshot:
        """`held` and what has changed since as a generation of its own; or the one that another worker has written meanwhile."""
        try:
            with disk.locked(self._folder):
                try:
                    other = self._open()
                    followed = self._follow(other) if other.name != held.name else None
                    if followed is not None and followed.changes <= _MOST_CHANGES:
                        return followed
                except BrokenGeneration:
                    pass
                return self._write(self._follow(held) or build(*self._source.documents()))
        except OSError as error:
            _warn(error)
            return self._follow(held) or build(*self._source.documents())

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

    def _rebuild_and_write(self) -> None:
        try:
            self.rebuild()
        finally:
            self._writing.release()

    def _begin(self, work: Callable[[], object], if_not: str) -> None:
        """Do it beside the questions. The source may be away or closing: the next moment comes."""

        def do() -> None:
            try:
                work()
            except Exception as error:
                _log.warning("%s: %s", if_not, type(error).__name__)

        threading.Thread(target=do, daemon=True, name=BESIDE).start()


def _leave_much(held: Snapshot) -> Leave:
    """What is new to `held`, where it is much, and what has changed, where that is much."""

    def leave(ids: Set[str]) -> Set[str]:
        if len(ids) <= _MOST_CHANGES:
            return frozenset()
        new = held.columns.ids.unknown(ids)
        return frozenset().union(*(part for part in (new, ids - new) if len(part) > _MOST_CHANGES))

    return leave


def _warn(error: OSError) -> None:
    _log.warning("the index cannot be written (%s); it is held in memory", type(error).__name__)
