"""What was given with each document? Its payload, byte for byte, in a file that all workers of a machine read, not in memory.

A payload is proved by its checksum each time it is read; the file is never mapped, so one that is cut short harms nobody.
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


class BrokenPayload(Exception):
    """What lies there is not what was written."""


class Content(Protocol):
    """Where payloads lie one after the other."""

    def read(self, start: int, length: int) -> bytes: ...


class InMemory:
    """Payloads that no file holds."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, start: int, length: int) -> bytes:
        return self._content[start : start + length]


class InFile:
    """Payloads in a file that stays open, also after it was removed."""

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


class Payloads:
    """The payloads of all documents, in order of row. A start below nothing is the place of one that came later in `added`."""

    def __init__(
        self, content: Content, bounds: Bounds, checks: NDArray[np.uint32], added: Sequence[bytes] = ()
    ) -> None:
        self._content = content
        self._bounds = bounds  # start and length
        self._checks = checks
        self._added = tuple(added)

    @classmethod
    def restore(cls, path: Path, arrays: Arrays) -> "Payloads":
        """The payloads in the file `path`, whose `arrays` were kept."""
        return cls(InFile.at(path), arrays["payload_bounds"], arrays["payload_checks"])

    def arrays(self) -> Arrays:
        """What must be kept to have these payloads again from a file in which `write` put them."""
        lengths = self._bounds[:, 1]
        starts = np.concatenate([[0], np.cumsum(lengths)])[: len(lengths)]
        return {"payload_bounds": np.stack([starts, lengths], axis=1), "payload_checks": self._checks}

    def write(self, path: Path) -> None:
        """Put all of them into a file, in order of row.

        Raises:
            OSError: the disk does not take it.
            BrokenPayload: one is not what was written.
        """
        with path.open("wb") as file:
            for row in range(len(self._checks)):
                file.write(self.read(row))

    def read(self, row: int) -> bytes:
        """The payload of a row.

        Raises:
            BrokenPayload: it is not what was written.
        """
        start, length = self._bounds[row].tolist()
        payload = self._content.read(start, length) if start >= 0 else self._added[-1 - start]
        if zlib.crc32(payload) != self._checks[row]:
            raise BrokenPayload("a payload is not what was written")
        return payload

    def with_changes(self, splice: Splice, payloads: Sequence[bytes]) -> "Payloads":
        """The payloads after a change; `payloads` are those set in, in order of id."""
        begin = len(self._added)
        bounds = [(-1 - number, len(payload)) for number, payload in enumerate(payloads, begin)]
        return Payloads(
            self._content,
            splice.apply(self._bounds, np.array(bounds, dtype=np.int64).reshape(-1, 2)),
            splice.apply(self._checks, _checks(payloads)),
            (*self._added, *payloads),
        )

    def in_order(self, rows: NDArray[np.int64]) -> "Payloads":
        """The same with `rows` in this order."""
        return Payloads(self._content, self._bounds[rows], self._checks[rows], self._added)


class PayloadWriter:
    """Takes payloads one by one: into a file without a name in a folder, or into memory where no disk takes one."""

    def __init__(self, folder: Path | None) -> None:
        self._file = _nameless_file(folder) if folder else None
        self._memory: list[bytes] = []
        self._bounds: list[tuple[int, int]] = []
        self._checks: list[int] = []
        self._end = 0

    def add(self, payload: bytes) -> None:
        self._put(payload)
        self._bounds.append((self._end, len(payload)))
        self._checks.append(zlib.crc32(payload))
        self._end += len(payload)

    def payloads(self) -> Payloads:
        """All that were taken, in the order in which they came."""
        content = self._file or InMemory(b"".join(self._memory))
        bounds = np.array(self._bounds, dtype=np.int64).reshape(-1, 2)
        return Payloads(content, bounds, np.array(self._checks, dtype=np.uint32))

    def _put(self, payload: bytes) -> None:
        if self._file is not None and not self._file.write(self._end, payload):
            self._memory = [self._file.read(start, length) for start, length in self._bounds]
            self._file = None
        if self._file is None:
            self._memory.append(payload)


def _nameless_file(folder: Path) -> InFile | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, path = tempfile.mkstemp(dir=folder)
        os.unlink(path)
    except OSError:
        return None
    return InFile(descriptor)


def _checks(payloads: Sequence[bytes]) -> NDArray[np.uint32]:
    return np.array([zlib.crc32(payload) for payload in payloads], dtype=np.uint32)
