"""Is the index true? What lies on the disk is an immutable generation: built aside, flushed, then swapped in by one rename.

A generation is only where a worker begins. It is read once, checked and held in memory; what differs from the source is
applied to it at once, and a new generation is written when it is quiet. Nothing on the disk is ever repaired or trusted.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from search_index import folder as disk
from search_index.folder import BrokenGeneration
from search_index.schema import Document
from search_index.snapshot import Snapshot

_log = logging.getLogger(__name__)
_MOST_CHANGES = 256  # beyond that building anew is as quick, and questions stay as quick as ever
_QUIET_SECONDS = 10.0

Source = Callable[[], tuple[int, list[Document]]]


class Generations:
    """The index of one worker: follows the source's change number and survives the loss of its folder.

    `source` gives the change number and all documents; `current_number` gives the number alone and must be cheap.
    The number must grow with every change: an index that holds the same number is not looked at again.
    """

    def __init__(
        self,
        folder: Path,
        source: Source,
        current_number: Callable[[], int],
        quiet_seconds: float = _QUIET_SECONDS,
    ) -> None:
        self._folder = folder
        self._source = source
        self._current_number = current_number
        self._quiet_seconds = quiet_seconds
        self._held: Snapshot | None = None
        self._next_writing = 0.0
        self._catching_up = threading.Lock()
        self._writing = threading.Lock()

    def snapshot(self, number: int | None = None) -> Snapshot:
        """The state as of the last committed change, or of the change `number` where that has just been read."""
        held = self._held
        if held is None or not self._is_current(held, number):
            with self._catching_up:
                held = self._held
                if held is None or not self._is_current(held):
                    self._held = held = self._catch_up(held)
                    self._next_writing = time.monotonic() + self._quiet_seconds
        if (held.changes or held.folder is None) and time.monotonic() > self._next_writing:
            self._next_writing = time.monotonic() + self._quiet_seconds
            threading.Thread(target=self._settle_quietly, daemon=True).start()
        return held

    def rebuild(self) -> Snapshot:
        """Build a new generation now, whatever there is."""
        with self._catching_up:
            self._held = held = self._make(anew=True)
            return held

    def settle(self) -> None:
        """Bring the generation on the disk up to date, if no other worker has; questions are answered meanwhile."""
        with self._writing:
            settled = self._make(most_changes=0)
        with self._catching_up:
            if self._held is None or settled.number >= self._held.number:
                self._held = settled

    def check(self) -> list[str]:
        """What is wrong with the generation on disk, as messages; empty when nothing is."""
        _number, documents = self._source()
        try:
            held = disk.open_generation(disk.current(self._folder))
        except BrokenGeneration as error:
            return [str(error)]
        return ["the generation is old"] if held.difference(documents).size > _MOST_CHANGES else []

    def _is_current(self, held: Snapshot, number: int | None = None) -> bool:
        there = held.folder is None or disk.is_there(held.folder)
        return there and (held.number == number or held.number == self._current_number())

    def _catch_up(self, held: Snapshot | None) -> Snapshot:
        if held is not None and (held.folder is None or disk.is_there(held.folder)):
            number, documents = self._source()
            difference = held.difference(documents)
            if held.changes + difference.size <= _MOST_CHANGES:
                return held.with_changes(number, difference)
        return self._make()

    def _make(self, anew: bool = False, most_changes: int = _MOST_CHANGES) -> Snapshot:
        """A snapshot of the source: the generation on the disk and what it lacks, or a new one."""
        number, documents = self._source()
        try:
            with disk.locked(self._folder):
                if not anew:
                    try:
                        held = disk.open_generation(disk.current(self._folder))
                        difference = held.difference(documents)
                        if difference.size <= most_changes:
                            return (
                                held.with_changes(number, difference)
                                if difference
                                else replace(held, number=number)
                            )
                    except BrokenGeneration:
                        pass
                built = Snapshot.of(number, documents)
                return replace(built, folder=disk.write(self._folder, built))
        except OSError as error:  # a full or read-only disk: questions are answered all the same
            _log.warning("the index cannot be written (%s); it is held in memory", type(error).__name__)
            return Snapshot.of(number, documents)

    def _settle_quietly(self) -> None:
        if self._writing.locked():
            return
        try:
            self.settle()
        except Exception as error:  # the source may be away or closing; the next quiet moment comes
            _log.warning("the index was not written: %s", type(error).__name__)
