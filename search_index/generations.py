"""Is the index true? Each one is an immutable generation: built aside, verified, then swapped in by one rename.

Nothing here is ever repaired: a generation that is missing, damaged or old is left alone and a new one is built.
"""

import fcntl
import hashlib
import json
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search_index import text
from search_index.columns import Columns
from search_index.schema import Document

_log = logging.getLogger(__name__)
_MANIFEST = "manifest.json"

Source = Callable[[], tuple[int, list[Document]]]


class BrokenGeneration(Exception):
    """The folder does not hold what its manifest says, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent state of everything searchable."""

    number: int
    name: str
    folder: Path
    columns: Columns
    text: text.TextIndex

    @property
    def on_disk(self) -> bool:
        return (self.folder / _MANIFEST).is_file()


class Generations:
    """The index of one worker: follows the source's change number and survives the loss of its folder.

    `source` gives the change number and all documents; `current_number` gives the number alone and must be cheap.
    """

    def __init__(self, folder: Path, source: Source, current_number: Callable[[], int]) -> None:
        self._folder = folder
        self._source = source
        self._current_number = current_number
        self._held: Snapshot | None = None
        self._building = threading.Lock()

    def snapshot(self) -> Snapshot:
        """The state as of the last committed change; built first where there is none."""
        held = self._held
        if held is not None and held.number == self._current_number() and held.on_disk:
            return held
        with self._building:
            held = self._held
            if held is None or held.number != self._current_number() or not held.on_disk:
                self._held = held = self._make()
            return held

    def search_text(self, words: str, fields: tuple[str, ...] = ("name", "text")) -> list[tuple[str, float]]:
        """Ids and scores for `words`. Whatever a damaged file raises, the answer is a new generation."""
        snapshot = self.snapshot()
        try:
            return snapshot.text.search(words, fields)
        except Exception as error:  # measured: damaged Whoosh files raise eleven different types
            _log.warning("index generation unreadable: %s; building a new one", type(error).__name__)
            return self.rebuild().text.search(words, fields)

    def rebuild(self) -> Snapshot:
        """Build a new generation now, whatever there is."""
        with self._building:
            self._held = held = self._make(anew=True)
            return held

    def check(self) -> list[str]:
        """What is wrong with the generation on disk, in words; empty when nothing is."""
        number, documents = self._source()
        try:
            _open(self._folder, _current_name(self._folder), number, documents)
        except BrokenGeneration as error:
            return [str(error)]
        return []

    def _make(self, anew: bool = False) -> Snapshot:
        number, documents = self._source()
        with _locked(self._folder.with_name(self._folder.name + ".lock")):
            if not anew:
                try:
                    return _open(self._folder, _current_name(self._folder), number, documents)
                except BrokenGeneration:
                    pass
            return _open(self._folder, _build(self._folder, number, documents), number, documents)


def _current_name(folder: Path) -> str:
    try:
        return (folder / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BrokenGeneration("no generation has been built") from None


def _open(folder: Path, name: str, number: int, documents: list[Document]) -> Snapshot:
    """The verified generation `name`, which must be of change `number` and hold exactly `documents`."""
    generation = folder / name
    if not name or Path(name).name != name:
        raise BrokenGeneration("the current generation has no proper name")
    try:
        manifest = json.loads((generation / _MANIFEST).read_text(encoding="utf-8"))
        if manifest != _manifest(generation, number, documents):
            raise BrokenGeneration("the generation is old or its files are not what was written")
        opened = text.TextIndex(generation)
        if opened.ids() != {document.id for document in documents}:
            raise BrokenGeneration("the generation does not hold the documents of the database")
    except BrokenGeneration:
        raise
    except Exception as error:  # an index folder is foreign ground: any fault in it means "build anew"
        raise BrokenGeneration(f"the generation cannot be read ({type(error).__name__})") from None
    return Snapshot(number, name, generation, Columns.of(documents), opened)


def _build(folder: Path, number: int, documents: list[Document]) -> str:
    """Write a new generation beside the others and make it the current one. Returns its name."""
    folder.mkdir(parents=True, exist_ok=True)
    generation = Path(tempfile.mkdtemp(prefix=f"g{number}-", dir=folder))
    text.build(generation, documents)
    manifest = generation / _MANIFEST
    manifest.write_text(json.dumps(_manifest(generation, number, documents)), encoding="utf-8")
    for path in generation.iterdir():
        _to_disk(path)
    pointer = folder / "current.new"
    pointer.write_text(generation.name, encoding="ascii")
    _to_disk(pointer)
    os.replace(pointer, folder / "current")
    _to_disk(folder)
    _clear(folder, keep=generation.name)
    return generation.name


def _manifest(generation: Path, number: int, documents: list[Document]) -> dict[str, object]:
    files = sorted(path for path in generation.iterdir() if path.name != _MANIFEST)
    return {
        "number": number,
        "documents": hashlib.sha256(repr(sorted(map(_content, documents))).encode()).hexdigest(),
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }


def _content(document: Document) -> tuple[object, ...]:
    facets = sorted((facet, sorted(values)) for facet, values in document.facets.items())
    return (document.id, document.name, document.text, document.latitude, document.longitude, facets)


def _to_disk(path: Path) -> None:
    """Whoosh never calls fsync itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(folder: Path, keep: str) -> None:
    """Remove older generations; workers that still read one keep their open files."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One builder at a time among all workers. The lock lies outside the folder, which may be deleted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
