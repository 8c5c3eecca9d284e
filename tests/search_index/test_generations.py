"""Does the right answer come whatever happens to the index: deleted, damaged, cut short, old, half built, shared?"""

import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from search_index import generations
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

    def __call__(self) -> tuple[int, list[Document]]:
        self.read += 1
        return self.number, list(self.documents)

    def change(self, documents: list[Document]) -> None:
        self.documents = documents
        self.number += 1

    def follow(self, folder: Path) -> Generations:
        """A worker of this source."""
        return Generations(folder, self, lambda: self.number)


@pytest.fixture
def source() -> Source:
    return Source(FIRST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def found(worker: Generations, words: str = "håp") -> list[str]:
    """Ids that a worker finds."""
    return [id_ for id_, _score in worker.search_text(words)]


def right(worker: Generations) -> bool:
    """Whether a worker answers as the documents say."""
    return found(worker) == ["a", "c"] and worker.snapshot().columns.ids == ("a", "b", "c")


def current(folder: Path) -> Path:
    """The folder of the generation that workers read."""
    return folder / (folder / "current").read_text(encoding="ascii")


def test_the_first_question_builds_the_index(source: Source, folder: Path) -> None:
    assert right(source.follow(folder))
    assert current(folder).is_dir()


def test_a_question_without_a_change_reads_no_documents_again(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    read = source.read
    assert right(worker)
    assert source.read == read


def test_a_deleted_folder_comes_back_by_itself(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    shutil.rmtree(folder)
    assert right(worker)
    assert current(folder).is_dir()
    assert worker.check() == []


def test_a_generation_deleted_under_a_worker_comes_back(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    shutil.rmtree(current(folder))
    assert right(worker)


def test_a_new_worker_uses_what_another_has_built(source: Source, folder: Path) -> None:
    first, second = source.follow(folder), source.follow(folder)
    assert right(first)
    assert right(second)
    assert first.snapshot().name == second.snapshot().name


def test_two_workers_agree_after_every_change(source: Source, folder: Path) -> None:
    first, second = source.follow(folder), source.follow(folder)
    for count in range(4):
        source.change([*FIRST, *(document(f"n{number}", "Håp") for number in range(count))])
        assert found(first) == found(second) == ["a", "c", *(f"n{number}" for number in range(count))]
        assert found(second) == found(first)


def test_a_removed_document_is_never_found_again(source: Source, folder: Path) -> None:
    workers = [source.follow(folder) for _worker in range(2)]
    assert all(map(right, workers))
    source.change([FIRST[0], FIRST[1]])
    for worker in workers:
        assert found(worker) == ["a"]
        assert "c" not in worker.snapshot().columns.ids


def test_a_changed_document_is_found_by_its_new_words_alone(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    source.change([document("a", "Lykt", kind="group"), *FIRST[1:]])
    assert found(worker) == ["c"]
    assert found(worker, "lykt") == ["a"]


def test_a_rebuilt_index_answers_in_the_same_order(source: Source, folder: Path) -> None:
    source.change(
        [document(f"d{number:02}", "Håp og varde" if number % 3 else "Håp") for number in range(40)]
    )
    worker = source.follow(folder)
    before, facets = worker.search_text("håp"), worker.snapshot().columns.ids
    worker.rebuild()
    assert worker.search_text("håp") == before
    assert worker.snapshot().columns.ids == facets


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _turn_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes() or b"\0")
    content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content))


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * 16)


DAMAGES: list[Callable[[Path], None]] = [_cut, _empty, _turn_a_bit, _lengthen, os.remove]


NAMES = ["cut", "emptied", "a bit turned", "lengthened", "removed"]


def files(folder: Path) -> list[Path]:
    """The pointer and every file of the current generation; their names differ from one build to the next."""
    return [folder / "current", *sorted(current(folder).iterdir(), key=lambda path: path.suffix)]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Whoosh leaves a damaged file open
@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_whatever_file_is_damaged_a_new_worker_answers_rightly(
    source: Source, folder: Path, damage: Callable[[Path], None]
) -> None:
    assert right(source.follow(folder))
    assert len(files(folder)) >= 4
    for number in range(len(files(folder))):
        damage(files(folder)[number])
        assert right(source.follow(folder)), f"file {number}"
        assert source.follow(folder).check() == []


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Whoosh leaves a damaged file open
@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_whatever_file_is_damaged_a_running_worker_answers_rightly(
    source: Source, folder: Path, damage: Callable[[Path], None]
) -> None:
    for number in range(4):
        worker = source.follow(folder)
        assert right(worker)
        damage(files(folder)[number])
        assert right(worker), f"file {number}"


def test_a_file_that_does_not_belong_is_seen(source: Source, folder: Path) -> None:
    assert right(source.follow(folder))
    (current(folder) / "planted.seg").write_bytes(b"x")
    assert source.follow(folder).check() != []
    assert right(source.follow(folder))


@pytest.mark.parametrize("name", ["", "..", "../elsewhere", "/etc", "g1-missing", "\u00e6"])
def test_a_pointer_that_leads_astray_is_not_followed(source: Source, folder: Path, name: str) -> None:
    assert right(source.follow(folder))
    (folder / "current").write_text(name, encoding="utf-8")
    assert right(source.follow(folder))


def test_a_manifest_of_another_index_is_not_believed(source: Source, folder: Path, tmp_path: Path) -> None:
    assert right(source.follow(folder))
    other = tmp_path / "other"
    foreign = Source([document("z", "Fremmed")])
    assert found(foreign.follow(other), "fremmed") == ["z"]
    shutil.rmtree(current(folder))
    shutil.copytree(current(other), current(folder))
    assert right(source.follow(folder))


def test_a_crash_before_the_swap_leaves_the_old_one(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert right(source.follow(folder))
    before = current(folder)

    def crash(*_paths: object) -> None:
        raise KeyboardInterrupt

    source.change([*FIRST, document("d", "Håp")])
    with monkeypatch.context() as patched:
        patched.setattr(generations.os, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            source.follow(folder).snapshot()
    assert current(folder) == before
    assert json.loads((before / "manifest.json").read_text(encoding="utf-8"))["number"] == 1
    assert found(source.follow(folder)) == ["a", "c", "d"]


def test_what_a_crash_left_behind_is_cleared_by_the_next_build(source: Source, folder: Path) -> None:
    folder.mkdir()
    (folder / "g1-half").mkdir()
    assert right(source.follow(folder))
    assert [path for path in folder.iterdir() if path.is_dir()] == [current(folder)]


def test_a_hundred_questions_at_once_build_the_index_once(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []
    build = generations._build
    monkeypatch.setattr(generations, "_build", lambda *values: built.append("once") or build(*values))
    worker = source.follow(folder)
    answers: list[list[str]] = []
    threads = [threading.Thread(target=lambda: answers.append(found(worker))) for _one in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [["a", "c"]] * 100
    assert built == ["once"]


def test_an_index_of_nothing_answers_with_nothing(folder: Path) -> None:
    worker = Source([]).follow(folder)
    assert found(worker) == []
    assert worker.check() == []


def test_check_tells_an_old_index_from_a_whole_one(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert worker.check() == ["no generation has been built"]
    assert right(worker)
    assert worker.check() == []
    source.change(FIRST[:1])
    assert worker.check() != []
