"""How does a table leave the house? As CSV (RFC 4180, UTF-8, points in numbers) and as JSON that says what it is."""

import csv
import io
from datetime import date
from typing import Any

from directory.mapping.counting.areas import Area
from directory.mapping.tables.field_table import FieldRow, FieldTable

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MADE_UP = "includes made-up demonstration data"


def rows_of(table: FieldTable) -> list[FieldRow]:
    """All rows, the total last; none of a table in which nothing is counted yet."""
    if table.empty:
        return []
    return [*table.rows, *([table.total] if table.total else [])]


def as_csv(table: FieldTable) -> str:
    """One row a line. What a spreadsheet would take for a formula is text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["code", "name", *(column.key for column in table.columns), "note"])
    for row in rows_of(table):
        numbers = ["" if value is None else value for value in row.values]
        writer.writerow([row.code, plain_text(row.name), *numbers, MADE_UP if table.demo else ""])
    return out.getvalue()


def plain_text(name: str) -> str:
    """A name that no spreadsheet reads as a formula."""
    return f"'{name}" if name.startswith(_FORMULA) else name


def as_json(table: FieldTable, area: Area, day: date) -> dict[str, Any]:
    """The table with what its numbers mean."""
    return {
        "table": table.key,
        "title": table.title,
        "rows_are": table.first,
        "area": {"kind": area.kind, "code": area.code, "name": area.name},
        "date": day.isoformat(),
        "demonstration": table.demo,
        "rows_add_up": table.whole,
        "columns": [
            {"key": column.key, "header": column.header, "kind": column.kind} for column in table.columns
        ],
        "rows": [_row(row, table) for row in rows_of(table) if row is not table.total],
        "total": _row(table.total, table) if table.total and not table.empty else None,
        "notes": list(table.notes),
        "definition": table.definition,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
    }


def _row(row: FieldRow, table: FieldTable) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {"code": row.code, "name": row.name, **dict(zip(keys, row.values, strict=True))}
