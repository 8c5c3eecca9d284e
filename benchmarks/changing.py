"""How soon is a change seen, and how soon does a worker answer after its start?"""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from whoosh import index
from whoosh.query import Term

from benchmarks import questions
from benchmarks.measuring import at
from benchmarks.results import Result, judged
from search_index import folder as disk
from search_index import whoosh_index
from search_index.generations import Generations
from search_index.language import understood
from search_index.schema import Document
from search_index.snapshot import Difference, Snapshot

_PLAIN = "plain Whoosh"
_FROM = 50_000  # listings from which on the bars are meant


def edits(folder: Path, whoosh: Path, documents: Sequence[Document], rounds: int) -> list[Result]:
    """From one listing changed to the first answer that shows it, again and again, in turn."""
    followed = _Followed(folder, documents)
    followed.index.snapshot()
    taken: dict[str, list[float]] = {"ours": [], _PLAIN: []}
    for turn in range(rounds + 1):
        word = f"endring{turn}"
        changed = _edited(documents[turn * 7], word, moves=turn % 2 == 0)
        for name, edit in (("ours", followed.edit), (_PLAIN, lambda d, w: _edit_whoosh(whoosh, d, w))):
            began = time.process_time()
            found = edit(changed, word)
            taken[name].append(time.process_time() - began)
            if found != [changed.id]:
                raise RuntimeError(f"{name} does not show the change")
    ours, peer = (1000 * median(values[1:]) for values in taken.values())
    return [
        Result(
            "edit visible, median CPU, Whoosh commit and reopen",
            ours,
            peer,
            judged(1 / 5, len(documents), _FROM),
            "ms",
            len(documents),
        )
    ]


def _edited(document: Document, word: str, moves: bool) -> Document:
    latitude = document.latitude + 0.01 if moves and document.latitude is not None else document.latitude
    return replace(document, name=f"{document.name} {word}", latitude=latitude)


class _Followed:
    """A source that can be edited, and a worker that follows it."""

    def __init__(self, folder: Path, documents: Sequence[Document]) -> None:
        self.number = 1
        self.last: Document | None = None
        self.index = Generations(folder, lambda: (1, list(documents)), lambda: self.number, self._changes)

    def edit(self, document: Document, word: str) -> list[str]:
        """Change one document; the ids found with its new word."""
        self.number, self.last = self.number + 1, document
        return [id_ for id_, _score in self.index.search_text(word)]

    def _changes(self, _since: int) -> tuple[int, Difference]:
        assert self.last
        return self.number, Difference([self.last], [])


def _edit_whoosh(folder: Path, document: Document, word: str) -> list[str]:
    writer = index.open_dir(str(folder)).writer()
    writer.update_document(id=document.id, name=document.name, text=document.text)
    writer.commit()
    term = understood(word)
    assert term
    with index.open_dir(str(folder)).searcher() as searcher:
        return [hit["id"] for hit in searcher.search(Term("name", term.term), limit=None)]


def cold_starts(generation: Path, whoosh: Path, documents: Sequence[Document], count: int) -> list[Result]:
    """From files on the disk to the first answer; ours are checked byte by byte first."""
    asked = [question.words for question in questions.worded(count, documents)]
    snapshot = disk.open_generation(generation)
    taken: dict[str, list[float]] = {"ours": [], _PLAIN: []}
    for text in asked:
        answers = []
        for name, first in (("ours", _first_of_ours), (_PLAIN, _first_of_whoosh)):
            understood.cache_clear()
            began = time.process_time()
            answers.append(first(generation if name == "ours" else whoosh, text, snapshot))
            taken[name].append(time.process_time() - began)
        if answers[0] != answers[1]:
            raise RuntimeError(f"two first answers differ about {text!r}")
    size = len(documents)
    ours, peer = (sum(values) / len(values) for values in taken.values())
    slow, slow_peer = (at(values, 0.95) for values in taken.values())
    return [
        Result(
            "cold start and first question, mean CPU, plain Whoosh",
            1000 * ours,
            1000 * peer,
            judged(1 / 5, size, _FROM),
            "ms",
            size,
        ),
        Result(
            "cold start and first question, p95 CPU, plain Whoosh",
            1000 * slow,
            1000 * slow_peer,
            None,
            "ms",
            size,
        ),
    ]


def _first_of_ours(generation: Path, text: str, _snapshot: Snapshot) -> int:
    hits = disk.open_generation(generation).text.search(text)
    hits.best(20)
    return len(hits.rows)


def _first_of_whoosh(folder: Path, text: str, snapshot: Snapshot) -> int:
    opened = whoosh_index.WhooshIndex(folder)
    return len(opened.search(snapshot.text.question(text)))
