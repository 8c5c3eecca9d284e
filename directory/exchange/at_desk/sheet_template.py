"""Which sheet can one fill in? Headings, one made-up example, and a second page with every word that may stand there."""

from functools import lru_cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from directory.exchange.importing.sheet_columns import COLUMNS
from directory.vocabulary import FOR, FORMATS, KINDS, NEEDS, OPENNESS, SERVED, WEEKDAYS

_CHOICES = {
    "kind": KINDS,
    "audiences": SERVED,
    "needs": NEEDS,
    "openness": OPENNESS,
    "for": FOR,
    "formats": FORMATS,
    "weekday": WEEKDAYS,
}


@lru_cache(maxsize=3)
def template(language: str) -> bytes:
    """An XLSX file in one language."""
    book = Workbook()
    sheet, choices = book.worksheets[0], book.create_sheet("Valg")
    sheet.title = "Varde"
    columns = [column for column in COLUMNS.values() if not column.rare]
    headings = [getattr(column, language, column.nb) for column in columns]
    sheet.append(headings)
    sheet.append([column.example for column in columns])
    sheet.freeze_panes = "C2"
    for number, heading in enumerate(headings, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = max(14, len(heading) + 2)
    for number, (field, codes) in enumerate(_CHOICES.items(), 1):
        labels = [getattr(label, language, label.nb) for label in codes.values()]
        for row, value in enumerate([getattr(COLUMNS[field], language), *labels], 1):
            choices.cell(row, number, value)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
