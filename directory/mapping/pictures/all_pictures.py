"""Which picture goes with a table? A map where rows are places of a map, panels where two things cross, else bars."""

from directory.mapping.counting.areas import Area
from directory.mapping.pictures.bars import bars, multiples
from directory.mapping.pictures.field_maps import country_map, county_map
from directory.mapping.pictures.svg import FieldPicture
from directory.mapping.tables.field_table import FieldTable
from directory.places.gazetteer import Gazetteer

_CROSSED = ("organisasjon-fylke",)


def picture_of(table: FieldTable, area: Area, gazetteer: Gazetteer) -> FieldPicture | None:
    """None of a table that says nothing yet, or that does not count what was confirmed, which is what bars show."""
    counts = any(column.key == "fresh" for column in table.columns)
    if table.empty or not table.rows or not counts:
        return None
    if table.key == "fylke":
        return country_map(table, gazetteer)
    if table.key == "kommune":
        return county_map(table, area.code, gazetteer)
    return multiples(table) if table.key in _CROSSED else bars(table)
