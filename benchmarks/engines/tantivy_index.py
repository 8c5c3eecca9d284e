"""How does tantivy answer? It gets our terms, one index segment and all its fast columns.

It knows no circles: it is asked for a box and the circle is cut out with numpy, for only then its answer is right.
"""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from benchmarks.questions import Question
from search_index.columns import Circle
from search_index.full_text import FullText
from search_index.grid import EARTH_RADIUS_KM, great_circle_km
from search_index.language import understood
from search_index.postings import TermCounts
from search_index.schema import Document

_QUERY, _MUST, _SHOULD = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should
_MOST_VALUES = 2000


class Tantivy:
    """One segment on disk, opened."""

    name = "tantivy"
    clock = staticmethod(time.process_time)

    def __init__(self, folder: Path, documents: Sequence[Document], text: FullText) -> None:
        self.ids = [document.id for document in documents]
        self.text = text
        self.facets = sorted({facet for document in documents for facet in document.facets})
        self.schema = self._schema()
        folder.mkdir(parents=True)
        self.index = tantivy.Index(self.schema, path=str(folder))
        writer = self.index.writer(256_000_000, 1)
        for row, document in enumerate(documents):
            writer.add_document(self._document(row, document))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def _schema(self) -> Any:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("row", fast=True)
        for axis in ("latitude", "longitude"):
            builder.add_float_field(axis, fast=True, indexed=True)
        for facet in self.facets:
            builder.add_text_field(f"f_{facet}", fast=True, tokenizer_name="raw", index_option="basic")
        for field in ("name", "text"):
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        return builder.build()

    def _document(self, row: int, document: Document) -> Any:
        made = tantivy.Document()
        made.add_unsigned("row", row)
        if document.latitude is not None and document.longitude is not None:
            made.add_float("latitude", document.latitude)
            made.add_float("longitude", document.longitude)
        for facet, values in document.facets.items():
            for value in values:
                made.add_text(f"f_{facet}", value)
        for field, terms in zip(("name", "text"), TermCounts.of(document).terms, strict=True):
            made.add_text(field, " ".join(terms.elements()))
        return made

    def all_near(self, question: Question) -> set[str]:
        """Ids of everything that fits."""
        return {self.ids[row] for row in self._inside(self._filters(question), question.circle)[0]}

    def near(self, question: Question) -> tuple[int, list[str]]:
        """How many fit, and the 20 nearest."""
        rows, distances = self._inside(self._filters(question), question.circle)
        order = np.lexsort((rows, distances))[:20]
        return len(rows), [self.ids[row] for row in rows[order]]

    def counts(self, question: Question) -> dict[str, dict[str, int]]:
        """How many have each value of every facet."""
        asked = {facet: {"terms": {"field": f"f_{facet}", "size": _MOST_VALUES}} for facet in self.facets}
        found = self.searcher.aggregate(_all_of(self._filters(question)), asked)
        counted = {
            facet: {b["key"]: b["doc_count"] for b in found[facet]["buckets"]} for facet in self.facets
        }
        return {facet: values for facet, values in counted.items() if values}

    def all_worded(self, question: Question) -> set[str]:
        """Ids of everything with the words, inside the circle where one is given."""
        asked = [self._words(question.words)] if question.circle else [self._mistyped(question.words)]
        if question.circle is None:
            hits = self.searcher.search(asked[0], limit=len(self.ids)).hits
            return {self.ids[row] for row in self._rows(hits)}
        return {self.ids[row] for row in self._inside(asked, question.circle)[0]}

    def worded(self, question: Question) -> tuple[int, list[str]]:
        """How many have the words, and the 20 best."""
        if question.circle is None:
            found = self.searcher.search(self._mistyped(question.words), limit=20)
            return found.count, [self.ids[row] for row in self._rows(found.hits)]
        rows, _distances = self._inside([self._words(question.words)], question.circle)
        return len(rows), [self.ids[row] for row in rows[:20]]

    def boxed(self, question: Question) -> tuple[int, list[str]]:
        """How many have the words in the box around the circle, and the 20 best: quicker, and not the answer."""
        assert question.circle
        asked = _all_of([self._words(question.words), *self._box(question.circle)])
        found = self.searcher.search(asked, limit=20)
        return found.count, [self.ids[row] for row in self._rows(found.hits)]

    def _filters(self, question: Question) -> list[Any]:
        return [
            _QUERY.term_query(self.schema, f"f_{facet}", values[0])
            for facet, values in question.facets.items()
        ]

    def _words(self, text: str) -> Any:
        return _all_of([_any_of(self._way(way) for way in ways) for ways in self.text.question(text)])

    def _way(self, way: Iterable[str]) -> Any:
        return _all_of(
            [
                _any_of(_QUERY.term_query(self.schema, field, term) for field in ("name", "text"))
                for term in way
            ]
        )

    def _mistyped(self, text: str) -> Any:
        word = understood(text)
        assert word
        return _any_of(
            _QUERY.fuzzy_term_query(self.schema, field, word.term, distance=1) for field in ("name", "text")
        )

    def _box(self, circle: Circle) -> list[Any]:
        high = np.degrees(circle.kilometres / EARTH_RADIUS_KM) * 1.000001
        wide = np.degrees(
            np.arcsin(np.sin(circle.kilometres / EARTH_RADIUS_KM) / np.cos(np.radians(circle.latitude)))
        )
        sides = (("latitude", circle.latitude, high), ("longitude", circle.longitude, float(wide) * 1.000001))
        kind = tantivy.FieldType.Float
        return [
            _QUERY.range_query(self.schema, axis, kind, float(middle - half), float(middle + half))
            for axis, middle, half in sides
        ]

    def _inside(self, asked: list[Any], circle: Circle | None) -> tuple[Any, Any]:
        """Rows inside the circle, best first, and their distances."""
        assert circle
        hits = self.searcher.search(_all_of([*asked, *self._box(circle)]), limit=len(self.ids)).hits
        addresses = [address for _score, address in hits]
        columns = (
            self.searcher.fast_field_values(name, addresses) for name in ("row", "latitude", "longitude")
        )
        rows, latitudes, longitudes = map(np.array, columns)
        if not len(rows):
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        distances = great_circle_km(circle.latitude, circle.longitude, latitudes, longitudes)
        kept = distances <= circle.kilometres
        return rows[kept], distances[kept]

    def _rows(self, hits: Any) -> list[Any]:
        return self.searcher.fast_field_values("row", [address for _score, address in hits])


def _all_of(queries: Sequence[Any]) -> Any:
    return queries[0] if len(queries) == 1 else _QUERY.boolean_query([(_MUST, query) for query in queries])


def _any_of(queries: Iterable[Any]) -> Any:
    return _QUERY.boolean_query([(_SHOULD, query) for query in queries])
