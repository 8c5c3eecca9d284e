"""How does the project's own search answer?"""

import time

import numpy as np

from benchmarks.questions import Question
from search_index.full_text import Hits
from search_index.snapshot import Snapshot


class Ours:
    """A snapshot."""

    name = "ours"
    clock = staticmethod(time.process_time)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def all_near(self, question: Question) -> set[str]:
        """Ids of everything that fits."""
        columns = self.snapshot.columns
        return {columns.ids[row] for row in columns.rows(question.facets, question.circle).tolist()}

    def near(self, question: Question) -> tuple[int, list[str]]:
        """How many fit, and the 20 nearest."""
        columns, circle = self.snapshot.columns, question.circle
        assert circle
        total, nearest = columns.nearest_with(question.facets, circle, 20)
        return total, [columns.ids[row] for row in nearest.tolist()]

    def counts(self, question: Question) -> dict[str, dict[str, int]]:
        """How many have each value of every facet."""
        columns = self.snapshot.columns
        return columns.tally(columns.rows(question.facets))

    def all_worded(self, question: Question) -> set[str]:
        """Ids of everything with the words, inside the circle where one is given."""
        ids = self.snapshot.columns.ids
        return {ids[row] for row in self._hits(question).rows.tolist()}

    def worded(self, question: Question) -> tuple[int, list[str]]:
        """How many have the words, and the 20 best."""
        hits, ids = self._hits(question), self.snapshot.columns.ids
        return len(hits.rows), [ids[row] for row in hits.best(20).rows.tolist()]

    def _hits(self, question: Question) -> Hits:
        among = self.snapshot.columns.within(*question.circle) if question.circle else None
        return self.snapshot.text.search(question.words, among=among, forgiving=question.circle is None)


class Bare:
    """The floor: what numpy needs to look at every point and every bit once, without any index."""

    name = "bare numpy"
    clock = staticmethod(time.process_time)

    def __init__(self, snapshot: Snapshot) -> None:
        columns = snapshot.columns
        self.ids = columns.ids
        self.latitudes, self.longitudes = np.ascontiguousarray(np.radians(columns.points).T)
        self.cosines = np.cos(self.latitudes)
        group, name = columns.facets.holder("need")
        values = group.forms.membership(name).values
        self.bits = np.zeros(len(columns), dtype=np.uint32)
        self.bit = {value: np.uint32(1 << number) for number, value in enumerate(values)}
        for value, bit in self.bit.items():
            self.bits[group.rows(name, value)] |= bit

    def near(self, question: Question) -> tuple[int, list[str]]:
        """How many fit, and the 20 nearest."""
        assert question.circle
        latitude, longitude, kilometres = question.circle
        rows = np.flatnonzero(self.bits & self.bit[question.facets["need"][0]])
        phi, lam = np.radians(latitude), np.radians(longitude)
        h = (
            np.sin((self.latitudes[rows] - phi) / 2) ** 2
            + np.cos(phi) * self.cosines[rows] * np.sin((self.longitudes[rows] - lam) / 2) ** 2
        )
        distances = 2 * 6371.0088 * np.arcsin(np.sqrt(h))
        inside = np.flatnonzero(distances <= kilometres)
        best = inside
        if len(inside) > 20:
            best = inside[np.argpartition(distances[inside], 19)[:20]]
        best = best[np.argsort(distances[best], kind="stable")]
        return len(inside), [self.ids[row] for row in rows[best].tolist()]
