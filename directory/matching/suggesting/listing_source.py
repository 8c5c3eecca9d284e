"""Where does the index get its documents? From the database: all of them once, and later what each change touched."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import search_index
from directory import vocabulary
from directory.db.counter import State
from directory.db.engine import Database
from directory.listings.records import listing_record, search_document
from search_index.schema import Changes, Document, Leave, leave_nothing
from search_index.schema import State as SourceState


class ListingSource:
    """The public listings of a database, as documents."""

    def __init__(self, base: Database) -> None:
        self._base = base

    def state(self) -> State:
        return self._base.state()

    def documents(self) -> tuple[State, Iterator[Document]]:
        """The state is read first: what comes in between is read once more, never too seldom."""
        return self._base.state(), self._documents()

    def changes(self, since: SourceState, leave: Leave = leave_nothing) -> Changes | None:
        with self._base.reading() as session:
            return search_document.searchable_since(session, State(*since), leave)

    def _documents(self) -> Iterator[Document]:
        with self._base.reading() as session:
            yield from search_document.searchable(session)


@cache
def code_mark() -> str:
    """A mark of the code that makes documents and keeps them: what another version has kept is not read."""
    rooms = [Path(path) for path in search_index.__path__]
    files = [path for room in rooms for path in room.glob("*.py")]
    files += [Path(module.__file__ or "") for module in (vocabulary, listing_record, search_document)]
    content = b"".join(path.read_bytes() for path in sorted(files))
    return hashlib.blake2b(content, digest_size=8).hexdigest()
