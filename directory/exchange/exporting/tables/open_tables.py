"""How does a table become a file? CSV and XLSX in which no cell is a formula, whatever somebody wrote."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_IN_A_CELL = 32_767
_PIECE = 64 * 1024
_BOM = b"\xef\xbb\xbf"
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[Any]], *, marked: bool = True) -> Iterator[bytes]:
    """UTF-8, `marked` as such for Excel, commas, every cell in quotes. What a spreadsheet would take for a formula begins with an
    apostrophe."""
    yield (_BOM if marked else b"") + _line(headings)
    for row in rows:
        yield _line(_cell(value) for value in row)


def as_xlsx(headings: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """One sheet. Every text is text, so that an apostrophe is not needed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Varde")
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, name) for name in headings])
    for row in rows:
        sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        yield from pieces_of(file)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """What is left of a file, piece by piece."""
    while piece := file.read(_PIECE):
        yield piece


def without_formula(text: str) -> str:
    """`text` as a cell of a CSV that no spreadsheet reckons."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[Any]) -> bytes:
    page = io.StringIO()
    csv.writer(page, quoting=csv.QUOTE_ALL).writerow(cells)
    return page.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return without_formula(value) if isinstance(value, str) else value


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value="")
    cell.value = text.translate(_ILLEGAL)[:_MOST_IN_A_CELL]
    cell.data_type = "s"  # else a text with an equals sign before it is a formula
    return cell
