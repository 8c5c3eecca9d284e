"""What is drawn? Norway by county, or one county with its municipalities, and the same facts as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from directory.matching.pages.map_marks import HIGH, LETTER, WIDE, Mark, arrange
from directory.matching.results.cards import CardRow
from directory.matching.search_address import address, write
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.places.outlines import COUNTRY, COUNTY, HEIGHT_KM, WIDTH_KM, Outline, on_map, outlines

_NORWEGIAN = str.maketrans({"æ": "{", "ø": "|", "å": "}"})  # what comes after z, in this order
_AROUND = 0.06
_LARGER = 1.7  # a number that is looked for, not one of fifteen


@dataclass(frozen=True, slots=True)
class Shape:
    """A county's outline; a link where it leads on to that county's own map."""

    path: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG in kilometres. `letter` is the size of its letters; `marks` stand above all shapes."""

    box: str
    letter: float
    shapes: list[Shape]
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing, the same facts as rows, and the places where we know of nothing."""

    drawing: Drawing
    rows: list[CardRow]
    empty: list[CardRow]


def country(need: Need, counts: Mapping[str, int], gazetteer: Gazetteer) -> Map:
    """Norway, a mark for each county. `counts`: municipality number -> how much it has."""
    shapes = outlines(COUNTRY)
    marks = [
        _county_mark(county, shapes[county.id], need, counts, gazetteer) for county in gazetteer.counties
    ]
    box = Outline("", 0.0, 0.0, WIDTH_KM, HEIGHT_KM, 0.0, 0.0, "")
    beyond = [_mark(place, counts[place.id], need) for place in _beyond(counts, gazetteer)]
    return _map(box, shapes, marks, beyond, named=False)


def one_county(county: Place, need: Need, counts: Mapping[str, int], gazetteer: Gazetteer) -> Map:
    """One county, a mark for each municipality that has something."""
    shape = outlines(COUNTY)[county.id]
    inside = [place for place in gazetteer.municipalities if place.county_number == county.id]
    marks = [_mark(place, counts.get(place.id, 0), need) for place in inside]
    return _map(_with_room(shape), {county.id: shape}, marks, [], named=True)


@dataclass(frozen=True, slots=True)
class Points:
    """Norway, and numbered points on it: (x, y), in kilometres as everything here."""

    box: str
    letter: float
    shapes: list[str]
    points: list[tuple[float, float]]


def points_of(places: Sequence[Place]) -> Points:
    """Where several places of one name lie, numbered in their order."""
    unit = max(WIDTH_KM / WIDE, HEIGHT_KM / HIGH)
    return Points(
        box=f"0 0 {WIDTH_KM:.0f} {HEIGHT_KM:.0f}",
        letter=LETTER * unit * _LARGER,
        shapes=[shape.path for shape in outlines(COUNTRY).values()],
        points=[on_map(place.latitude, place.longitude) for place in places],
    )


def map_url(need: Need) -> str:
    """The map of `need`: of its county, or of the country."""
    pairs = [pair for pair in write(need) if pair[0] in ("audience", "need", "place")]
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return url_for("map.show", **values)  # type: ignore[arg-type]


def _map(
    box: Outline, shapes: Mapping[str, Outline], marks: Sequence[Mark], beyond: Sequence[Mark], named: bool
) -> Map:
    width, height = box.right - box.left, box.bottom - box.top
    unit = max(width / WIDE, height / HIGH)
    placed = arrange([mark for mark in marks if mark.count], unit, named)
    leads_on = {} if named else {mark.place.id: mark for mark in marks}
    drawing = Drawing(
        box=f"{box.left:.0f} {box.top:.0f} {width:.0f} {height:.0f}",
        letter=LETTER * unit,
        shapes=[Shape(shape.path, leads_on.get(number)) for number, shape in shapes.items()],
        marks=placed,
    )
    ordered = [*sorted(marks, key=lambda mark: _in_order(mark.place)), *beyond]
    rows = [CardRow(mark.place.name, mark.says, mark.url) for mark in ordered]
    known = [bool(mark.count) or not named for mark in ordered]
    return Map(
        drawing,
        [row for row, has in zip(rows, known, strict=True) if has],
        [row for row, has in zip(rows, known, strict=True) if not has],
    )


def _county_mark(
    county: Place, shape: Outline, need: Need, counts: Mapping[str, int], gazetteer: Gazetteer
) -> Mark:
    """A county leads to its own map; one with a single municipality (Oslo) leads on as that."""
    inside = [place for place in gazetteer.municipalities if place.county_number == county.id]
    count = sum(counts.get(place.id, 0) for place in inside)
    says, url = _words(inside[0] if len(inside) == 1 else county, count, need)
    return Mark(county, says, url, shape.x, shape.y, count)


def _mark(place: Place, count: int, need: Need) -> Mark:
    return Mark(place, *_words(place, count, need), *on_map(place.latitude, place.longitude), count)


def _words(place: Place, count: int, need: Need) -> tuple[str, str]:
    """How much there is, and where it leads."""
    says = ngettext("Ett tilbud", "%(num)s tilbud", count) if count else _("Vi vet ikke om noe")
    here = need.but(place=place)
    if place.kind == "county":
        return says, map_url(here)
    if need.audience or len(need.needs) > 1:
        return says, address(here)
    if need.needs:
        return says, url_for("place_need.show", place=place.slug, need=need.needs[0])
    return says, url_for("place.show", place=place.slug)


def _beyond(counts: Mapping[str, int], gazetteer: Gazetteer) -> list[Place]:
    """Places with something that lie in no county: Svalbard."""
    counties = {county.id for county in gazetteer.counties}
    places = (gazetteer.by_id(number) for number in sorted(counts) if number[:2] not in counties)
    return [place for place in places if place is not None]


def _with_room(shape: Outline) -> Outline:
    """The box of one county with a margin, so that marks and names at the coast are not cut off."""
    room = _AROUND * max(shape.right - shape.left, shape.bottom - shape.top)
    left, right = shape.left - room, shape.right + room
    return Outline(
        shape.county_number, left, shape.top - room, right, shape.bottom + room, shape.x, shape.y, shape.path
    )


def _in_order(place: Place) -> str:
    return place.name.lower().translate(_NORWEGIAN)
