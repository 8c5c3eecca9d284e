"""How much of each? Bars of a table's rows: what was confirmed within a year is full, the rest a frame."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from directory.mapping.pictures.svg import FieldPanel, FieldPicture, bar, text, width_of
from directory.mapping.tables.field_table import FieldTable
from directory.mapping.tables.written import write_number
from directory.web.catalogues import gettext as _

_WIDTH, _ROOM = 340.0, 46.0
_MOST = 15
_HIGH, _STEP = 12.0, 36.0
_NAMES, _SMALL_STEP = 128.0, 20.0
_PANELS = 6


class Length(NamedTuple):
    """One bar: how long it is, and how much of it is full."""

    name: str
    number: int
    fresh: int


def bars(table: FieldTable) -> FieldPicture:
    """The first rows of a table, with how many more there are."""
    lengths = _lengths(table)
    panel = bar_panel("", [each for each in lengths if each.number or len(lengths) <= _MOST][:_MOST])
    return FieldPicture(table.key, table.title, _says(table, lengths), (panel,), demo=table.demo)


def multiples(table: FieldTable) -> FieldPicture:
    """A table that crosses two things: for each of the first rows a panel of its own, all by one measure."""
    names = [column.header for column in table.columns[:-3]]
    rows = table.rows[:_PANELS]
    most = max((int(value or 0) for row in rows for value in row.values[: len(names)]), default=1) or 1
    panels = tuple(
        _small(row.name, list(zip(names, [int(value or 0) for value in row.values], strict=False)), most)
        for row in rows
    )
    says = _(
        "Ett felt for hver av de %(count)s organisasjonene med flest grupper. Søylene er grupper i hvert fylke, med samme målestokk i alle felt.",
        count=len(panels),
    )
    return FieldPicture(table.key, table.title, says, panels, demo=table.demo)


def _lengths(table: FieldTable) -> list[Length]:
    at = {column.key: number for number, column in enumerate(table.columns)}
    return [
        Length(row.name, int(row.values[at["count"]] or 0), int(row.values[at["fresh"]] or 0))
        for row in table.rows
    ]


def _says(table: FieldTable, lengths: Sequence[Length]) -> str:
    most = max(each.number for each in lengths)
    names = [each.name for each in lengths if each.number == most]
    at = [column.key for column in table.columns].index("count")
    total = int(table.total.values[at] or 0) if table.total else 0
    values = {"count": write_number(most), "total": write_number(total)}
    if len(names) > 1:
        first = _("%(number)s linjer har flest: %(count)s av %(total)s hver.", number=len(names), **values)
    else:
        first = _("Flest: %(name)s, med %(count)s av %(total)s.", name=names[0], **values)
    said = [first, _("Den fylte delen av hver søyle er bekreftet siste år.")]
    if len(lengths) > _MOST:
        said.append(_("%(count)s linjer til står bare i tabellen.", count=len(lengths) - _MOST))
    return " ".join(said)


def bar_panel(title: str, lengths: Sequence[Length]) -> FieldPanel:
    """Each name above its bar, with the number at its end."""
    most = max((each.number for each in lengths), default=1) or 1
    drawn = []
    for at, each in enumerate(lengths):
        top = at * _STEP
        length = (_WIDTH - _ROOM) * each.number / most
        drawn += [
            text(0, top + 8, _short(each.name, _WIDTH)),
            bar(1, top + 18, length, _HIGH, "fp-rest"),
            bar(1, top + 18, length * each.fresh / (each.number or 1), _HIGH, "fp-fill"),
            text(length + 7, top + 24, write_number(each.number), bold=True),
        ]
    return FieldPanel(title, _WIDTH, max(len(lengths), 1) * _STEP, Markup("").join(drawn))


def _small(title: str, lengths: list[tuple[str, int]], most: int) -> FieldPanel:
    """Each name beside its bar."""
    drawn = []
    for at, (name, count) in enumerate(lengths):
        middle = at * _SMALL_STEP + _SMALL_STEP / 2
        length = (_WIDTH - _NAMES - _ROOM) * count / most
        drawn += [
            text(_NAMES - 6, middle, _short(name, _NAMES), "end"),
            bar(_NAMES, middle - 6, length, _HIGH, "fp-fill"),
            text(_NAMES + length + 6, middle, write_number(count)),
        ]
    return FieldPanel(title, _WIDTH, len(lengths) * _SMALL_STEP, Markup("").join(drawn))


def _short(name: str, width: float) -> str:
    """A name that is no wider."""
    while len(name) > 4 and width_of(name) > width:
        name = f"{name[:-2].rstrip()}…"
    return name
