"""How are tables and pictures of an area taken away? Each by an address of its own that says the area, the table and the form."""

from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue

from directory.mapping.counting.areas import Area
from directory.mapping.export.plain_files import as_json
from directory.mapping.export.workbook import as_xlsx
from directory.mapping.pages.field_parts import FieldPart, parts_of
from directory.mapping.pages.kept_parts import keep_part
from directory.mapping.pages.table_files import XLSX, give_file, give_picture, give_table
from directory.mapping.tables.field_source import area_by_code
from directory.web.clock import oslo_now
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("field_files", __name__, url_prefix="/kartlegging")

_WHOLE = "alt"


@pages.get("/tall/<code>/<table>.<ending>")
@may_be_kept
def numbers(code: str, table: str, ending: str) -> ResponseReturnValue:
    area = _area(code)
    if table != _WHOLE:
        return give_table(_part(area, table).table, area, ending)
    if ending == "json":
        day = oslo_now().date()
        return jsonify(tables=[as_json(part.table, area, day) for part in parts_of(area)])
    if ending != "xlsx":
        abort(404)
    return give_file(_workbook(area), XLSX, f"{area.code}-{_WHOLE}.xlsx")


@pages.get("/bilde/<code>/<table>.<ending>")
@may_be_kept
def drawing(code: str, table: str, ending: str) -> ResponseReturnValue:
    area = _area(code)
    return give_picture(_part(area, table).picture, area, ending)


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


def _workbook(area: Area) -> bytes:
    """All tables of an area."""
    tables = [part.table for part in parts_of(area)]
    return keep_part(f"xlsx {area.code}", lambda: as_xlsx(tables, area, oslo_now().date()))
