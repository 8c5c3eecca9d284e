"""Where is there much and little? Norway by county, or a county by municipality: a circle for each, with its number in it."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from directory.mapping.pictures.svg import FieldPanel, FieldPicture, circle, land, text
from directory.mapping.tables.field_table import FieldTable
from directory.mapping.tables.written import write_number
from directory.matching.pages.map_marks import HIGH, LETTER, WIDE, Mark, arrange
from directory.places.gazetteer import Gazetteer
from directory.places.outlines import COUNTRY, COUNTY, HEIGHT_KM, WIDTH_KM, Outline, on_map, outlines
from directory.web.catalogues import gettext as _

_AROUND = 0.08


def country_map(table: FieldTable, gazetteer: Gazetteer) -> FieldPicture:
    """Groups for each 100,000 inhabitants of a county."""
    shapes, at = outlines(COUNTRY), [column.key for column in table.columns].index("rate")
    rates = {row.code: row.values[at] for row in table.rows}
    marks = [
        Mark(
            county,
            write_number(rate, "rate"),
            "",
            shapes[county.id].x,
            shapes[county.id].y,
            round(100 * rate),
        )
        for county in gazetteer.counties
        if (rate := rates.get(county.id))
    ]
    box = Outline("", 0.0, 0.0, WIDTH_KM, HEIGHT_KM, 0.0, 0.0, "")
    return FieldPicture(
        table.key,
        table.title,
        _says_rates(marks),
        (_panel(box, list(shapes.values()), marks, False),),
        _source(),
        table.demo,
    )


def county_map(table: FieldTable, county: str, gazetteer: Gazetteer) -> FieldPicture:
    """Groups in each municipality of a county."""
    shape = outlines(COUNTY)[county]
    counts = {row.code: int(row.values[0] or 0) for row in table.rows}
    marks = [
        Mark(
            place,
            write_number(counts[place.id]),
            "",
            *on_map(place.latitude, place.longitude),
            counts[place.id],
        )
        for place in gazetteer.municipalities
        if counts.get(place.id)
    ]
    most = max(marks, key=lambda mark: mark.count)
    says = _(
        "Tallet i hver sirkel er grupper i kommunen. Flest: %(name)s (%(count)s). %(none)s kommuner har ingen vi kjenner.",
        name=most.place.name,
        count=most.says,
        none=len(counts) - len(marks),
    )
    return FieldPicture(
        table.key,
        table.title,
        says,
        (_panel(_with_room(shape), [shape], marks, True),),
        _source(),
        table.demo,
    )


def _says_rates(marks: Sequence[Mark]) -> str:
    if not marks:
        return _("Vi vet ikke om noen grupper i fylkene ennå.")
    most, least = max(marks, key=lambda mark: mark.count), min(marks, key=lambda mark: mark.count)
    return _(
        "Tallet i hver sirkel er grupper per 100\u00a0000 innbyggere. Høyest: %(most)s (%(high)s). Lavest: %(least)s (%(low)s).",
        most=most.place.name,
        high=most.says,
        least=least.place.name,
        low=least.says,
    )


def _panel(box: Outline, shapes: Sequence[Outline], marks: Sequence[Mark], named: bool) -> FieldPanel:
    width, height = box.right - box.left, box.bottom - box.top
    unit = max(width / WIDE, height / HIGH)
    placed = arrange(marks, unit, named, holding=True)
    drawn = [land(shape.path) for shape in shapes] + [_draw(mark) for mark in placed]
    return FieldPanel("", width, height, Markup("").join(drawn), LETTER * unit, box.left, box.top)


def _draw(mark: Mark) -> Markup:
    """The number stands in the circle, which is large enough for it."""
    drawn = circle(mark.x, mark.y, mark.radius) + text(
        mark.x, mark.y, mark.says, "middle", "fp-on", bold=True
    )
    if mark.named:
        drawn += text(mark.name_x, mark.y, mark.place.name, mark.named)
    return drawn


def _with_room(shape: Outline) -> Outline:
    room = _AROUND * max(shape.right - shape.left, shape.bottom - shape.top)
    return replace(
        shape,
        left=shape.left - room,
        top=shape.top - room,
        right=shape.right + room,
        bottom=shape.bottom + room,
    )


def _source() -> str:
    return _("Kart: Kartverket (CC BY 4.0), forenklet.")
