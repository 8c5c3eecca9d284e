"""How is a sorted array changed without sorting it again? A few rows are cut out, a few are set in; the rest is copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Splice:
    """Rows to leave out (`gone`, ascending) and, for each row set in, the old row it stands before (`before`, ascending)."""

    size: int
    gone: NDArray[np.int64]
    before: NDArray[np.int64]

    def apply(self, old: NDArray[Any], added: NDArray[Any]) -> NDArray[Any]:
        """`old` changed; `added` holds the new rows in order. Where they are what stood there it is `old` itself."""
        if self.replaces and _are_the_same(old[self.gone], added):
            return old
        pieces: list[NDArray[Any]] = []
        start = 0
        for stop, new in self._steps():
            if stop > start:
                pieces.append(old[start:stop])
            if new >= 0:
                pieces.append(added[new : new + 1])
                start = stop
            else:
                start = stop + 1
        pieces.append(old[start:])
        return np.concatenate(pieces)

    def _steps(self) -> Sequence[tuple[int, int]]:
        """Where something happens: (old row, which new row stands before it, or -1 where the old row is left out)."""
        added = [(before, new) for new, before in enumerate(self.before.tolist())]
        gone = [(row, len(added)) for row in self.gone.tolist()]
        return [(row, new if new < len(added) else -1) for row, new in sorted(added + gone)]

    @cached_property
    def replaces(self) -> bool:
        """Whether each new row stands where one is left out, so that all others keep their numbers."""
        return np.array_equal(self.gone, self.before)

    @cached_property
    def new_rows(self) -> NDArray[np.int32]:
        """For each old row its new number, -1 where it is left out."""
        rows = np.arange(self.size, dtype=np.int32)
        if not self.replaces:
            shift = np.zeros(self.size + 1, dtype=np.int32)
            np.add.at(shift, self.before, 1)
            np.subtract.at(shift, self.gone + 1, 1)
            rows += np.cumsum(shift[: self.size], dtype=np.int32)
        rows[self.gone] = -1
        return rows

    @property
    def places(self) -> NDArray[np.int64]:
        """For each row set in its new number."""
        left_out = np.searchsorted(self.gone, self.before, side="left")
        return self.before - left_out + np.arange(len(self.before))


def _are_the_same(old: NDArray[Any], new: NDArray[Any]) -> bool:
    """What is not a number is the same as itself."""
    return np.array_equal(old, new, equal_nan=old.dtype.kind == "f")
