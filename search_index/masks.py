"""Which rows are meant? A set of rows, one bit for each, so that a question over a large house costs hardly more than over a small one."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]
_ONE, _WORD, _IN_WORD = np.uint64(1), np.uint64(6), np.uint64(63)
_SPARSE = 32  # one row among so many is set by itself, sooner than every row has its flag
_FEW = 512  # words that are unpacked as quickly as the empty ones among them are passed over


class Mask:
    """Rows of `size`, as bits of `words`; bits beyond the last row are never set. Nobody may write in it."""

    __slots__ = ("size", "words")

    def __init__(self, words: NDArray[np.uint64], size: int) -> None:
        self.words = words
        self.size = size

    @classmethod
    def of(cls, flags: Flags) -> Self:
        """The rows whose flag is set."""
        octets = np.zeros(-(-len(flags) // 64) * 8, dtype=np.uint8)
        packed = np.packbits(flags, bitorder="little")
        octets[: len(packed)] = packed
        return cls(octets.view(np.uint64), len(flags))

    @classmethod
    def of_rows(cls, rows: Any, size: int) -> Self:
        """These rows, in whatever order."""
        if len(rows) * _SPARSE < size:
            words = np.zeros(-(-size // 64), dtype=np.uint64)
            rows = np.asarray(rows, dtype=np.uint64)
            np.bitwise_or.at(words, rows >> _WORD, _ONE << (rows & _IN_WORD))
            return cls(words, size)
        flags = np.zeros(size, dtype=np.bool_)
        flags[rows] = True
        return cls.of(flags)

    def flags(self) -> Flags:
        """For each row whether it is in it."""
        bits = np.unpackbits(self.words.view(np.uint8), count=self.size, bitorder="little")
        return bits.view(np.bool_)

    def rows(self) -> Rows:
        """The rows in it, ascending."""
        if len(self.words) <= _FEW:
            return np.flatnonzero(self.flags())
        filled = np.flatnonzero(self.words)
        bits = np.unpackbits(self.words[filled].view(np.uint8), bitorder="little")
        places = np.flatnonzero(bits.view(np.bool_))
        rows: Rows = filled[places >> 6] * 64 + (places & 63)
        return rows

    def holds(self, rows: Rows) -> Flags:
        """For each of `rows` whether it is in it."""
        octets = self.words.view(np.uint8)[rows >> 3]
        return (octets >> (rows & 7).astype(np.uint8) & 1).astype(np.bool_)

    def count(self) -> int:
        """How many rows are in it."""
        return int(np.bitwise_count(self.words).sum())

    def __bool__(self) -> bool:
        return bool(self.words.any())

    def __and__(self, other: "Mask") -> "Mask":
        return Mask(self.words & other.words, self.size)

    def __or__(self, other: "Mask") -> "Mask":
        return Mask(self.words | other.words, self.size)

    def __invert__(self) -> "Mask":
        words = ~self.words
        if self.size % 64:
            words[-1] &= np.uint64((1 << self.size % 64) - 1)
        return Mask(words, self.size)
