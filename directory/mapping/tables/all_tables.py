"""Which tables does a report of one area have, in which order?"""

from directory.mapping.tables.area_tables import area_tables
from directory.mapping.tables.course_tables import course_tables
from directory.mapping.tables.field_table import FieldTable
from directory.mapping.tables.group_tables import group_tables
from directory.mapping.tables.kind_tables import kind_tables
from directory.mapping.tables.narrowed_field import Field


def all_tables(field: Field) -> list[FieldTable]:
    """All that are counted of the listings as they are today."""
    return [*kind_tables(field), *area_tables(field), *group_tables(field), *course_tables(field)]
