"""How does a generation lie on the disk? A folder: arrays, and a list of its files. Nothing in it can be executed."""

import fcntl
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search_index import storage
from search_index.snapshot import Snapshot

_LIST = "manifest.json"
_ARRAYS = "arrays"
_PAYLOADS = "payloads"


class BrokenGeneration(Exception):
    """The folder does not hold what its list says, or cannot be read."""


def is_there(generation: Path) -> bool:
    """Whether the generation has not been removed."""
    return (generation / _LIST).is_file()


def current(folder: Path) -> Path:
    """The generation that new workers begin with.

    Raises:
        BrokenGeneration: there is none.
    """
    try:
        name = (folder / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BrokenGeneration("no generation has been built") from None
    if not name or Path(name).name != name:
        raise BrokenGeneration("the current generation has no proper name")
    return folder / name


def open_generation(generation: Path, made_by: str = "") -> Snapshot:
    """The snapshot kept in `generation`.

    Raises:
        BrokenGeneration: it is not what was written, or was made another way than by `made_by`.
    """
    try:
        listed = json.loads((generation / _LIST).read_text(encoding="utf-8"))
        content = (generation / _ARRAYS).read_bytes()
        others = {name: _checksum(path) for name, path in _files(generation).items() if name != _ARRAYS}
        if others | {_ARRAYS: zlib.crc32(content)} != listed:
            raise BrokenGeneration("the generation's files are not those that were written")
        arrays, facts = storage.unpack(content)
        if facts["made_by"] != made_by:
            raise BrokenGeneration("the generation is of another version")
        return Snapshot.restore(generation, generation / _PAYLOADS, arrays, facts)
    except BrokenGeneration:
        raise
    except Exception as error:  # an index folder is foreign ground: any fault in it means "build anew"
        raise BrokenGeneration(f"the generation cannot be read ({type(error).__name__})") from None


def write(folder: Path, snapshot: Snapshot, made_by: str = "") -> Path:
    """Write a new generation beside the others and make it the current one. Returns its folder.

    Raises:
        OSError: the disk is full or read-only. Nothing of it is left behind.
        BrokenPayload: what the snapshot stands on was damaged meanwhile. Nothing of it is left behind.
    """
    if folder.is_file():
        folder.unlink()  # whatever it is, it stands where the index belongs
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder, keep=_name(folder))  # what a killed writer left takes the room that this one needs
    generation = Path(tempfile.mkdtemp(prefix=f"g{snapshot.state[0]}-", dir=folder))
    try:
        _fill(generation, snapshot, made_by)
        _point(folder, generation)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    _clear(folder, keep=generation.name)
    return generation


def _fill(generation: Path, snapshot: Snapshot, made_by: str) -> None:
    snapshot.payloads.write(generation / _PAYLOADS)
    facts = {**snapshot.facts(), "made_by": made_by}
    (generation / _ARRAYS).write_bytes(storage.pack(snapshot.arrays(), facts))
    listed = {name: _checksum(path) for name, path in _files(generation).items()}
    (generation / _LIST).write_text(json.dumps(listed), encoding="utf-8")
    for path in (*generation.rglob("*"), generation):
        _to_disk(path)


def _point(folder: Path, generation: Path) -> None:
    """Make `generation` the current one, whole or not at all."""
    pointer = folder / "current.new"
    pointer.write_text(generation.name, encoding="ascii")
    _to_disk(pointer)
    os.replace(pointer, folder / "current")
    _to_disk(folder)


def _name(folder: Path) -> str:
    """The name of the current generation; none where no pointer can be read."""
    try:
        return current(folder).name
    except BrokenGeneration:
        return ""


def _files(generation: Path) -> dict[str, Path]:
    """Every file of a generation but its list, by its name within."""
    found = (path for path in generation.rglob("*") if path.is_file())
    return {path.relative_to(generation).as_posix(): path for path in found if path.name != _LIST}


def _checksum(path: Path) -> int:
    """Read piece by piece: nothing of it is kept."""
    checksum, piece = 0, memoryview(bytearray(1 << 18))
    with path.open("rb", buffering=0) as file:
        while length := file.readinto(piece):
            checksum = zlib.crc32(piece[:length], checksum)
    return checksum


def _to_disk(path: Path) -> None:
    """What is written must be there after the power was cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(folder: Path, keep: str) -> None:
    """Remove older generations; workers hold all they need in memory."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer at a time among all workers. The lock lies outside the folder, which may be deleted."""
    path = folder.with_name(folder.name + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
