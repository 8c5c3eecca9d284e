"""Which question does a saved answer of a BMLT server answer? What stands in it tells, whatever its file is called."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from directory.exchange.fetching.clean_text import words_of
from directory.exchange.fetching.json_text import json_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import names_in, unpack_zip

_LOOKED_AT = 4000  # bytes
_TOLD_BY = {
    "GetSearchResults": '"weekday_tinyint"',
    "GetFormats": '"key_string"',
    "GetServiceBodies": '"parent_id"',
}


def by_question(files: Iterable[bytes]) -> dict[str, bytes]:
    """The answers by their question, the meetings first; several pages of one are put together, and what is none is left out.

    Raises:
        Refused: one cannot be read.
    """
    found: dict[str, list[bytes]] = {question: [] for question in _TOLD_BY}
    for each in files:
        if question := question_of(each):
            found[question].append(each)
    return {question: _whole(pages) for question, pages in found.items() if pages}


def question_of(data: bytes) -> str | None:
    """The question that `data` answers; None where it is something else."""
    try:
        begins = words_of(data[:_LOOKED_AT].decode(errors="ignore").encode())
    except Refused:
        return None
    return next((question for question, word in _TOLD_BY.items() if word in begins), None)


def packed_answers(data: bytes) -> dict[str, bytes]:
    """The answers in a zip, by question; none where it is no zip, or holds no meetings.

    Raises:
        Refused: it may not be opened.
    """
    if not any(name.lower().endswith((".json", ".jsonp")) for name in names_in(data)):
        return {}
    found = by_question(content for _name, content in unpack_zip(data))
    return found if next(iter(_TOLD_BY)) in found else {}


def _whole(pages: list[bytes]) -> bytes:
    if len(pages) == 1:
        return pages[0]
    rows: list[Any] = []
    for each in map(json_of, pages):
        rows += (
            each.get("meetings", []) if isinstance(each, Mapping) else each if isinstance(each, list) else []
        )
    return json.dumps(rows).encode()
