"""How does SQLite answer, with its R*Tree for points and FTS5 for words?"""

import sqlite3
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.questions import Question
from search_index.columns import Circle
from search_index.full_text import FullText
from search_index.grid import EARTH_RADIUS_KM
from search_index.postings import TermCounts
from search_index.schema import Document

_DISTANCE = f"""
    2 * {EARTH_RADIUS_KM} * asin(min(1, sqrt(
        power(sin((radians(latitude) - radians(:latitude)) / 2), 2)
        + cos(radians(:latitude)) * cos(radians(latitude)) * power(sin((radians(longitude) - radians(:longitude)) / 2), 2))))
"""
_INSIDE = f"""
    FROM box JOIN listing USING (row)
    WHERE south <= :north AND north >= :south AND west <= :east AND east >= :west AND {_DISTANCE} <= :kilometres
"""


class Sqlite:
    """A database in memory, analysed."""

    name = "SQLite"
    clock = staticmethod(time.process_time)

    def __init__(self, documents: Sequence[Document], text: FullText) -> None:
        self.text = text
        self.base = sqlite3.connect(":memory:")
        self.base.executescript(
            """
            CREATE TABLE listing (row INTEGER PRIMARY KEY, id TEXT, latitude REAL, longitude REAL);
            CREATE TABLE facet (facet TEXT, value TEXT, row INTEGER, PRIMARY KEY (facet, value, row)) WITHOUT ROWID;
            CREATE INDEX facet_of_row ON facet (row, facet, value);
            CREATE VIRTUAL TABLE box USING rtree(row, south, north, west, east);
            CREATE VIRTUAL TABLE words USING fts5(name, text, content='', tokenize="unicode61 remove_diacritics 0");
            """
        )
        for row, document in enumerate(documents):
            self._put(row, document)
        self.base.execute("ANALYZE")

    def _put(self, row: int, document: Document) -> None:
        point = (document.latitude, document.longitude)
        put = self.base.execute
        put("INSERT INTO listing VALUES (?, ?, ?, ?)", (row, document.id, *point))
        if None not in point:
            put("INSERT INTO box VALUES (?, ?, ?, ?, ?)", (row, point[0], point[0], point[1], point[1]))
        held = [(facet, value, row) for facet, values in document.facets.items() for value in values]
        self.base.executemany("INSERT INTO facet VALUES (?, ?, ?)", held)
        name, words = (" ".join(terms.elements()) for terms in TermCounts.of(document).terms)
        put("INSERT INTO words (rowid, name, text) VALUES (?, ?, ?)", (row, name, words))

    def all_near(self, question: Question) -> set[str]:
        """Ids of everything that fits."""
        return {id_ for (id_,) in self._ask(f"SELECT id {_INSIDE} {self._filters(question)}", question)}

    def near(self, question: Question) -> tuple[int, list[str]]:
        """How many fit, and the 20 nearest."""
        found = self._ask(
            f"SELECT id, count(*) OVER () {_INSIDE} {self._filters(question)} ORDER BY {_DISTANCE}, id LIMIT 20",
            question,
        )
        return (found[0][1] if found else 0), [id_ for id_, _count in found]

    def counts(self, question: Question) -> dict[str, dict[str, int]]:
        """How many have each value of every facet."""
        chosen = " INTERSECT ".join(
            f"SELECT row FROM facet WHERE facet = '{facet}' AND value = '{values[0]}'"
            for facet, values in question.facets.items()
        )
        counted: dict[str, dict[str, int]] = {}
        for facet, value, count in self._ask(
            f"SELECT facet, value, count(*) FROM facet WHERE row IN ({chosen}) GROUP BY facet, value",
            question,
        ):
            counted.setdefault(facet, {})[value] = count
        return counted

    def all_worded(self, question: Question) -> set[str]:
        """Ids of everything with the words, inside the circle."""
        return {id_ for (id_,) in self._ask(f"SELECT id {self._worded(question)}", question)}

    def worded(self, question: Question) -> tuple[int, list[str]]:
        """How many have the words, and the 20 best."""
        scored = f"SELECT id, bm25(words, 12, 1) AS score {self._worded(question)}"
        found = self._ask(
            f"SELECT id, count(*) OVER () FROM ({scored} LIMIT -1) ORDER BY score, id LIMIT 20", question
        )
        return (found[0][1] if found else 0), [id_ for id_, _count in found]

    def _worded(self, question: Question) -> str:
        asked = " AND ".join(
            "(" + " OR ".join("(" + " AND ".join(f'"{term}"' for term in way) + ")" for way in ways) + ")"
            for ways in self.text.question(question.words)
        )
        return f"""
            FROM words JOIN listing ON listing.row = words.rowid
            WHERE words MATCH '{asked}' AND latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east
            AND {_DISTANCE} <= :kilometres
        """

    def _filters(self, question: Question) -> str:
        return "".join(
            f" AND EXISTS (SELECT 1 FROM facet WHERE facet = '{facet}' AND value = '{values[0]}' AND row = box.row)"
            for facet, values in question.facets.items()
        )

    def _ask(self, statement: str, question: Question) -> list[tuple]:  # type: ignore[type-arg]
        return self.base.execute(statement, _box(question.circle)).fetchall()


def _box(circle: Circle | None) -> dict[str, float]:
    if circle is None:
        return {}
    high = float(np.degrees(circle.kilometres / EARTH_RADIUS_KM)) * 1.000001
    reach = np.sin(circle.kilometres / EARTH_RADIUS_KM) / np.cos(np.radians(circle.latitude))
    wide = float(np.degrees(np.arcsin(reach))) * 1.000001
    return {
        "latitude": circle.latitude,
        "longitude": circle.longitude,
        "kilometres": circle.kilometres,
        "south": circle.latitude - high,
        "north": circle.latitude + high,
        "west": circle.longitude - wide,
        "east": circle.longitude + wide,
    }
