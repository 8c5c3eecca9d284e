"""Where are the groups, and whose are they? By organisation, by county or municipality, and by both."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from directory.mapping.counting.aggregate import ListingTally
from directory.mapping.counting.areas import REMOTE, UNKNOWN, county_of
from directory.mapping.counting.population import population
from directory.mapping.counting.typed_rows import ListingShape
from directory.mapping.tables.field_table import (
    FieldTable,
    RowTally,
    crossed_columns,
    crossed_row,
    standard_columns,
    standard_rows,
    standard_total,
)
from directory.mapping.tables.narrowed_field import Field
from directory.web.catalogues import gettext as _
from directory.web.formatting import norwegian_order
from directory.web.language import path_for

NOTHING, NOBODY = ListingTally(), "none"


def area_tables(field: Field) -> Iterator[FieldTable]:
    """Those that say something of this area: one organisation is not told apart by organisation, nor one municipality by place."""
    kind = field.area.kind
    if kind != "organisation":
        yield _by_organisation(field)
    if kind == "county":
        yield _by_municipality(field)
    if kind in ("country", "organisation"):
        yield _by_county(field)
    if kind == "country":
        yield _by_organisation_and_county(field)


def named_by(shape: ListingShape) -> str:
    """The organisation that a listing is named by: the first of those that run it."""
    return shape.organisations[0] if shape.organisations else NOBODY


def _by_organisation(field: Field) -> FieldTable:
    counted = field.groups.by(named_by)
    return FieldTable(
        key="organisasjon",
        title=_("Grupper etter organisasjon"),
        definition="organisasjon",
        first=_("Organisasjon"),
        columns=standard_columns(_("Grupper"), field.rated),
        rows=standard_rows(
            [
                _organisation_row(code, counted[code], field)
                for code in _in_order(counted, field.organisations)
            ],
            field.rated,
        ),
        total=standard_total(field.groups.total, field.inhabitants, field.rated),
        notes=(
            _(
                "Tolvtrinnsgruppene er selvstendige og fører ingen felles liste. Tallet er de gruppene vi kjenner, ikke alle som finnes."
            ),
        ),
        demo=field.groups.has_demo,
    )


def _by_county(field: Field) -> FieldTable:
    counted = field.groups.by(county_of)
    rows = [
        RowTally(
            county.id,
            county.name,
            counted.get(county.id, NOTHING),
            population().of(county.id),
            path_for("field.county", slug=county.slug),
        )
        for county in field.gazetteer.counties
    ]
    rows += [RowTally(code, name, counted[code]) for code, name in _elsewhere(counted, field)]
    return FieldTable(
        key="fylke",
        title=_("Grupper etter fylke"),
        definition="fylke",
        first=_("Fylke"),
        columns=standard_columns(_("Grupper"), rated=True),
        rows=standard_rows(rows, rated=True),
        total=standard_total(field.groups.total, population().total, rated=True),
        notes=(
            _(
                "Få grupper i tabellen kan bety at det er få, eller at vi ikke har fått vite om dem. Se på andelen som er bekreftet."
            ),
        ),
        demo=field.groups.has_demo,
    )


def _by_municipality(field: Field) -> FieldTable:
    counted = field.groups.by(lambda shape: shape.municipality_number or "")
    inside = [each for each in field.gazetteer.municipalities if each.county_number == field.area.code]
    rows = [
        RowTally(
            each.id,
            each.name,
            counted.get(each.id, NOTHING),
            url=path_for("field.municipality", slug=each.slug),
        )
        for each in sorted(inside, key=lambda place: norwegian_order(place.name))
    ]
    return FieldTable(
        key="kommune",
        title=_("Grupper etter kommune"),
        definition="fylke",
        first=_("Kommune"),
        columns=standard_columns(_("Grupper"), rated=False),
        rows=standard_rows(rows, rated=False),
        total=standard_total(field.groups.total, None, rated=False),
        notes=(
            _(
                "Vi har ingen kilde med lisens som sier hvor mange som bor i hver kommune. Derfor står ikke tall per innbygger her."
            ),
        ),
        demo=field.groups.has_demo,
    )


def _by_organisation_and_county(field: Field) -> FieldTable:
    counted = field.groups.by(lambda shape: (named_by(shape), county_of(shape)))
    by_county = field.groups.by(county_of)
    places = [(county.id, county.name) for county in field.gazetteer.counties] + _elsewhere(by_county, field)
    codes = _in_order(field.groups.by(named_by), field.organisations)
    return FieldTable(
        key="organisasjon-fylke",
        title=_("Grupper etter organisasjon og fylke"),
        definition="organisasjon",
        first=_("Organisasjon"),
        columns=crossed_columns(places),
        rows=tuple(
            crossed_row(
                code,
                _name(code, field.organisations),
                [counted.get((code, place), NOTHING) for place, _name_of in places],
            )
            for code in codes
        ),
        total=crossed_row("total", _("I alt"), [by_county.get(code, NOTHING) for code, _name_of in places]),
        demo=field.groups.has_demo,
    )


def _elsewhere(counted: Mapping[str, ListingTally], field: Field) -> list[tuple[str, str]]:
    """Where else something is counted: outside the counties, on the net only, at no place that is known."""
    counties = {county.id for county in field.gazetteer.counties}
    beyond = sorted(code for code in counted if code.isdigit() and code not in counties)
    named = [(REMOTE, _("Bare på nett og telefon")), (UNKNOWN, _("Sted ikke oppgitt"))]
    return [*((code, _("Svalbard")) for code in beyond), *(each for each in named if each[0] in counted)]


def _organisation_row(code: str, tally: ListingTally, field: Field) -> RowTally:
    url = path_for("field.organisation", slug=code) if code in field.organisations else None
    return RowTally(code, _name(code, field.organisations), tally, field.inhabitants, url)


def _in_order(counted: Mapping[str, ListingTally], names: Mapping[str, str]) -> Sequence[str]:
    """Those with most first; those of nobody last."""
    key: Callable[[str], tuple[bool, int, str]] = lambda code: (  # noqa: E731
        code == NOBODY,
        -counted[code].number,
        norwegian_order(_name(code, names)),
    )
    return sorted(counted, key=key)


def _name(code: str, names: Mapping[str, str]) -> str:
    return _("Uten organisasjon") if code == NOBODY else names.get(code, code)
