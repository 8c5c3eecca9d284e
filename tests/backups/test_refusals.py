"""Is a file that cannot be trusted refused with a message, with nothing changed?"""

import errno
import hashlib
import io
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from directory.backups import file, making, rows
from tests.backups.test_there_and_back import KEY, contents
from tests.houses import run

Spoil = Callable[[bytes], bytes]


def refused(app: Flask, *words: str) -> str:
    """What a command says that must fail, as text alone."""
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 1, result.output
    assert result.output.startswith("Error: ")
    assert "Traceback" not in result.output
    return result.output


def vouched(archive: bytes) -> bytes:
    """A file with this archive, whose first line is right."""
    return b"VARDE BACKUP 1 plain " + hashlib.sha256(archive).hexdigest().encode() + b"\n" + archive


def other_manifest(**new: object) -> Spoil:
    """A backup whose manifest says something else, and whose first line vouches for it."""

    def spoil(content: bytes) -> bytes:
        spoilt = io.BytesIO()
        with ZipFile(io.BytesIO(content)) as old, ZipFile(spoilt, "w") as archive:
            for name in old.namelist():
                given = old.read(name)
                archive.writestr(
                    name, json.dumps(json.loads(given) | new) if name == making.MANIFEST else given
                )
        return vouched(spoilt.getvalue())

    return spoil


def misnamed_column(content: bytes) -> bytes:
    """A backup in which every sum is right, and one column is none of the table's."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = json.loads(archive.read(making.MANIFEST))["parts"]
    parts["pause"]["columns"][0] = "no_such_column"
    return other_manifest(parts=parts)(content)


@pytest.fixture(scope="session")
def whole(house: Flask, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of the house, as it lies in its file."""
    path = tmp_path_factory.mktemp("whole") / "alt.varde"
    run(house, "backup", str(path))
    return path.read_bytes()


@pytest.fixture(scope="session")
def before(house: Flask) -> dict[str, list[rows.Row]]:
    """What the house holds, which nothing here may change."""
    return contents(house)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _content: b"", "It is not a backup of Varde."),
        (lambda _content: b"\x89PNG\r\n\x1a\n" * 9, "It is not a backup of Varde."),
        (lambda content: content[content.index(b"PK") :], "It is not a backup of Varde."),
        (lambda content: content.replace(b"BACKUP 1", b"BACKUP 2", 1), "A newer Varde made it."),
        (lambda content: content[:-1], "It is damaged or not whole."),
        (lambda content: content[: len(content) // 2], "It is damaged or not whole."),
        (lambda content: content + b"\n", "It is damaged or not whole."),
        (lambda _content: vouched(b"no archive"), "It is damaged: its parts"),
        (other_manifest(parts={}), "It is damaged: its parts"),
        (other_manifest(parts=None), "It is damaged: its parts"),
        (other_manifest(left_out={"person": "?"}), "It is damaged: its parts"),
        (misnamed_column, "It is damaged: its parts"),
        (other_manifest(revision="9999"), "A newer Varde made it."),
    ],
)
def test_a_file_that_is_not_a_whole_backup_changes_nothing(
    house: Flask,
    before: dict[str, list[rows.Row]],
    whole: bytes,
    tmp_path: Path,
    spoil: Spoil,
    words: str,
) -> None:
    path = tmp_path / "alt.varde"
    path.write_bytes(spoil(whole))
    said = refused(house, "restore", "--replace", str(path))
    assert words in said
    assert "Nothing was changed." in said
    assert contents(house) == before


@pytest.mark.parametrize("passphrase", [None, KEY])
def test_no_byte_can_change_unseen(tmp_path: Path, passphrase: str | None) -> None:
    path, chance = tmp_path / "alt.varde", random.Random(6)
    file.write(path, bytes(range(256)) * 8, passphrase)
    whole = path.read_bytes()
    for place in (*range(90), *chance.sample(range(90, len(whole)), 60)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        with pytest.raises(file.BackupRefused):
            file.read(path, passphrase)


@pytest.mark.both_databases
def test_a_house_that_holds_something_is_replaced_only_when_told(
    house: Flask, whole: bytes, tmp_path: Path
) -> None:
    (tmp_path / "alt.varde").write_bytes(whole)
    said = refused(house, "restore", str(tmp_path / "alt.varde"))
    assert "This database is not empty. With --replace, all it holds is lost. Nothing was changed." in said


def test_a_house_without_a_database_has_nothing_to_keep(bare_house: Flask, tmp_path: Path) -> None:
    assert "There is no database to back up." in refused(bare_house, "backup", str(tmp_path / "alt.varde"))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_overwrites_nothing_but_a_backup(house: Flask, tmp_path: Path) -> None:
    path = tmp_path / "varde.sqlite3"
    path.write_bytes(b"SQLite format 3\x00")
    said = refused(house, "backup", str(path))
    assert "It is there already, and is no backup. No backup was made." in said
    assert path.read_bytes() == b"SQLite format 3\x00"


def test_a_full_disk_leaves_the_last_backup_as_it_was(
    house: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alt.varde"
    run(house, "backup", str(path))
    last = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left on device. No backup was made." in refused(house, "backup", str(path))
    assert path.read_bytes() == last
    assert [each.name for each in tmp_path.iterdir()] == ["alt.varde"]
