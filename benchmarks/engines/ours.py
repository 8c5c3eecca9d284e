"""How does the project's own search answer? By what a visitor's request asks of it, and no more."""

import time

import numpy as np

from benchmarks.questions import Question
from search_index.masks import Mask
from search_index.snapshot import Snapshot


class Ours:
    """A snapshot."""

    name = "ours"
    clock = staticmethod(time.process_time)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def all_near(self, question: Question) -> set[str]:
        """Ids of everything that fits."""
        return self._ids(self._fitting(question).rows().tolist())

    def near(self, question: Question) -> int:
        """How many fit."""
        return self._fitting(question).count()

    def counts(self, question: Question) -> dict[str, dict[str, int]]:
        """How many have each value of the facets that pages count."""
        rows, columns = self._fitting(question).rows(), self.snapshot.columns
        return {facet: columns.counts(rows, facet) for facet in question.counted}

    def worded(self, question: Question) -> set[str]:
        """Ids of everything that has the words in its name."""
        return self._ids(self.snapshot.text.search(question.words.split(), "name").tolist())

    def _fitting(self, question: Question) -> Mask:
        columns = self.snapshot.columns
        mask = columns.everything()
        if question.circle:
            mask = columns.within(*question.circle)
        for facet, values in question.facets.items():
            mask = mask & columns.having(facet, values)
        return mask

    def _ids(self, rows: list[int]) -> set[str]:
        return {self.snapshot.columns.ids[row] for row in rows}


class Bare:
    """The floor: what numpy needs to look at every point and every bit once, without any index."""

    name = "bare numpy"
    clock = staticmethod(time.process_time)

    def __init__(self, snapshot: Snapshot) -> None:
        columns = snapshot.columns
        points = columns.arrays()["points"]
        self.latitudes, self.longitudes = np.ascontiguousarray(np.radians(points)).T
        self.cosines = np.cos(self.latitudes)
        self.bit = {value: np.uint32(1 << number) for number, value in enumerate(columns.values("need"))}
        self.bits = np.zeros(len(columns), dtype=np.uint32)
        for value, bit in self.bit.items():
            self.bits[columns.having("need", (value,)).rows()] |= bit

    def near(self, question: Question) -> int:
        """How many fit."""
        assert question.circle
        latitude, longitude, kilometres = question.circle
        rows = np.flatnonzero(self.bits & self.bit[question.facets["need"][0]])
        phi, lam = np.radians(latitude), np.radians(longitude)
        h = (
            np.sin((self.latitudes[rows] - phi) / 2) ** 2
            + np.cos(phi) * self.cosines[rows] * np.sin((self.longitudes[rows] - lam) / 2) ** 2
        )
        return int(np.count_nonzero(2 * 6371.0088 * np.arcsin(np.sqrt(h)) <= kilometres))
