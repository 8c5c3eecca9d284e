"""A database in the small, and workers that follow it, for tests of the index on the disk."""

from pathlib import Path

from search_index.generations import Generations
from search_index.schema import Document
from tests.search_index.documents import document

FIRST = [
    document("a", "Håp", kind="group"),
    document("b", "Varde", kind="course"),
    document("c", "Håp", kind="group"),
]


class Source:
    """A database in the small: documents, and the number of their changes."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents
        self.number = 1
        self.read = 0
        self.states = {1: documents}

    def __call__(self) -> tuple[int, list[Document]]:
        self.read += 1
        return self.number, list(self.documents)

    def change(self, documents: list[Document]) -> None:
        self.documents = documents
        self.number += 1
        self.states[self.number] = documents

    def follow(self, folder: Path) -> Generations:
        """A worker of this source."""
        return Generations(folder, self, lambda: self.number)


def found(worker: Generations, words: str = "håp") -> list[str]:
    """Ids that a worker finds."""
    snapshot = worker.snapshot()
    return [snapshot.columns.ids[row] for row in snapshot.text.search(words.split(), "name").tolist()]


def right(worker: Generations) -> bool:
    """Whether a worker answers as the documents say."""
    return found(worker) == ["a", "c"] and worker.snapshot().columns.ids == ("a", "b", "c")


def current(folder: Path) -> Path:
    """The folder of the generation that workers read."""
    return folder / (folder / "current").read_text(encoding="ascii")
