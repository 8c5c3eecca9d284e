"""How are tables and pictures taken away? Each by an address of its own that says the area, the table and the form."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue

from directory.mapping.counting.areas import Area
from directory.mapping.export.plain_files import as_csv, as_json
from directory.mapping.export.png import as_png
from directory.mapping.export.workbook import as_xlsx
from directory.mapping.pages.field_parts import FieldPart, parts_of
from directory.mapping.pages.kept_parts import keep_part
from directory.mapping.pictures.svg import whole_file
from directory.mapping.tables.field_source import area_by_code
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("field_files", __name__, url_prefix="/kartlegging")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WHOLE = "alt"


@pages.get("/tall/<code>/<table>.<ending>")
@may_be_kept
def numbers(code: str, table: str, ending: str) -> ResponseReturnValue:
    area = _area(code)
    if ending == "xlsx":
        return _file(_workbook(area, table), XLSX, f"{area.code}-{table}.xlsx")
    if ending == "json" and table == _WHOLE:
        day = oslo_now().date()
        return jsonify(tables=[as_json(part.table, area, day) for part in parts_of(area)])
    part = _part(area, table)
    if ending == "json":
        return jsonify(as_json(part.table, area, oslo_now().date()))
    if ending != "csv":
        abort(404)
    return _file(as_csv(part.table).encode(), "text/csv", f"{area.code}-{table}.csv")


@pages.get("/bilde/<code>/<table>.<ending>")
@may_be_kept
def drawing(code: str, table: str, ending: str) -> ResponseReturnValue:
    area = _area(code)
    picture = _part(area, table).picture
    if picture is None or ending not in ("svg", "png"):
        abort(404)
    today = oslo_now().date()
    svg = whole_file(picture, date_in_words(today, today.replace(year=1)))
    name = f"{area.code}-{table}.{ending}"
    if ending == "svg":
        return _file(svg.encode(), "image/svg+xml", name)
    return _file(as_png(svg), "image/png", name)


def _area(code: str) -> Area:
    area = area_by_code(code)
    if area is None:
        abort(404)
    return area


def _part(area: Area, table: str) -> FieldPart:
    found = [part for part in parts_of(area) if part.table.key == table]
    if not found:
        abort(404)
    return found[0]


def _workbook(area: Area, table: str) -> bytes:
    """All tables of an area, or one."""
    tables = [part.table for part in parts_of(area)] if table == _WHOLE else [_part(area, table).table]
    make: Callable[[], bytes] = lambda: as_xlsx(tables, area, oslo_now().date())  # noqa: E731
    return keep_part(f"xlsx {area.code} {table}", make)


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="varde-{name}"'
    return answer
