"""Does every worker follow what changes, at once, and is it written down when it is quiet?"""

import threading
from pathlib import Path

import pytest

from search_index import folder as disk
from tests.search_index.documents import document
from tests.search_index.sources import FIRST, Source, current, found, right


def test_an_index_that_lacks_a_few_changes_is_whole_for_every_worker_adds_them(
    source: Source, folder: Path
) -> None:
    assert right(source.follow(folder))
    before = current(folder)
    source.change([document("a", "Lykt"), *FIRST[1:]])
    for worker in (source.follow(folder), source.follow(folder)):
        assert found(worker) == ["c"]
        assert worker.check() == []
    assert current(folder) == before


def test_a_worker_reads_what_was_touched_and_nothing_else(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    read = source.read
    source.change([document("a", "Lykt"), *FIRST[1:]])
    assert found(worker) == found(source.follow(folder)) == ["c"]
    assert source.read == read


def test_many_changes_are_merged_into_a_new_generation_without_reading_all(
    source: Source, folder: Path
) -> None:
    assert right(source.follow(folder))
    before, read = current(folder), source.read
    source.change([document(f"d{number:03}", "Håp") for number in range(300)])
    worker = source.follow(folder)
    assert len(found(worker)) == 300
    assert worker.snapshot().changes == 0
    assert current(folder) != before
    assert source.read == read


def test_where_the_source_cannot_tell_everything_is_read_anew(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    source.change([document("a", "Lykt"), *FIRST[1:]])
    source.forget()
    read = source.read
    assert found(worker) == ["c"]
    assert source.read == read + 1


def test_what_has_changed_is_written_down_when_it_is_quiet(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    source.change([document("a", "Lykt"), *FIRST[1:]])
    assert found(worker) == ["c"]
    worker.settle()
    assert worker.snapshot().changes == 0
    assert worker.snapshot().name == current(folder).name
    assert b"H\xc3\xa5p" not in (current(folder) / "arrays").read_bytes()
    assert found(worker) == found(source.follow(folder)) == ["c"]


def test_settling_while_something_changes_loses_nothing(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = source.follow(folder)
    assert right(worker)
    source.change([*FIRST, document("d", "Håp")])
    assert found(worker) == ["a", "c", "d"]
    written = disk.write

    def change_meanwhile(*values: object) -> Path:
        source.change(FIRST[:1])
        return written(*values)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write", change_meanwhile)
        worker.settle()
    assert found(worker) == ["a"]


def test_a_disk_that_cannot_be_written_stops_no_answer(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write", full)
        worker = source.follow(folder)
        assert right(worker)
        assert worker.snapshot().name == "memory"
        source.change([document("a", "Lykt"), *FIRST[1:]])
        assert found(worker) == ["c"]
    worker.settle()
    assert worker.snapshot().folder == current(folder)


def test_a_database_that_was_put_back_is_followed_backwards(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    source.change([document("a", "Lykt"), *FIRST[1:]])
    assert found(worker) == ["c"]
    source.number = 1
    assert right(worker)


def test_eight_threads_get_what_one_gets_while_everything_changes(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    wrong: list[tuple[int, list[str]]] = []

    def ask() -> None:
        for _turn in range(50):
            snapshot = worker.snapshot()
            rows = snapshot.text.search(["håp"], "name")
            ids = [snapshot.columns.ids[row] for row in rows.tolist()]
            if ids != sorted(d.id for d in source.states[snapshot.state[0]] if d.name == "Håp"):
                wrong.append((snapshot.state[0], ids))

    threads = [threading.Thread(target=ask) for _one in range(8)]
    for thread in threads:
        thread.start()
    for number in range(60):
        source.change([document(f"n{(number + more) % 9}", "Håp") for more in range(5)])
        if number % 20 == 19:
            worker.settle()
    for thread in threads:
        thread.join()
    assert wrong == []
