"""Does the right answer come from the first question on, from every worker, and after the folder is gone?"""

import shutil
import threading
from pathlib import Path

import pytest

from search_index import folder as disk
from search_index.generations import Generations
from tests.search_index.documents import document
from tests.search_index.sources import FIRST, Source, current, found, right


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
    before, ids = found(worker), worker.snapshot().columns.ids
    worker.rebuild()
    assert found(worker) == before
    assert worker.snapshot().columns.ids == ids


def test_a_hundred_questions_at_once_build_the_index_once(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []
    build = disk.write
    monkeypatch.setattr(disk, "write", lambda *values: built.append("once") or build(*values))
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
    source.change([document(f"d{number:03}", "Håp") for number in range(300)])
    assert worker.check() == []
    source.forget()
    assert worker.check() == ["the generation is old"]


def test_check_sees_what_no_change_said(source: Source, folder: Path) -> None:
    worker = source.follow(folder)
    assert right(worker)
    source.states[1] = [document("a", "Lykt"), *FIRST[1:]]
    assert worker.check() == ["the generation is not what the database says"]


def test_what_another_version_has_kept_is_built_anew(source: Source, folder: Path) -> None:
    assert right(source.follow(folder))
    read = source.read
    assert right(Generations(folder, source, made_by="another"))
    assert source.read == read + 1


def test_two_workers_that_catch_up_at_once_are_both_right(source: Source, folder: Path) -> None:
    workers = [source.follow(folder) for _worker in range(2)]
    together, wrong = threading.Barrier(2), list[int]()

    def catch_up(worker: Generations) -> None:
        for number in range(20):
            together.wait()
            if worker is workers[0]:  # more than is followed without a new generation, every fourth time
                many = 300 if number % 4 == 3 else 3
                source.change([*FIRST, *(document(f"n{number:02}{each:03}", "Håp") for each in range(many))])
            together.wait()
            there = sorted(each.id for each in source.states[source.number] if each.name == "Håp")
            worker.whole_snapshot()
            if sorted(found(worker)) != there:
                wrong.append(number)

    threads = [threading.Thread(target=catch_up, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert workers[0].check() == []
