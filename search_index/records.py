"""What was given with each document? Its record, byte for byte, in a file that all workers of a machine read, not in memory.

A record is proved by its checksum each time it is read; the file is never mapped, so one that is cut short harms nobody.
"""

import os
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search_index.splicing import Splice
from search_index.storage import Arrays

Bounds = NDArray[np.int64]


class BrokenRecord(Exception):
    """What lies there is not what was written."""


class Content(Protocol):
    """Where records lie one after the other."""

    def read(self, start: int, length: int) -> bytes: ...


class InMemory:
    """Records that no file holds."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, start: int, length: int) -> bytes:
        return self._content[start : start + length]


class InFile:
    """Records in a file that stays open, also after it was removed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def at(cls, path: Path) -> "InFile":
        return cls(os.open(path, os.O_RDONLY))

    def read(self, start: int, length: int) -> bytes:
        return os.pread(self._descriptor, length, start)

    def write(self, start: int, content: bytes) -> bool:
        """Whether all of it was taken."""
        try:
            return os.pwrite(self._descriptor, content, start) == len(content)
        except OSError:
            return False

    def __del__(self) -> None:
        os.close(self._descriptor)


class Records:
    """The records of all documents, in order of row. A start below nothing is the place of one that came later in `added`."""

    def __init__(
        self, content: Content, bounds: Bounds, checks: NDArray[np.uint32], added: Sequence[bytes] = ()
    ) -> None:
        self._content = content
        self._bounds = bounds  # start and length
        self._checks = checks
        self._added = tuple(added)

    @classmethod
    def restore(cls, path: Path, arrays: Arrays) -> "Records":
        """The records in the file `path`, whose `arrays` were kept."""
        return cls(InFile.at(path), arrays["record_bounds"], arrays["record_checks"])

    def arrays(self) -> Arrays:
        """What must be kept to have these records again from a file in which `write` put them."""
        lengths = self._bounds[:, 1]
        starts = np.concatenate([[0], np.cumsum(lengths)])[: len(lengths)]
        return {"record_bounds": np.stack([starts, lengths], axis=1), "record_checks": self._checks}

    def write(self, path: Path) -> None:
        """Put all of them into a file, in order of row.

        Raises:
            OSError: the disk does not take it.
            BrokenRecord: one is not what was written.
        """
        with path.open("wb") as file:
            for row in range(len(self._checks)):
                file.write(self.read(row))

    def read(self, row: int) -> bytes:
        """The record of a row.

        Raises:
            BrokenRecord: it is not what was written.
        """
        start, length = self._bounds[row].tolist()
        record = self._content.read(start, length) if start >= 0 else self._added[-1 - start]
        if zlib.crc32(record) != self._checks[row]:
            raise BrokenRecord("a record is not what was written")
        return record

    def with_changes(self, splice: Splice, records: Sequence[bytes]) -> "Records":
        """The records after a change; `records` are those set in, in order of id."""
        begin = len(self._added)
        bounds = [(-1 - number, len(record)) for number, record in enumerate(records, begin)]
        return Records(
            self._content,
            splice.apply(self._bounds, np.array(bounds, dtype=np.int64).reshape(-1, 2)),
            splice.apply(self._checks, _checks(records)),
            (*self._added, *records),
        )

    def in_order(self, rows: NDArray[np.int64]) -> "Records":
        """The same with `rows` in this order."""
        return Records(self._content, self._bounds[rows], self._checks[rows], self._added)


class RecordsWriter:
    """Takes records one by one: into a file without a name in a folder, or into memory where no disk takes one."""

    def __init__(self, folder: Path | None) -> None:
        self._file = _nameless_file(folder) if folder else None
        self._memory: list[bytes] = []
        self._bounds: list[tuple[int, int]] = []
        self._checks: list[int] = []
        self._end = 0

    def add(self, record: bytes) -> None:
        self._put(record)
        self._bounds.append((self._end, len(record)))
        self._checks.append(zlib.crc32(record))
        self._end += len(record)

    def records(self) -> Records:
        """All that were taken, in the order in which they came."""
        content = self._file or InMemory(b"".join(self._memory))
        bounds = np.array(self._bounds, dtype=np.int64).reshape(-1, 2)
        return Records(content, bounds, np.array(self._checks, dtype=np.uint32))

    def _put(self, record: bytes) -> None:
        if self._file is not None and not self._file.write(self._end, record):
            self._memory = [self._file.read(start, length) for start, length in self._bounds]
            self._file = None
        if self._file is None:
            self._memory.append(record)


def _nameless_file(folder: Path) -> InFile | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, path = tempfile.mkstemp(dir=folder)
        os.unlink(path)
    except OSError:
        return None
    return InFile(descriptor)


def _checks(records: Sequence[bytes]) -> NDArray[np.uint32]:
    return np.array([zlib.crc32(record) for record in records], dtype=np.uint32)
