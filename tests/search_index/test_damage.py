"""Does the right answer come whatever happens to the files: damaged, cut short, exchanged, half written?"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from search_index import folder as disk
from tests.search_index.documents import document
from tests.search_index.sources import FIRST, Source, current, found, right


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


FILES = 4  # the pointer, the list, the arrays, the payloads
NAMES = ["cut", "emptied", "a bit turned", "lengthened", "removed"]


def files(folder: Path) -> list[Path]:
    """The pointer and every file of the current generation; their names differ from one build to the next."""
    inside = (path for path in current(folder).rglob("*") if path.is_file())
    return [folder / "current", *sorted(inside, key=lambda path: (path.parent.name, path.suffix, path.name))]


@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_whatever_file_is_damaged_a_new_worker_answers_rightly(
    source: Source, folder: Path, damage: Callable[[Path], None]
) -> None:
    assert right(source.follow(folder))
    assert len(files(folder)) == FILES
    for number in range(len(files(folder))):
        damage(files(folder)[number])
        assert right(source.follow(folder)), f"file {number}"
        assert source.follow(folder).check() == []


@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_whatever_file_is_damaged_a_running_worker_answers_rightly(
    source: Source, folder: Path, damage: Callable[[Path], None]
) -> None:
    for number in range(FILES):
        worker = source.follow(folder)
        assert right(worker)
        damage(files(folder)[number])
        assert right(worker), f"file {number}"


def test_a_file_that_does_not_belong_is_seen(source: Source, folder: Path) -> None:
    assert right(source.follow(folder))
    (current(folder) / "planted").write_bytes(b"x")
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
        patched.setattr(disk.os, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            source.follow(folder).rebuild()
    assert current(folder) == before
    assert disk.open_generation(before, "").state[0] == 1
    assert found(source.follow(folder)) == ["a", "c", "d"]


def test_what_a_crash_left_behind_is_cleared_by_the_next_build(source: Source, folder: Path) -> None:
    folder.mkdir()
    (folder / "g1-half").mkdir()
    assert right(source.follow(folder))
    assert [path for path in folder.iterdir() if path.is_dir()] == [current(folder)]


def test_whatever_stands_in_the_place_of_the_index_gives_way(source: Source, folder: Path) -> None:
    folder.write_text("not an index")
    assert right(source.follow(folder))
    (folder / "current").unlink()
    (folder / "current").mkdir()
    worker = source.follow(folder)
    assert right(worker)
    assert worker.check() == []


def test_on_a_full_disk_no_half_of_anything_piles_up(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    folder.mkdir()
    (folder / "g1-half").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(disk, "_to_disk", full)
        for _turn in range(3):
            assert right(source.follow(folder))
    assert [path for path in folder.iterdir() if path.is_dir()] == []
    assert right(source.follow(folder))
