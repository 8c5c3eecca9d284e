"""How does a spreadsheet look? A sheet for each table, and one that says what it all is."""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from directory.mapping.counting.areas import Area
from directory.mapping.export.plain_files import LICENCE, plain_text, rows_of
from directory.mapping.tables.field_table import FieldTable
from directory.web.catalogues import gettext as _

_FORMATS = {"share": "0 %", "rate": "0.0", "people": "# ##0"}
_LONGEST = 31  # letters of a sheet's name
_NAMES_WIDE, _NUMBERS_WIDE = 42, 16


def as_xlsx(tables: Sequence[FieldTable], area: Area, day: date) -> bytes:
    """Tables of one area as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    first = book.create_sheet(_("Om tallene"))
    for line in _about(tables, area, day):
        first.append([line])
    first.column_dimensions["A"].width = 2 * _NAMES_WIDE
    for table in tables:
        _add(book, table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(tables: Sequence[FieldTable], area: Area, day: date) -> list[str]:
    made_up = [_("Oppdiktede eksempler er med i tallene.")] if any(table.demo for table in tables) else []
    return [f"Varde: {area.name}", day.isoformat(), *made_up, LICENCE, *(table.title for table in tables)]


def _add(book: Workbook, table: FieldTable) -> None:
    sheet = book.create_sheet(table.key[:_LONGEST])
    sheet.append([table.title])
    sheet.append([_("Oppdiktede eksempler er med i tallene.")] if table.demo else [])
    sheet.append(["code", table.first, *(column.header for column in table.columns)])
    for row in rows_of(table):
        sheet.append([row.code, plain_text(row.name), *row.values])
    for row_number in (1, 3):
        for cell in sheet[row_number]:
            cell.font = Font(bold=True)
    for at, column in enumerate(table.columns, start=3):
        sheet.column_dimensions[get_column_letter(at)].width = _NUMBERS_WIDE
        for cell in sheet[get_column_letter(at)][3:]:
            cell.number_format = _FORMATS.get(column.kind, "0")
    sheet.column_dimensions["B"].width = _NAMES_WIDE
    sheet.freeze_panes = "C4"
