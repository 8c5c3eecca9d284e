"""What does the report of a year hold? Its tables and definitions as they were when it was made, as plain values that nothing changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from directory.mapping.counting.areas import Area
from directory.mapping.counting.population import population
from directory.mapping.export.plain_files import LICENCE, as_json
from directory.mapping.history.models import YearReport
from directory.mapping.history.time_tables import MONTHS, month_picture
from directory.mapping.pictures.all_pictures import picture_of
from directory.mapping.pictures.svg import FieldPicture
from directory.mapping.tables.definitions import definitions
from directory.mapping.tables.field_source import whole_country
from directory.mapping.tables.field_table import FieldColumn, FieldRow, FieldTable
from directory.places.loading import load
from directory.web.formatting import date_in_words


def freeze(session: Session, tables: Sequence[FieldTable], today: date) -> bool:
    """Keep these tables as the report of this year; False where that has one already, which stays as it is."""
    if session.get(YearReport, today.year) is not None:
        return False
    area = whole_country()
    content = {
        "tables": [as_json(table, area, today) for table in tables],
        "definitions": [each._asdict() for each in definitions()],
        "inhabitants": {
            "total": population().total,
            "day": date_in_words(population().on, today.replace(year=1)),
        },
    }
    session.add(
        YearReport(year=today.year, made_on=today, content=content, demo=any(table.demo for table in tables))
    )
    return True


def whole_html(report: YearReport) -> str:
    """The report as one document, with its pictures and its style in it."""
    area = whole_country()
    tables = [thaw(each) for each in report.content["tables"]]
    return render_template(
        "mapping/history/year_report.html",
        report=report,
        made_on=date_in_words(report.made_on, report.made_on.replace(year=1)),
        parts=[(table, _picture_of(table, area)) for table in tables],
        definitions=report.content["definitions"],
        inhabitants=report.content.get("inhabitants"),
        source_url=population().source_url,
        licence=LICENCE,
    )


def _picture_of(table: FieldTable, area: Area) -> FieldPicture | None:
    return month_picture(table) if table.key == MONTHS else picture_of(table, area, load())


def thaw(kept: dict[str, Any]) -> FieldTable:
    """A table as it was kept."""
    columns = tuple(FieldColumn(**each) for each in kept["columns"])
    total = kept["total"]
    return FieldTable(
        key=kept["table"],
        title=kept["title"],
        definition=kept["definition"],
        first=kept.get("rows_are", ""),
        columns=columns,
        rows=tuple(_row(each, columns) for each in kept["rows"]),
        total=_row(total, columns) if total else None,
        notes=tuple(kept["notes"]),
        whole=kept["rows_add_up"],
        demo=kept["demonstration"],
    )


def _row(kept: dict[str, Any], columns: tuple[FieldColumn, ...]) -> FieldRow:
    return FieldRow(kept["code"], kept["name"], tuple(kept[column.key] for column in columns))
