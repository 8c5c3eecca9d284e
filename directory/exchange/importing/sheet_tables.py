"""Which rows does a spreadsheet have? XLSX, and CSV in any usual encoding and with any usual separator."""

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from directory.exchange.fetching.clean_text import line, words_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import check_zip, damage, unpack_zip
from directory.exchange.importing.entries import too_many_rows

_MOST_ROWS, _MOST_COLUMNS = 100_000, 300
_EMPTY_TOO = 10  # a sheet may have so many times the rows that hold something
_SEPARATORS = ";\t,|"
_OLD = b"\xd0\xcf\x11\xe0"
PACKED = b"PK\x03\x04"
_MERGED = re.compile(rb'<mergeCell[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
Ranges = list[tuple[int, int, int, int]]
"""Left, top, right, bottom of merged cells."""
_LOOKED_AT = 20  # rows in which the headings must stand


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its number as the sheet shows it, and its values."""

    row: int
    values: list[Any]


def rows_of_sheet(data: bytes, most: int = _MOST_ROWS, number: int = 0) -> Iterator[Cells]:
    """The rows that hold something, at most `most`, of one of the sheets that do.

    Raises:
        Refused: it is no table, or one that may not be opened; says what to do.
    """
    if not data.strip():
        raise Refused(_("Filen er tom."))
    if data.startswith(_OLD):
        raise Refused(
            _("Dette er en gammel eller låst Excel-fil. Åpne den og lagre den som XLSX uten passord.")
        )
    rows = _of_workbook(data, most, number) if data.startswith(PACKED) else _of_text(words_of(data), most)
    found = (Cells(number, values) for number, values in rows if any(line(each) for each in values))
    first = next(found, None)
    if first is None:
        raise Refused(_("Filen er tom."))
    yield first
    for count, each in enumerate(found, 2):
        if count > most + 1:
            raise too_many_rows()
        yield each


def _of_text(text: str, most: int) -> Iterator[tuple[int, list[Any]]]:
    separator, text = _separator(text)
    try:
        held = filter(any, csv.reader(StringIO(text, newline=""), delimiter=separator))
        if sum(1 for _row in islice(held, most + 2)) > most + 1:  # counted before any is looked at
            raise too_many_rows()
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        for values in reader:
            yield reader.line_num, values[:_MOST_COLUMNS]
    except csv.Error:
        raise damage() from None


def _separator(text: str) -> tuple[str, str]:
    """What stands between the cells: as the first line says (`sep=;`), else what cuts most lines alike."""
    first, _newline, rest = text.partition("\n")
    if (said := re.fullmatch(r"sep=(.)\s*", first.strip("\ufeff\r"), re.IGNORECASE)) is not None:
        return said[1], rest
    begins = text[:20_000]
    scores = {}
    for sign in _SEPARATORS:
        rows = islice(csv.reader(StringIO(begins, newline=""), delimiter=sign), _LOOKED_AT)
        widths = Counter(len(row) for row in rows if row)
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        scores[sign] = (width > 1) * times * min(width, 50)
    return max(_SEPARATORS, key=lambda sign: scores[sign]), text


def _of_workbook(data: bytes, most: int, wanted: int) -> Iterator[tuple[int, list[Any]]]:
    """The `wanted` one of the sheets that hold something. Formulas count by what they last showed."""
    check_zip(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # openpyxl raises whatever the parts of a broken file make it raise
        raise _no_workbook(data) from None
    try:
        yield from _of_sheets(book, _merged_in(data, most), wanted)
    except Refused:
        raise
    except Exception:
        raise damage() from None
    finally:
        book.close()


def _of_sheets(book: Any, merged: Mapping[str, Ranges], wanted: int) -> Iterator[tuple[int, list[Any]]]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size is not believed
        any_row = False
        kept: dict[tuple[int, int], Any] = {}
        ranges = merged.get(getattr(sheet, "_worksheet_path", ""), [])
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            values = list(row[:_MOST_COLUMNS])
            _spread(values, number, ranges, kept)
            any_row = any_row or any(line(each) for each in values)
            if wanted and any_row:
                break
            yield number, values
        if any_row and not wanted:
            return
        wanted -= any_row


def _spread(values: list[Any], row: int, merged: Ranges, kept: dict[tuple[int, int], Any]) -> None:
    """What stands in merged cells stands in each of them downward; to the right it is one cell."""
    for left, top, _right, bottom in merged:
        if not top <= row <= bottom or left > len(values):
            continue
        if row == top:
            kept[left, top] = values[left - 1]
        elif values[left - 1] is None:
            values[left - 1] = kept.get((left, top))


def _merged_in(data: bytes, most: int) -> dict[str, Ranges]:
    """The merged ranges of each sheet, by its file. A sheet that is far too long is read no further."""
    found: dict[str, Ranges] = {}
    for name, content in unpack_zip(data):
        if not name.startswith("xl/worksheets/"):
            continue
        if content.count(b"<row") > most * _EMPTY_TOO:
            raise too_many_rows()
        ranges = (range_boundaries(each.decode()) for each in _MERGED.findall(content)[:5000])
        found[name] = [(int(a or 1), int(b or 1), int(c or 1), int(d or 1)) for a, b, c, d in ranges]
    return found


def _no_workbook(data: bytes) -> Refused:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()
    except zipfile.BadZipFile:
        return damage()
    if "mimetype" in names:
        return Refused(_("Dette er et regneark i et annet format. Lagre det som XLSX eller CSV."))
    return Refused(_("Dette er en pakket fil, men ikke et regneark. Pakk den ut, og send regnearket."))
