"""Does nobody wait for much that is new or changed, and is what was there before right all the while?"""

import threading
from pathlib import Path

import pytest

from search_index import folder as disk
from search_index.generations import Generations
from search_index.schema import Document
from tests.search_index.documents import document
from tests.search_index.sources import FIRST, Source, current, found, right

MUCH = [document(f"n{number:03}", "Håp") for number in range(300)]
ALL = ["a", "c", *(each.id for each in MUCH)]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be done beside the questions waits until a test does it."""
    waiting: list[str] = []
    monkeypatch.setattr(Generations, "_begin", lambda _self, _work, if_not: waiting.append(if_not))
    return waiting


def with_much(source: Source, folder: Path, others: list[Document] = FIRST) -> Generations:
    """A worker that was right before much came in."""
    worker = source.follow(folder)
    assert right(worker)
    source.change([*others, *MUCH])
    return worker


def test_a_question_is_answered_before_all_that_is_new_has_been_read(
    source: Source, folder: Path, later: list[str]
) -> None:
    worker = with_much(source, folder)
    assert found(worker) == ["a", "c"]
    assert worker.snapshot().lacks
    assert later
    assert worker.whole_snapshot().lacks is False
    assert found(worker) == ALL
    assert source.read == 1


def test_it_comes_by_itself(source: Source, folder: Path) -> None:
    worker = with_much(source, folder)
    found(worker)
    assert len(found(worker)) in (2, len(ALL))
    assert found(Generations(folder, source)) == ALL
    assert worker.whole_snapshot().columns.ids == Generations(folder, source).snapshot().columns.ids


def test_what_is_removed_or_changed_is_so_at_once(source: Source, folder: Path, later: list[str]) -> None:
    worker = with_much(source, folder, [document("c", "Lykt")])
    assert found(worker) == []
    assert found(worker, "lykt") == ["c"]
    source.change([*MUCH, document("d", "Håp")])
    assert found(worker) == ["d"]
    assert worker.snapshot().lacks
    assert worker.whole_snapshot().columns.ids == ("d", *(each.id for each in MUCH))
    assert found(worker, "lykt") == []


def test_of_much_that_has_changed_it_is_known_what_that_is(
    source: Source, folder: Path, later: list[str]
) -> None:
    source.change([*FIRST, *MUCH])
    worker = source.follow(folder)
    assert found(worker) == ALL
    source.change([*FIRST, *(document(each.id, "Lykt") for each in MUCH[1:])])
    assert found(worker, "lykt") == []
    assert worker.snapshot().stale == {each.id for each in MUCH[1:]}
    assert found(worker) == ["a", "c", *(each.id for each in MUCH[1:])]
    source.change(
        [*FIRST, document(MUCH[1].id, "Stjerne"), *(document(each.id, "Lykt") for each in MUCH[2:])]
    )
    assert found(worker, "stjerne") == [MUCH[1].id]
    assert MUCH[1].id not in worker.snapshot().stale
    assert worker.whole_snapshot().stale == frozenset()
    assert found(worker, "lykt") == [each.id for each in MUCH[2:]]
    assert source.read == 1


def test_what_changes_while_it_is_read_is_right_afterwards(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch, later: list[str]
) -> None:
    worker = with_much(source, folder)
    assert found(worker) == ["a", "c"]
    written = disk.write

    def change_meanwhile(*values: object) -> Path:
        source.change([document("n007", "Lykt"), *MUCH[8:]])
        assert found(worker) == []  # a question in between
        return written(*values)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write", change_meanwhile)
        worker.whole_snapshot()
    assert found(worker, "lykt") == ["n007"]
    assert found(worker) == [each.id for each in MUCH[8:]]
    assert worker.check() == ["the generation is old"] or worker.check() == []


def test_what_lacks_something_is_never_written_down(source: Source, folder: Path, later: list[str]) -> None:
    worker, before = with_much(source, folder), current(folder)
    assert found(worker) == ["a", "c"]
    assert current(folder) == before
    worker.settle()
    assert found(Generations(folder, source)) == ALL
    assert worker.check() == []


def test_the_second_worker_takes_what_the_first_has_read(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch, later: list[str]
) -> None:
    second = source.follow(folder)
    assert right(second)
    first = with_much(source, folder)
    assert found(first) == found(second) == ["a", "c"]
    first.whole_snapshot()
    monkeypatch.setattr(disk, "write", lambda *_values: pytest.fail("it was written twice"))
    assert second.whole_snapshot().name == first.snapshot().name
    assert found(second) == ALL


def test_a_worker_whose_generation_is_gone_need_not_wait_either(
    source: Source, folder: Path, later: list[str]
) -> None:
    worker = source.follow(folder)
    assert right(worker)
    source.change([document("a", "Lykt"), *FIRST[1:]])
    source.follow(folder).settle()  # another has written a new one, and cleared the old one away
    source.change([*FIRST, *MUCH])
    assert found(worker) == ["a", "c"]
    assert worker.snapshot().lacks
    worker.whole_snapshot()
    assert found(worker) == ALL


def test_a_hundred_questions_meanwhile_read_it_once(source: Source, folder: Path) -> None:
    worker = with_much(source, folder)
    asking = [threading.Thread(target=found, args=(worker,)) for _ in range(100)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    worker.whole_snapshot()
    assert found(worker) == ALL
    assert source.read == 1


def test_a_disk_that_cannot_be_written_hinders_nothing(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch, later: list[str]
) -> None:
    worker = with_much(source, folder)
    assert found(worker) == ["a", "c"]

    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "write", full)
    worker.whole_snapshot()
    assert found(worker) == ALL
