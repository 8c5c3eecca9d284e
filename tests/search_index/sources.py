"""A database in the small, and workers that follow it, for tests of the index on the disk."""

import time
from pathlib import Path
from secrets import token_hex

from search_index.generations import Generations
from search_index.payloads import BrokenPayload
from search_index.schema import Changes, Document, Leave, State, leave_nothing
from tests.search_index.documents import document

FIRST = [
    document("a", "Håp", kind="group"),
    document("b", "Varde", kind="course"),
    document("c", "Håp", kind="group"),
]


class Source:
    """A database in the small: documents, and the state that each change made."""

    def __init__(self, documents: list[Document]) -> None:
        self._past = token_hex(4)
        self.number = 1
        self.read = 0
        self.states = {1: documents}

    def state(self) -> State:
        return self.number, f"{self._past}-{self.number}"

    def documents(self) -> tuple[State, list[Document]]:
        self.read += 1
        return self.state(), list(self.states[self.number])

    def changes(self, since: State, leave: Leave = leave_nothing) -> Changes | None:
        """What differs from one state to the next ones; None for a state of another past, or one that is forgotten."""
        number, mark = since
        state = self.state()
        if mark != f"{self._past}-{number}" or number > state[0] or number not in self.states:
            return None
        before = {each.id: each for each in self.states[number]}
        after = {each.id: each for each in self.states[state[0]]}
        new = {id_: each for id_, each in after.items() if before.get(id_) != each}
        gone = before.keys() - after.keys()
        left = leave(new.keys() | gone) - gone
        read = [each for id_, each in new.items() if id_ not in left]
        return Changes(state, read, gone, left)

    def change(self, documents: list[Document]) -> None:
        self.states[self.number + 1] = documents
        self.number += 1

    def forget(self) -> None:
        """What was before is known no more."""
        self.states = {self.number: self.states[self.number]}

    def follow(self, folder: Path) -> Generations:
        """A worker of this source."""
        return Generations(folder, self)


def found(worker: Generations, words: str = "håp") -> list[str]:
    """Ids that a worker finds."""
    snapshot = worker.snapshot()
    return [snapshot.columns.ids[row] for row in snapshot.text.search(words.split(), "name").tolist()]


def right(worker: Generations) -> bool:
    """Whether a worker answers as the documents say."""
    snapshot = worker.snapshot()
    return (
        found(worker) == ["a", "c"]
        and snapshot.columns.ids == ("a", "b", "c")
        and payloads(worker) == ["a", "b", "c"]
    )


def payloads(worker: Generations) -> list[str]:
    """What is kept of each document; where that was damaged, as it is when the index was built anew."""
    for _try in range(600):
        snapshot = worker.snapshot()
        try:
            return [snapshot.payloads.read(row).decode() for row in range(len(snapshot.columns))]
        except BrokenPayload:
            worker.distrust()
            time.sleep(0.05)
    raise AssertionError("the index was not built anew")


def current(folder: Path) -> Path:
    """The folder of the generation that workers read."""
    return folder / (folder / "current").read_text(encoding="ascii")
