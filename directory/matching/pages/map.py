"""Where in the country is there something? One map, drawn by us, and the same facts in a list."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.contact_points.presenting import panel
from directory.matching import search_address
from directory.matching.pages import map_drawing
from directory.matching.pages.forms import MapForm
from directory.matching.suggesting.counts import count_by_municipality
from directory.matching.suggesting.service import Matching, of_app
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.vocabulary import AUDIENCES, NEEDS
from directory.web.clock import oslo_now
from directory.web.language import keep_query, label_of
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("map", __name__)

_ASKED = ("audience", "need", "place")


@pages.get("/kart", endpoint="show")
@may_be_kept
def show_map() -> ResponseReturnValue:
    """Norway, or the county that the address names, for one need and one audience."""
    matching = of_app()
    search = search_address.read(request.args, matching.gazetteer, matching.organisations)
    county = _county(search.need.place, matching.gazetteer)
    here = Need(audience=search.need.audience, needs=search.need.needs, place=county, browsing=True)
    keep_query(search_address.write(here))
    return render_template(
        "matching/pages/map.html",
        heading=_("Tilbud i %(place)s", place=county.label) if county else _("Tilbud i hele landet"),
        map=_draw(here, matching),
        county=county,
        chosen=_in_words(here),
        ignored=_is_ignored(search, county),
        form=MapForm.of_need(here),
        whole_country=map_drawing.map_url(here.but(place=None)),
        everything=search_address.address(here) if county else None,
        remote=search_address.address(here.but(place=None, formats=("online", "phone"))),
        people=panel(matching.contacts(here), county.label if county else None),
    )


def _draw(here: Need, matching: Matching) -> map_drawing.Map:
    need = here.but(place=None)
    counts = count_by_municipality(need, matching.context(oslo_now()))
    if here.place is None:
        return map_drawing.country(need, counts, matching.gazetteer)
    return map_drawing.one_county(here.place, need, counts, matching.gazetteer)


def _county(place: Place | None, gazetteer: Gazetteer) -> Place | None:
    """The county of the place that was asked for; None where it lies in none, as Svalbard."""
    found = gazetteer.by_id(place.county_number) if place else None
    return found if found in gazetteer.counties else None


def _is_ignored(search: search_address.Search, county: Place | None) -> bool:
    """Whether the address held something that a map does not know. A town stands for its county."""
    several = bool(search.need.places) or (search.need.place is not None and county is None)
    return search.ignored or several or not set(request.args) <= set(_ASKED)


def _in_words(need: Need) -> str | None:
    """What the map is narrowed to, said once."""
    words = [label_of(NEEDS, code).lower() for code in need.needs]
    if need.audience:
        words.append(label_of(AUDIENCES, need.audience).lower())
    return ", ".join(words) or None
