"""How does the field stand? One page for the country, and the same narrowed to a county, a municipality or an organisation."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.mapping.counting.aggregate import ListingTally
from directory.mapping.counting.areas import Area, find_place
from directory.mapping.counting.population import population
from directory.mapping.pages.field_parts import drawn_parts, parts_of
from directory.mapping.tables.field_source import field_of, organisation_names, whole_country
from directory.mapping.tables.field_table import share_of
from directory.mapping.tables.written import write_number
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words, norwegian_order
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("field", __name__, url_prefix="/kartlegging")


@pages.get("")
@may_be_kept
def show() -> ResponseReturnValue:
    return _page(whole_country())


@pages.get("/<slug>")
@may_be_kept
def county(slug: str) -> ResponseReturnValue:
    return _page(find_place(slug, "county", load()))


@pages.get("/kommune/<slug>")
@may_be_kept
def municipality(slug: str) -> ResponseReturnValue:
    return _page(find_place(slug, "municipality", load()))


@pages.get("/organisasjon/<slug>")
@may_be_kept
def organisation(slug: str) -> ResponseReturnValue:
    name = organisation_names().get(slug)
    return _page(Area("organisation", slug, name, slug) if name else None)


def _page(area: Area | None) -> ResponseReturnValue:
    if area is None:
        abort(404)
    field = field_of(area)
    today = oslo_now().date()
    return render_template(
        "mapping/pages/field.html",
        area=area,
        heading=_headings(area)[area.kind],
        says=_say(field.offers.total, field.groups.total),
        day=date_in_words(today, today.replace(year=1)),
        parts=parts_of(area),
        drawn=drawn_parts(area),
        counties=sorted(load().counties, key=lambda place: norwegian_order(place.name)),
        organisations=sorted(organisation_names().items(), key=lambda row: norwegian_order(row[1])),
        population=population(),
        population_day=date_in_words(population().on, today),
        inhabitants=write_number(field.inhabitants) if field.inhabitants else None,
    )


def _headings(area: Area) -> dict[str, str]:
    return {
        "country": _("Slik står det til med selvhjelp i Norge"),
        "county": _("Slik står det til i %(name)s", name=area.name),
        "municipality": _("Slik står det til i %(name)s", name=area.name),
        "organisation": _("Slik står det til: %(name)s", name=area.name),
    }


def _say(offers: ListingTally, groups: ListingTally) -> str | None:
    """In two sentences; None where nothing is known."""
    if not offers.number:
        return None
    known = _("Vi vet om %(offers)s tilbud.", offers=write_number(offers.number))
    of_them = (
        _("%(groups)s av dem er grupper.", groups=write_number(groups.number))
        if groups.number
        else _("Ingen grupper er lagt inn ennå.")
    )
    fresh = (
        _(
            "Noen har bekreftet %(share)s av tilbudene det siste året.",
            share=write_number(share_of(offers), "share"),
        )
        if offers.fresh
        else _("Ingen har bekreftet tilbudene det siste året.")
    )
    return f"{known} {of_them} {fresh}"
