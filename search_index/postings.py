"""Where does each word stand? Postings of all documents as arrays: which rows, how often, and how long the text is."""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from search_index.language import understood
from search_index.schema import Document
from search_index.storage import Arrays
from search_index.terms import Terms

FIELDS = ("name", "text")
WEIGHTS = (3.0, 1.0)  # what one occurrence in each field counts
_WORDS = re.compile(r"\w+")
# Whoosh keeps lengths as one byte; scores that are to be its own must be as coarse.
LENGTHS: NDArray[np.int64] = np.array([byte_to_length(code) for code in range(256)])

Whole = NDArray[Any]  # whole numbers of any width
Progress = Callable[[str, int, int], object]  # what is being done, how much is done, of how much


def no_progress(_what: str, _done: int, _total: int) -> None:
    """A progress that nobody sees."""


class TermPostings(NamedTuple):
    """Where a term stands in one field: rows, and for each 256 times how often, plus the coarse length of the field there."""

    rows: Whole
    packed_counts: Whole


@dataclass(frozen=True, slots=True)
class TermCounts:
    """The terms of one document, by field, and how many words there are in each."""

    terms: tuple[Counter[str], Counter[str]]
    lengths: tuple[int, int]

    @classmethod
    def of(cls, document: Document) -> "TermCounts":
        """The terms of a document."""
        name, text = _terms(document.name), _terms(document.text)
        return cls((Counter(name), Counter(text)), (len(name), len(text)))


class Postings:
    """All that the arrays of a built text index say. Rows are those of the documents it was built of, in order of id."""

    def __init__(self, arrays: Arrays) -> None:
        self.lexicon = Terms(arrays["terms"], arrays["letters"])
        self.starts: NDArray[np.int64] = arrays["starts"]  # field after field, term after term
        self.rows: NDArray[np.int32] = arrays["posted"]
        self.packed_counts: Whole = arrays["marks"]
        self.lengths: NDArray[np.uint32] = arrays["lengths"]  # field, row

    @classmethod
    def of(cls, documents: Sequence[Document], progress: Progress = no_progress) -> "Postings":
        """Postings of `documents`, which are in order of id; `progress` is told how far it is."""
        terms, tokens, lengths = _read_terms(documents, progress)
        order = sorted(range(len(terms)), key=terms.__getitem__)
        rank = np.empty(len(terms), dtype=np.int64)
        rank[order] = np.arange(len(terms))
        lexicon = Terms.of([terms[place] for place in order])
        places, rows, packed = _post(rank[tokens], lengths, len(terms))
        starts = np.searchsorted(places, np.arange(len(FIELDS) * len(terms) + 1))
        words: Arrays = {"terms": lexicon.terms, "letters": lexicon.letters, "starts": starts}
        return cls({**words, "posted": rows, "marks": packed, "lengths": lengths})

    def arrays(self) -> Arrays:
        """What must be kept to have these postings again."""
        words: Arrays = {"terms": self.lexicon.terms, "letters": self.lexicon.letters, "starts": self.starts}
        return {**words, "posted": self.rows, "marks": self.packed_counts, "lengths": self.lengths}

    def find(self, field: int, term: str) -> TermPostings | None:
        """Where `term` stands; None where nobody wrote it."""
        place = self.lexicon.place(term)
        if place is None:
            return None
        place += field * len(self.lexicon)
        posted = slice(int(self.starts[place]), int(self.starts[place + 1]))
        return TermPostings(self.rows[posted], self.packed_counts[posted])

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """How many words stand in each field of all documents."""
        return tuple(self.lengths.sum(axis=1, dtype=np.int64).tolist())


def pack_counts(times: Any, lengths: Any) -> Whole:
    """How often, and the coarse length, in one number each."""
    coarse = np.minimum(np.searchsorted(LENGTHS, lengths), 255)
    both: Whole = np.asarray(times, dtype=np.uint32) * 256 + coarse.astype(np.uint32)
    return both


def _terms(text: str) -> list[str]:
    return [term for word in _WORDS.findall(text) if (meant := understood(word)) for term in meant.kept]


class _Numbers(dict[str, tuple[int, ...]]):
    """For each word as it is written the numbers of its terms, given out in the order they are met."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}

    def __missing__(self, spelled: str) -> tuple[int, ...]:
        word = understood(spelled)
        numbers = tuple(self.terms.setdefault(term, len(self.terms)) for term in (word.kept if word else ()))
        self[spelled] = numbers
        return numbers


def _read_terms(
    documents: Sequence[Document], progress: Progress
) -> tuple[list[str], NDArray[np.int32], NDArray[np.uint32]]:
    """The terms met, then all words as numbers of terms: first all names, then all texts; and how long each was."""
    numbers, tokens, lengths = _Numbers(), array("i"), array("I")
    for field in FIELDS:
        for row, document in enumerate(documents):
            before = len(tokens)
            tokens.extend(
                chain.from_iterable(map(numbers.__getitem__, _WORDS.findall(getattr(document, field))))
            )
            lengths.append(len(tokens) - before)
            if row % 1000 == 0:
                progress("reading", len(lengths), len(FIELDS) * len(documents))
    shaped = np.array(lengths, dtype=np.uint32).reshape(len(FIELDS), len(documents))
    return list(numbers.terms), np.array(tokens, dtype=np.int32), shaped


def _post(
    tokens: NDArray[np.int64], lengths: NDArray[np.uint32], terms: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], Whole]:
    """Places (field × terms + term), rows and packed counts, in that order, from words in the order they stand."""
    fields, documents = lengths.shape
    owners = np.repeat(np.arange(fields * documents), lengths.ravel())
    keys, times = np.unique(
        (owners // max(documents, 1) * terms + tokens) * documents + owners % max(documents, 1),
        return_counts=True,
    )
    places = keys // max(documents, 1)
    rows = keys - places * documents
    packed = pack_counts(times, lengths[places // max(terms, 1), rows])
    width = np.uint16 if packed.max(initial=0) <= 0xFFFF else np.uint32
    return places, rows.astype(np.int32), packed.astype(width)
