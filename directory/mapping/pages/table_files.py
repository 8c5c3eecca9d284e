"""In which forms does a table or a picture leave the house? CSV, JSON and XLSX, SVG and PNG, wherever it stands."""

from flask import Response, abort, jsonify
from flask.typing import ResponseReturnValue

from directory.mapping.counting.areas import Area
from directory.mapping.export.plain_files import as_csv, as_json
from directory.mapping.export.png import as_png
from directory.mapping.export.workbook import as_xlsx
from directory.mapping.pictures.svg import FieldPicture, whole_file
from directory.mapping.tables.field_table import FieldTable
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def give_table(table: FieldTable | None, area: Area, ending: str) -> ResponseReturnValue:
    """One table as a file; 404 where there is none, or no such form."""
    if table is None:
        abort(404)
    today, name = oslo_now().date(), f"{area.code}-{table.key}.{ending}"
    if ending == "json":
        return jsonify(as_json(table, area, today))
    if ending == "csv":
        return give_file(as_csv(table).encode(), "text/csv", name)
    if ending == "xlsx":
        return give_file(as_xlsx([table], area, today), XLSX, name)
    abort(404)


def give_picture(picture: FieldPicture | None, area: Area, ending: str) -> Response:
    """One picture as a file; 404 where there is none, or no such form."""
    if picture is None or ending not in ("svg", "png"):
        abort(404)
    today = oslo_now().date()
    svg = whole_file(picture, date_in_words(today, today.replace(year=1)))
    name = f"{area.code}-{picture.key}.{ending}"
    if ending == "svg":
        return give_file(svg.encode(), "image/svg+xml", name)
    return give_file(as_png(svg), "image/png", name)


def give_file(content: bytes, kind: str, name: str) -> Response:
    """What is kept by whoever asks for it."""
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="varde-{name}"'
    return answer
