"""How many listings say the same, and how many of those did somebody confirm within a year? All tables are sums of this."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np

from directory.mapping.counting.typed_rows import ListingShape, Shapes, TypedRows

DAYS = 365
T = TypeVar("T", bound=Hashable)


class ShapeCount(NamedTuple):
    """How many listings have one shape, and how many of them were confirmed within a year."""

    shape: ListingShape
    number: int
    fresh: int


class ListingTally(NamedTuple):
    """A number of listings, and how many of them were confirmed within a year."""

    number: int = 0
    fresh: int = 0


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What is counted of some listings on one day."""

    counts: Sequence[ShapeCount]
    today: date

    @property
    def total(self) -> ListingTally:
        return ListingTally(sum(each.number for each in self.counts), sum(each.fresh for each in self.counts))

    @property
    def has_demo(self) -> bool:
        """Whether something made up is among them."""
        return any(each.shape.demo for each in self.counts)

    def narrow(self, keep: Callable[[ListingShape], bool]) -> "Aggregate":
        """Only what has such a shape."""
        return Aggregate([each for each in self.counts if keep(each.shape)], self.today)

    def by(self, of: Callable[[ListingShape], T]) -> Mapping[T, ListingTally]:
        """Counted by one value that each listing has."""
        return self.by_each(lambda shape: (of(shape),))

    def by_each(self, of: Callable[[ListingShape], Iterable[T]]) -> Mapping[T, ListingTally]:
        """Counted by every value that a listing has: one with several is counted with each of them."""
        count: Counter[T] = Counter()
        fresh: Counter[T] = Counter()
        for each in self.counts:
            for value in of(each.shape):
                count[value] += each.number
                fresh[value] += each.fresh
        return {value: ListingTally(number, fresh[value]) for value, number in count.items()}


def count_shapes(rows: TypedRows, shapes: Shapes, today: date) -> Aggregate:
    """The listings of one state as they are on a day."""
    since, size = today.toordinal() - DAYS, len(shapes.known)
    count = np.bincount(rows.shape, minlength=size)
    fresh = np.bincount(rows.shape[rows.confirmed >= since], minlength=size)
    return Aggregate(
        [
            ShapeCount(shapes.known[at], int(count[at]), int(fresh[at]))
            for at in np.flatnonzero(count).tolist()
        ],
        today,
    )
