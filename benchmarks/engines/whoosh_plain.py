"""How does plain Whoosh answer? It indexes by its own writer and scores by its own loops; the circle is cut out with numpy."""

import time
from pathlib import Path

from whoosh import index

from benchmarks.questions import Question
from search_index import whoosh_index
from search_index.columns import Columns
from search_index.full_text import FullText
from search_index.schema import Document


class PlainWhoosh:
    """An index that Whoosh wrote."""

    name = "plain Whoosh"
    clock = staticmethod(time.process_time)

    def __init__(self, folder: Path, columns: Columns, text: FullText) -> None:
        self.columns = columns
        self.text = text
        self.index = index.open_dir(str(folder))

    @staticmethod
    def build(folder: Path, documents: list[Document]) -> None:
        """Index as Whoosh's manual says."""
        writer = index.create_in(str(folder), whoosh_index.schema()).writer()
        for document in documents:
            writer.add_document(id=document.id, name=document.name, text=document.text)
        writer.commit()

    def all_worded(self, question: Question) -> set[str]:
        """Ids of everything with the words, inside the circle."""
        return set(self._found(question))

    def worded(self, question: Question) -> tuple[int, list[str]]:
        """How many have the words, and the 20 best."""
        found = self._found(question)
        return len(found), found[:20]

    def _found(self, question: Question) -> list[str]:
        asked = self.text.question(question.words)
        ids = self.columns.ids
        with self.index.searcher() as searcher:
            hits = searcher.search(whoosh_index.query(asked), limit=None)
            found = [(-round(score, 6), row) for score, row in hits.top_n]
        if question.circle:
            inside = self.columns.within(*question.circle)
            found = [hit for hit in found if inside[hit[1]]]
        return [ids[row] for _score, row in sorted(found)]
