"""Has other software written this table? Then its headings are the fields of that format, and it is read as what that one gives out."""

import re
from collections.abc import Collection, Mapping
from itertools import islice
from typing import Any

from directory.exchange.fetching.clean_text import line
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.sheet_tables import Cells, rows_of_sheet

Row = Mapping[str, Any]
_HEADINGS: Mapping[str, Collection[str]] = {
    "bmlt": {"weekday_tinyint", "meeting_name"},
    "meeting-guide": {"name", "day", "types"},
}
_TWO_ROWS = 2  # without a row of values it says nothing


def format_of_table(data: bytes) -> str | None:
    """The format whose fields the headings of a table are; None for a sheet of somebody's own."""
    try:
        first = list(islice(rows_of_sheet(data), _TWO_ROWS))
    except Refused:
        return None
    return _format(first)


def rows_of_table(form: str, data: bytes, most: int) -> list[Row] | None:
    """The rows under the headings of `form`, by heading; None where it is no such table.

    Raises:
        Refused: it has more than `most` rows.
    """
    if format_of_table(data) != form:
        return None
    headed, *rows = rows_of_sheet(data, most)
    names = _names(headed)
    if "address" in names and "city" not in names:  # the whole of it stands in one cell
        names[names.index("address")] = "formatted_address"
    return [dict(zip(names, each.values, strict=False)) for each in rows]


def _format(first: list[Cells]) -> str | None:
    names = set(_names(first[0])) if len(first) == _TWO_ROWS else set[str]()
    return next((form for form, needed in _HEADINGS.items() if names.issuperset(needed)), None)


def _names(cells: Cells) -> list[str]:
    return [re.sub(r"\W+", "_", line(each)).strip("_").lower() for each in cells.values]
