"""Which document is which row? Ids in order, held as bytes; a row's number is an id's place among them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray


def as_bytes(ids: Sequence[str]) -> NDArray[np.bytes_]:
    """Ids as UTF-8 of one width: their order is the order of the strings."""
    spelled: NDArray[np.bytes_] = np.array([id_.encode() for id_ in ids], dtype=np.bytes_ if ids else "S1")
    return spelled


class Ids(Sequence[str]):
    """The ids of all documents, ascending."""

    def __init__(self, spelled: NDArray[np.bytes_]) -> None:
        self.spelled = spelled

    def __len__(self) -> int:
        return len(self.spelled)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[str, ...]: ...
    def __getitem__(self, row: int | slice) -> str | tuple[str, ...]:
        if isinstance(row, slice):
            return tuple(spelled.decode() for spelled in self.spelled[row].tolist())
        return self.spelled[row].decode()

    def __iter__(self) -> Iterator[str]:
        return (spelled.decode() for spelled in self.spelled.tolist())

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def before(self, spelled: NDArray[np.bytes_]) -> NDArray[np.int64]:
        """For each of other ids the row that it stands before, or at."""
        if spelled.dtype.itemsize <= self.spelled.dtype.itemsize:
            spelled = spelled.astype(self.spelled.dtype)  # of another width numpy would copy all of ours
        return np.searchsorted(self.spelled, spelled)

    def row(self, id_: str) -> int | None:
        """The row of `id_`; None when no document has it."""
        spelled = id_.encode(errors="replace")
        row = int(self.before(np.array([spelled]))[0])
        return row if row < len(self.spelled) and self.spelled[row] == spelled else None

    def rows(self, ids: Iterable[str]) -> list[int]:
        """The rows of those of `ids` that are documents, in the order given."""
        return [row for id_ in ids if (row := self.row(id_)) is not None]

    def unknown(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` that are no documents."""
        asked = list(ids)
        spelled = as_bytes(asked)
        if not len(self.spelled):
            return set(asked)
        rows = np.minimum(self.before(spelled), len(self.spelled) - 1)
        return {id_ for id_, known in zip(asked, self.spelled[rows] == spelled, strict=True) if not known}
