"""What stands on the page of an area? Each table with its picture, what that shows, and what can be taken away."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, render_template
from markupsafe import Markup

from directory.mapping.counting.areas import Area
from directory.mapping.pages.kept_parts import keep_part
from directory.mapping.pictures.all_pictures import picture_of
from directory.mapping.pictures.svg import FieldPicture
from directory.mapping.tables.all_tables import all_tables
from directory.mapping.tables.field_source import field_of
from directory.mapping.tables.field_table import FieldTable
from directory.mapping.tables.narrowed_field import Field

Answers = Callable[[Area], list[FieldTable]]
"""Who was asked, who opened and who answered, as tables of an area: given by the room that asks (`app.extensions["answers"]`)."""


@dataclass(frozen=True, slots=True)
class FieldPart:
    """One table, and the picture of it where it says something."""

    table: FieldTable
    picture: FieldPicture | None


def parts_of(area: Area) -> list[FieldPart]:
    """All parts of an area's report; kept."""
    return keep_part(f"tables {area.code}", lambda: _make(field_of(area)))


def drawn_parts(area: Area) -> Markup:
    """The same as they stand on the page; kept."""
    return keep_part(f"drawn {area.code}", lambda: _draw(area))


def _make(field: Field) -> list[FieldPart]:
    tables = [*all_tables(field), *_answers(field.area)]
    return [FieldPart(table, picture_of(table, field.area, field.gazetteer)) for table in tables]


def _answers(area: Area) -> list[FieldTable]:
    """What came of the yearly question, from a room that asks it; nothing where no round was held."""
    tell: Answers | None = current_app.extensions.get("answers")
    return tell(area) if tell else []


def _draw(area: Area) -> Markup:
    drawn = render_template("mapping/pages/tables.html", parts=parts_of(area), area=area)
    return Markup(drawn)  # noqa: S704 (a template of ours, escaped there)
