"""One page for each organisation: what it is, and all that it has, online first and then by county."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from directory import db
from directory.listings.public.organisation_texts import WORDS
from directory.listings.records.models import Listing, ListingOrganisation, Organisation
from directory.listings.wording.presenting import regular_times
from directory.listings.wording.presenting import slug as slug_of
from directory.listings.wording.reaching import is_reached, organisation_entry
from directory.listings.wording.structured import organisation_facts
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.settings import Settings
from directory.vocabulary import PUBLIC_STATUSES, STATUSES
from directory.web.clock import oslo_now
from directory.web.language import label_of
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("organisation", __name__)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A link to a listing, with where it is and when."""

    label: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class County:
    """The rows of one county, by place."""

    name: str
    url: str | None
    rows: list[OrganisationRow]


@pages.get("/organisasjon/<slug>")
@may_be_kept
def show(slug: str) -> ResponseReturnValue:
    found = db.read_session().get(Organisation, slug.lower())
    if found is None:
        abort(404)
    if found.merged_into:
        return redirect(url_for("organisation.show", slug=found.merged_into), 301)
    if slug != found.code:
        return redirect(url_for("organisation.show", slug=found.code), 301)
    gazetteer = load()
    settings: Settings = current_app.extensions["settings"]
    page = settings.public_url + request.script_root + request.path
    listings = _run_by(found.code)
    met = [listing for listing in listings if "in_person" in listing.formats]
    return render_template(
        "listings/public/organisation.html",
        organisation=found,
        reach=organisation_entry(found) if is_reached(found) else None,
        about=WORDS.get(found.code),
        facts=organisation_facts(found, page),
        confirmed=found.confidence == "sure",
        count=len(listings),
        remote=[_row(listing, gazetteer) for listing in listings if listing not in met],
        counties=_by_county(met, gazetteer),
    )


def _run_by(code: str) -> list[Listing]:
    rows = db.read_session().scalars(
        select(Listing)
        .join(ListingOrganisation)
        .where(ListingOrganisation.organisation_code == code, Listing.status.in_(PUBLIC_STATUSES))
        .order_by(Listing.name, Listing.id)
    )
    return list(rows)


def _by_county(listings: Iterable[Listing], gazetteer: Gazetteer) -> list[County]:
    """Counties by name, each with its rows by place."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        place = gazetteer.by_id(listing.municipality_number or "")
        found[place.county_number if place else ""].append(listing)
    return sorted(
        (_county(id_, rows, gazetteer) for id_, rows in found.items()), key=lambda county: county.name
    )


def _county(id_: str, listings: Iterable[Listing], gazetteer: Gazetteer) -> County:
    """One county; where a listing says no known municipality, its county is not known either."""
    county = gazetteer.by_id(id_)
    rows = sorted((_row(listing, gazetteer) for listing in listings), key=lambda row: (row.note, row.label))
    if county is None:
        return County(_("Andre steder"), None, rows)
    return County(county.name, url_for("place.show", place=county.slug), rows)


def _row(listing: Listing, gazetteer: Gazetteer) -> OrganisationRow:
    place = gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")
    where = place.name if place and "in_person" in listing.formats else ""
    state = label_of(STATUSES, listing.status) if listing.status != "active" else ""
    url = url_for("listing.show", id=listing.id, slug=slug_of(listing, gazetteer))
    times = [] if state else regular_times(listing, oslo_now().date())
    return OrganisationRow(
        listing.name, " ".join(f"{words}." for words in (where, state, *times) if words), url
    )
