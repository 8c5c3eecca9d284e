"""Which documents have these words, and which fit best? Whoosh's BM25F, counted over arrays.

What has changed since the arrays were built is looked through document by document, and counts at once: the scores are
those of an index built anew.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from search_index.language import words
from search_index.meaning import Question, Way, question
from search_index.postings import (
    FIELDS,
    LENGTHS,
    WEIGHTS,
    Postings,
    TermCounts,
    TermPostings,
    Whole,
    pack_counts,
)
from search_index.splicing import Splice
from search_index.terms import closest
from search_index.whoosh_index import NAME_COUNTS_MORE

_B, _K1 = 0.75, 1.2  # as Whoosh has them
_DECIMALS = 6  # scores closer than this are ties, on every machine
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows, ascending, and their scores."""

    rows: NDArray[np.int64]
    scores: Scores

    def best(self, count: int | None = None) -> "Hits":
        """The `count` best, best first; ties by row, hence by id."""
        chosen = np.arange(len(self.rows))
        if count is not None and count < len(chosen):
            least = np.partition(self.scores, len(chosen) - count)[len(chosen) - count] if count else np.inf
            chosen = np.flatnonzero(self.scores >= least)
        chosen = chosen[np.argsort(-self.scores[chosen], kind="stable")][:count]
        return Hits(self.rows[chosen], self.scores[chosen])


class FullText:
    """The words of all documents: built postings, and the documents that have changed since.

    `moved` gives for each row of the postings its row today, -1 where the document has changed or is gone; None where
    nothing has. `changed` holds the changed documents by their row today.
    """

    def __init__(
        self,
        base: Postings,
        size: int,
        moved: NDArray[np.int32] | None = None,
        changed: Mapping[int, TermCounts] | None = None,
    ) -> None:
        self.base = base
        self.size = size
        self._moved = moved
        self._changed = dict(changed or {})
        self._parts: list[Scores] = [np.zeros(0) for _field in FIELDS]

    def search(
        self,
        text: str,
        fields: Collection[str] = FIELDS,
        among: NDArray[np.bool_] | None = None,
        forgiving: bool = False,
    ) -> Hits:
        """Documents that have every word of `text` in one of `fields`, those of `among` alone.

        The words are analysed, never parsed: no sign in them means anything to the query.
        """
        return self.answer(self.question(text, fields, forgiving), fields, among)

    def question(self, text: str, fields: Collection[str] = FIELDS, forgiving: bool = False) -> Question:
        """What `text` asks for. A forgiving question takes unknown words for beginnings or for typing faults."""
        return question(words(text), _Known(self, _numbers(fields)), forgiving)

    def answer(
        self, asked: Question, fields: Collection[str] = FIELDS, among: NDArray[np.bool_] | None = None
    ) -> Hits:
        """The documents that `asked` finds."""
        counted = _Counting(self, _numbers(fields), among)
        scores = np.zeros(0)
        for number, ways in enumerate(asked):
            found = counted.word(ways)
            scores = found if number == 0 else scores + found
            scores = counted.narrow(found > 0, scores)
        rows = counted.domain if asked and counted.domain is not None else np.arange(0)
        return Hits(rows, np.round(scores, _DECIMALS))

    def find(self, field: int, term: str) -> TermPostings | None:
        """Where `term` stands today, first in what was built, then in what has changed."""
        base = self.base.find(field, term)
        if base is not None and self._moved is not None:
            rows = self._moved[base.rows]
            kept = rows >= 0
            base = TermPostings(rows[kept], base.packed_counts[kept])
        new = [
            (row, times, document.lengths[field])
            for row, document in self._changed.items()
            if (times := document.terms[field].get(term))
        ]
        if not new:
            return base if base is not None and len(base.rows) else None
        rows, times, lengths = np.array(new, dtype=np.int64).T
        added = TermPostings(rows, pack_counts(times, lengths))
        return (
            added
            if base is None
            else TermPostings(*(np.concatenate(pair) for pair in zip(base, added, strict=True)))
        )

    @cached_property
    def mean_lengths(self) -> tuple[float, ...]:
        """For each field how many words a document has, on average."""
        out = np.flatnonzero(self._moved < 0) if self._moved is not None else np.arange(0)
        gone = self.base.lengths[:, out].sum(axis=1, dtype=np.int64).tolist()
        new = [
            sum(document.lengths[field] for document in self._changed.values())
            for field in range(len(FIELDS))
        ]
        totals = [total - less + more for total, less, more in zip(self.base.totals, gone, new, strict=True)]
        return tuple(total / (self.size or 1) or 1 for total in totals)

    def part(self, field: int, packed: Whole) -> Scores:
        """What BM25F makes of how often a term stands in a field of some length; every case is reckoned once."""
        if len(self._parts[field]) <= (most := int(packed.max(initial=0))):
            times, coarse = np.divmod(np.arange(-(-(most + 1) // 256) * 256), 256)
            weights = times * WEIGHTS[field]
            length = _K1 * ((1 - _B) + _B * LENGTHS[coarse] / self.mean_lengths[field])
            self._parts[field] = weights * (_K1 + 1) / (weights + length)
        return self._parts[field].take(packed)

    def with_changes(self, splice: Splice, documents: Mapping[int, TermCounts]) -> "FullText":
        """The text after a change; `documents` are those set in, by their row afterwards."""
        rows = splice.new_rows
        moved = rows if self._moved is None else np.append(rows, np.int32(-1))[self._moved]
        kept = {int(rows[row]): document for row, document in self._changed.items() if rows[row] >= 0}
        size = self.size - len(splice.gone) + len(splice.before)
        return FullText(self.base, size, moved, kept | dict(documents))

    def changed_terms(self) -> Iterator[str]:
        """The terms of what has changed."""
        for document in self._changed.values():
            for counts in document.terms:
                yield from counts


class _Known:
    """What words can be looked for in some fields of a text."""

    def __init__(self, text: FullText, fields: tuple[int, ...]) -> None:
        self._text, self._fields = text, fields

    def has(self, term: str) -> bool:
        return any(self._text.find(field, term) is not None for field in self._fields)

    def beginning(self, start: str) -> set[str]:
        new = {term for term in self._text.changed_terms() if term.startswith(start)}
        return set(filter(self.has, {*self._text.base.lexicon.beginning(start), *new}))

    def close_to(self, term: str, most: int) -> dict[str, int]:
        new = closest(set(self._text.changed_terms()), term, most)
        close = self._text.base.lexicon.close_to(term, most) | new
        return {found: faults for found, faults in close.items() if self.has(found)}


class _Counting:
    """One question's counting. `domain`: the rows that are still in question, ascending; None for all."""

    def __init__(self, text: FullText, fields: tuple[int, ...], among: NDArray[np.bool_] | None) -> None:
        self._text, self._fields = text, fields
        self.domain = None if among is None else np.flatnonzero(among)
        self._place: NDArray[np.int32] | None = None

    def word(self, ways: tuple[Way, ...]) -> Scores:
        """Scores of the domain for one word; 0 where it is missing in every way."""
        return reduce(np.add, map(self._way, ways))

    def _way(self, way: Way) -> Scores:
        found = [self._term(term) for term in way]
        total = reduce(np.add, found)
        for scores in found if len(found) > 1 else ():
            total = np.where(scores > 0, total, 0.0)
        return total

    def _term(self, term: str) -> Scores:
        scores = np.zeros(self._text.size if self.domain is None else len(self.domain))
        for field in self._fields:
            found = self._text.find(field, term)
            if found is not None:
                rarity = math.log(self._text.size / (len(found.rows) + 1)) + 1
                places, packed = self._inside(found)
                scores[places] += self._text.part(field, packed) * (rarity * NAME_COUNTS_MORE[field])
        return scores

    def _inside(self, found: TermPostings) -> TermPostings:
        """`found` as places in the domain, without what lies outside."""
        if self.domain is None:
            return found
        if self._place is None:
            self._place = np.full(self._text.size, -1, dtype=np.int32)
            self._place[self.domain] = np.arange(len(self.domain), dtype=np.int32)
        places = self._place[found.rows]
        kept = np.flatnonzero(places >= 0)
        return TermPostings(places[kept], found.packed_counts[kept])

    def narrow(self, kept: NDArray[np.bool_], scores: Scores) -> Scores:
        """Leaves only what is `kept` in question; the scores of what is left."""
        chosen = np.flatnonzero(kept)
        self.domain, self._place = chosen if self.domain is None else self.domain[chosen], None
        left: Scores = scores[chosen]
        return left


def _numbers(fields: Collection[str]) -> tuple[int, ...]:
    return tuple(number for number, field in enumerate(FIELDS) if field in fields)
