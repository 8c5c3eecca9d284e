"""Where do workers keep what they count, so that each can tell of all? In memory that they share, as long as the service runs.

Not in the instance folder: what is counted is written by way of memory, and on a full disk that would end the worker.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it, for its owner alone)
_NAME = "varde-metrics-"


def share() -> None:
    """Before the workers start: let all that this process starts count together. Gone when it ends."""
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _clear(place)
    folder = tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=place)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    atexit.register(_remove, folder, os.getpid())


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # what it has started ends as well
        shutil.rmtree(folder, ignore_errors=True)


def _clear(place: Path) -> None:
    """What a service left that was killed."""
    for folder in place.glob(f"{_NAME}*"):
        owner = folder.name.removeprefix(_NAME).partition("-")[0]
        if _is_left(folder, owner):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path, owner: str) -> bool:
    return folder.stat().st_uid == os.getuid() and owner.isdigit() and not Path(f"/proc/{owner}").exists()
