"""Who may read SQLite's files? Their owner alone: they hold private contacts, whatever the folder around them lets others do.

The log and the shared memory beside a database are made with its mode.
"""

import os
import stat
from contextlib import suppress
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

_OWNER_ALONE = 0o600


def install(engine: Engine) -> None:
    """Let no connection of a SQLite engine open files that others may read. To be installed before `read_only`."""
    event.listen(engine, "do_connect", _keep_private)


def _keep_private(_dialect: Any, _record: Any, arguments: list[Any], _values: dict[str, Any]) -> None:
    path = str(arguments[0])
    with suppress(OSError):  # a folder that takes nothing, or another's file: opening it says what is wrong
        # A file that is there is never opened here: closing it would let go of every lock that this process holds on it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, _OWNER_ALONE))
    for each in (path, f"{path}-wal", f"{path}-shm"):
        with suppress(OSError):
            mode = stat.S_IMODE(os.stat(each).st_mode)
            if mode & ~_OWNER_ALONE:
                os.chmod(each, _OWNER_ALONE)
