"""Which reader reads which format? Each is given what was sent, part by part, and says what stands in it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import PurePosixPath

from directory.exchange.fetching.clean_text import words_of
from directory.exchange.fetching.json_text import uncalled
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import names_in, unpack_zip
from directory.exchange.importing.entries import Listed, ReaderFacts
from directory.exchange.importing.from_bmlt import read_bmlt
from directory.exchange.importing.from_calendar import read_calendar
from directory.exchange.importing.from_meeting_guide import read_meeting_guide
from directory.exchange.importing.from_sheet import read_sheet
from directory.exchange.importing.hsds.from_hsds import read_hsds
from directory.exchange.importing.other_tables import format_of_table
from directory.exchange.importing.saved_answers import packed_answers

_LOOKED_AT = 4000  # bytes
_OF_HSDS = ('"contents"', '"service_at_locations"', '"organization"')
Parts = Mapping[str, bytes]
"""What was sent or fetched, by what was asked for; the first one is the list itself."""


def read_list(form: str, parts: Parts, told: ReaderFacts, listing_id: str | None = None) -> Listed:
    """What a list says.

    Raises:
        Refused: it cannot be read; says what to do.
    """
    first = next(iter(parts.values()))
    if form == "meeting-guide":
        return read_meeting_guide(first, told)
    if form == "bmlt":
        answers = packed_answers(first) or parts
        return read_bmlt(next(iter(answers.values())), told, answers.get)
    if form == "hsds":
        return read_hsds(list(parts.values()), told)
    if form == "calendar":
        return read_calendar(first, told, listing_id)
    return read_sheet(first, told)


def form_of(data: bytes, name: str) -> str:
    """Which format a file seems to be, by its name and how it begins."""
    low = name.lower()
    if any(PurePosixPath(each).stem.lower() in ("service", "services") for each in names_in(data)):
        return "hsds"
    if packed_as := _form_of_packed(data):
        return packed_as
    text = uncalled(_beginning(data)).lstrip()
    if low.endswith(".ics") or text.startswith("BEGIN:VCALENDAR"):
        return "calendar"
    if low.endswith((".json", ".ndjson", ".jsonl")) or text[:1] in ("[", "{"):
        if "weekday_tinyint" in text:
            return "bmlt"
        return "hsds" if any(word in text for word in _OF_HSDS) else "meeting-guide"
    return format_of_table(data) or "spreadsheet"


def _form_of_packed(data: bytes) -> str | None:
    """What several files of one list are that lie in a zip; None where it is none, or a sheet."""
    try:
        files = unpack_zip(data) if any(name.endswith(".json") for name in names_in(data)) else ()
        begins = [_beginning(content) for name, content in files if name.endswith(".json")]
    except Refused:
        return None
    if any("weekday_tinyint" in each for each in begins):
        return "bmlt"
    return "hsds" if any(word in each for each in begins for word in _OF_HSDS) else None


def _beginning(data: bytes) -> str:
    """The first words, wherever a letter is cut; none where it is no text."""
    for most in range(_LOOKED_AT, _LOOKED_AT - 4, -1):
        with suppress(Refused):
            return words_of(data[:most])
    return ""
