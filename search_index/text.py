"""Which documents have these words? Whoosh holds the postings, in a folder that may vanish at any time."""

from collections.abc import Iterable
from pathlib import Path

from whoosh import index
from whoosh.fields import ID, TEXT, Schema
from whoosh.query import And, Every, Or, Term

from search_index.language import analyzer
from search_index.schema import Document

_ANALYZER = analyzer()


def _schema() -> Schema:
    return Schema(
        id=ID(stored=True, unique=True),
        name=TEXT(analyzer=_ANALYZER, phrase=False, field_boost=3.0),
        text=TEXT(analyzer=_ANALYZER, phrase=False),
    )


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write a Whoosh index of `documents` into the empty `folder`."""
    writer = index.create_in(str(folder), _schema()).writer()
    for document in documents:
        writer.add_document(id=document.id, name=document.name, text=document.text)
    writer.commit()


class TextIndex:
    """A built index, opened for reading. A searcher is made for each query: shared between threads they answer wrongly."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder), readonly=True)

    def ids(self) -> set[str]:
        """Every id that the index holds."""
        with self._index.searcher() as searcher:
            return {hit["id"] for hit in searcher.search(Every(), limit=None)}

    def search(self, words: str, fields: tuple[str, ...] = ("name", "text")) -> list[tuple[str, float]]:
        """Documents that have every word of `words` in one of `fields`: (id, score), best first, ties by id.

        The words are analysed, never parsed: no sign in them means anything to the query.
        """
        terms = [token.text for token in _ANALYZER(words, mode="query")]
        if not terms:
            return []
        query = And([Or([Term(field, term) for field in fields]) for term in dict.fromkeys(terms)])
        with self._index.searcher() as searcher:
            hits = [(hit["id"], float(hit.score)) for hit in searcher.search(query, limit=None)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))
