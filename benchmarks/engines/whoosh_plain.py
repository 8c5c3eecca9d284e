"""How does plain Whoosh answer? It indexes by its own writer and looks up by its own loops, with our analysis."""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.analysis import Filter, RegexTokenizer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.query import And, Or, Query, Term

from benchmarks.questions import Question
from search_index.language import understood
from search_index.meaning import ways
from search_index.postings import FIELDS
from search_index.schema import Document


class Understanding(Filter):  # type: ignore[misc]
    """Makes Whoosh's tokens our terms; a token may become several."""

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        for token in tokens:
            word = understood(token.text)
            for term in word.kept if word else ():
                token.text = term
                yield token


class PlainWhoosh:
    """An index that Whoosh wrote."""

    name = "plain Whoosh"
    clock = staticmethod(time.process_time)

    def __init__(self, folder: Path) -> None:
        self.index = index.open_dir(str(folder))

    @classmethod
    def build(cls, folder: Path, documents: Sequence[Document]) -> "PlainWhoosh":
        """Index as Whoosh's manual says."""
        analyzer = RegexTokenizer(r"\w+") | Understanding()
        fields = {field: TEXT(analyzer=analyzer, phrase=False) for field in FIELDS}
        writer = index.create_in(str(folder), Schema(id=STORED, **fields)).writer()
        for document in documents:
            writer.add_document(id=document.id, name=document.name, text=document.text)
        writer.commit()
        return cls(folder)

    def worded(self, question: Question, field: str = "name") -> set[str]:
        """Ids of everything that has the words in its name."""
        asked: list[Query] = [
            Or([And([Term(field, term) for term in way]) for way in any_of])
            for any_of in ways(question.words)
        ]
        with self.index.searcher() as searcher:
            hits = searcher.search(And(asked), limit=None) if asked else ()
            return {hit["id"] for hit in hits}
