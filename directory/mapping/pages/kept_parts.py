"""Which parts of a page were made already? Kept by each worker until something changes or the day is over."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from flask import current_app

from directory.mapping.counting import kept_rows
from directory.web.clock import oslo_now
from directory.web.language import current, page_root

_KEY = "field_parts"
_MOST = 300
T = TypeVar("T")


def keep_part(name: str, make: Callable[[], T]) -> T:
    """What `make` makes for this language, made once for a state of the database and a day."""
    state: tuple[Any, date] = kept_rows.of_app().now().state, oslo_now().date()
    held, parts = current_app.extensions.get(_KEY, (None, {}))
    if held != state or len(parts) >= _MOST:
        parts = {}
        current_app.extensions[_KEY] = (state, parts)
    key = (name, current(), page_root())
    if key not in parts:
        parts[key] = make()
    made: T = parts[key]
    return made
