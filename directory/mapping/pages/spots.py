"""Where is nothing that fits? For a need and an audience, and what would change if something started in one municipality."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.mapping.counting import kept_rows
from directory.mapping.counting.blank_spots import SpotQuery, find_spots
from directory.mapping.pages.kept_parts import keep_part
from directory.mapping.pages.table_files import give_table
from directory.mapping.tables.field_source import whole_country
from directory.mapping.tables.field_table import FieldTable
from directory.mapping.tables.spot_tables import empty_table, near_table
from directory.matching import search_address
from directory.matching.pages.forms import MapForm
from directory.matching.suggesting.service import of_app as matching_of_app
from directory.matching.understanding.need import Need
from directory.places.models import Place
from directory.vocabulary import AUDIENCES, NEEDS
from directory.web.clock import oslo_now
from directory.web.language import keep_query, label_of, path_for
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("spots", __name__, url_prefix="/kartlegging")

_MOST = 50  # rows on the page; all of them in the file
LEAST = 5  # people: fewer are never counted
Wishes = Callable[[SpotQuery, Place], int]
"""How many people wish for something in a municipality: given by the room that knows (`app.extensions["wishes"]`)."""


@pages.get("/hvite-flekker")
@may_be_kept
def show() -> str:
    need = _need()
    wanted, place = _query_of(need), need.place
    keep_query(search_address.write(need))
    return render_template(
        "mapping/pages/spots.html",
        tables=_tables(wanted, place),
        form=MapForm.of_need(need),
        place=place,
        chosen=", ".join(_in_words(wanted)),
        query=dict(_pairs(need)),
        most=_MOST,
        wishes=_wishes(wanted, place) if place else None,
    )


@pages.get("/hvite-flekker/<table>.<ending>")
@may_be_kept
def numbers(table: str, ending: str) -> ResponseReturnValue:
    need = _need()
    found = {each.key: each for each in _tables(_query_of(need), need.place)}.get(table)
    return give_table(found, whole_country(), ending)


def _need() -> Need:
    """One need, one audience and one municipality of the address."""
    matching = matching_of_app()
    given = MultiDict([pair for pair in request.args.items() if pair[1]])
    read = search_address.read(given, matching.gazetteer, matching.organisations).need
    place = read.place
    if place is not None and place.municipality_number:
        place = matching.gazetteer.by_number(place.municipality_number)
    return Need(
        audience=read.audience,
        needs=read.needs[:1],
        place=place if place and place.municipality_number else None,
    )


def _query_of(need: Need) -> SpotQuery:
    return SpotQuery(need.needs[0] if need.needs else None, need.audience)


def _pairs(need: Need) -> list[tuple[str, str]]:
    return [pair for pair in search_address.write(need) if pair[0] in ("need", "audience", "place")]


def _tables(wanted: SpotQuery, place: Place | None) -> list[FieldTable]:
    name = f"spots {wanted.need} {wanted.audience} {place.id if place else ''}"
    return keep_part(name, lambda: spot_tables(wanted, place))


def spot_tables(wanted: SpotQuery, place: Place | None) -> list[FieldTable]:
    """How many live near what fits, and where there is nothing; without a row in a house that knows of nothing at all."""
    kept, gazetteer = kept_rows.of_app(), matching_of_app().gazetteer
    spots = find_spots(kept.now().rows, kept.shapes.known, wanted)
    demo = kept.aggregate(oslo_now().date()).narrow(wanted.fits).has_demo
    tables = [near_table(spots, place, gazetteer, demo), empty_table(spots, gazetteer, demo, _link(wanted))]
    if wanted == SpotQuery() and not spots.municipalities:
        return [replace(table, rows=()) for table in tables]
    return tables


def _link(wanted: SpotQuery) -> Callable[[Place], str]:
    """To what would change if something started in a municipality."""
    asked = {"need": wanted.need, "audience": wanted.audience}
    values = {name: value for name, value in asked.items() if value}
    return lambda place: path_for("spots.show", **values, place=place.slug)


def _in_words(wanted: SpotQuery) -> list[str]:
    need = [label_of(NEEDS, wanted.need).lower()] if wanted.need else []
    return [*need, *([label_of(AUDIENCES, wanted.audience).lower()] if wanted.audience else [])]


def _wishes(wanted: SpotQuery, place: Place) -> int | None:
    """How many wish for it there; None where nobody counts them, or where they are fewer than five."""
    count: Wishes | None = current_app.extensions.get("wishes")
    number = count(wanted, place) if count else 0
    return number if number >= LEAST else None
