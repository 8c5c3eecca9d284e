"""How is a file of examples read? One JSON object a line; a fault is told with its line, with a message."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")


class Unreadable(Exception):
    """A file of examples cannot be used. The text says why, and in which line."""


def read(path: Path, make: Callable[[dict[str, Any]], Made]) -> list[Made]:
    """What `make` makes of each line of `path`; empty lines are passed over.

    `make` raises ValueError, with a message, for a line that it cannot use.

    Raises:
        Unreadable: there is no such file, or a line of it cannot be used.
    """
    made = []
    for number, line in _numbered(path):
        try:
            made.append(make(_object(line)))
        except ValueError as error:
            raise Unreadable(f"{path}, line {number}: {error}") from None
    return made


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: is not UTF-8 text") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror})") from None
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        where = f" (sign {error.colno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(f"is not JSON{where}") from None
    if not isinstance(row, dict):
        raise ValueError("is not a JSON object")
    return row
