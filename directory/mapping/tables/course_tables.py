"""Which courses are there? By programme, by host municipality, and by the half of the year in which they begin."""

from collections.abc import Iterator, Sequence

from directory.mapping.counting.typed_rows import Season
from directory.mapping.tables.field_table import (
    FieldTable,
    RowTally,
    standard_columns,
    standard_rows,
    standard_total,
)
from directory.mapping.tables.narrowed_field import Field
from directory.web.catalogues import gettext as _
from directory.web.formatting import norwegian_order


def course_tables(field: Field) -> Iterator[FieldTable]:
    """A course in the directory is one run of it."""
    yield _table(field, "kurs-program", _("Kurs etter kurskonsept"), _("Kurskonsept"), _by_programme(field))
    if field.area.kind != "municipality":
        yield _table(field, "kurs-vert", _("Kurs etter vertskommune"), _("Vertskommune"), _by_host(field))
    yield _table(field, "kurs-tid", _("Kurs etter når de begynner"), _("Halvår"), _by_season(field))


def _by_programme(field: Field) -> list[RowTally]:
    counted = field.courses.by(lambda shape: shape.programme)
    order = sorted(counted, key=lambda code: (code is None, -counted[code].number, code or ""))
    return [
        RowTally(
            code or "none",
            field.programmes.get(code, code) if code else _("Ikke noe fast konsept"),
            counted[code],
            field.inhabitants,
        )
        for code in order
    ]


def _by_host(field: Field) -> list[RowTally]:
    counted = field.courses.by(lambda shape: shape.municipality_number or "")
    rows = [(_place(number, field), number) for number in counted]
    rows.sort(key=lambda row: (not row[1], norwegian_order(row[0])))
    return [RowTally(number or "unknown", name, counted[number]) for name, number in rows]


def _by_season(field: Field) -> list[RowTally]:
    counted = field.courses.by(lambda shape: shape.season)
    order: Sequence[Season | None] = [
        *sorted(each for each in counted if each),
        *([None] if None in counted else []),
    ]
    return [RowTally(_code(season), _half(season), counted[season], field.inhabitants) for season in order]


def _place(number: str, field: Field) -> str:
    place = field.gazetteer.by_id(number)
    return place.label if place else _("Sted ikke oppgitt")


def _code(season: Season | None) -> str:
    return f"{season[0]}-{season[1]}" if season else "unknown"


def _half(season: Season | None) -> str:
    if season is None:
        return _("Ingen dato oppgitt")
    return _("Våren %(year)s", year=season[0]) if season[1] == 1 else _("Høsten %(year)s", year=season[0])


def _table(field: Field, key: str, title: str, first: str, rows: list[RowTally]) -> FieldTable:
    rated = field.rated and key != "kurs-vert"
    return FieldTable(
        key=key,
        title=title,
        definition=key,
        first=first,
        columns=standard_columns(_("Kurs"), rated),
        rows=standard_rows(rows, rated),
        total=standard_total(field.courses.total, field.inhabitants, rated),
        demo=field.courses.has_demo,
    )
