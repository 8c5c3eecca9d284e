"""How do many listings come into one calendar? Those of a place, of an organisation or of a list: when and where, and only "Avtale"."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from directory import db
from directory.exchange.exporting import sending, telling
from directory.exchange.exporting.public_listings import ids_of_public, public_listings
from directory.listings.editing.changes import Change
from directory.listings.records.models import organisations_by_code
from directory.listings.wording.calendar import around_events, events_of
from directory.listings.wording.coming import PLACE
from directory.listings.wording.presenting import place_in_words
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.service import of_app
from directory.places.loading import load
from directory.places.models import Place
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.wire.open_answers import open_to_all
from directory.web.wire.page_tags import kept_for_the_day

feeds = open_to_all(Blueprint("calendars", __name__))

_MOST_LISTED = 20


@feeds.get("/sted/<place>.ics")
@kept_for_the_day
def of_place(place: str) -> ResponseReturnValue:
    matching = of_app()
    here = matching.gazetteer.by_slug(place)
    if here is None:
        abort(404)
    return _send(_ids_at(here, matching.context(oslo_now())))


@feeds.get("/organisasjon/<slug>.ics")
@kept_for_the_day
def of_organisation(slug: str) -> ResponseReturnValue:
    if slug not in organisations_by_code(db.read_session()):
        abort(404)
    return _send(ids_of_public(db.read_session(), slug))


@feeds.get("/liste.ics")
@kept_for_the_day
def of_list() -> ResponseReturnValue:
    """The list that the address holds, as on its page."""
    given = request.args.get("listing", "")[:1000].split(",")
    return _send([id_ for id_ in dict.fromkeys(given) if id_.isascii() and id_.isalnum()][:_MOST_LISTED])


def calendar_pieces(ids: Sequence[str] | None = None) -> Iterator[bytes]:
    """One calendar of these listings, or of all; entries are made while it is sent."""
    settings: Settings = current_app.extensions["settings"]
    session, gazetteer, now = db.read_session(), load(), oslo_now()
    begin, end = around_events(settings.public_host)
    yield begin
    moving = _moving()
    for public in public_listings(session, gazetteer, ids):
        listing = public.document
        stays = "in_person" in listing.formats and listing.id not in moving
        for event in events_of(
            listing,
            place_text=place_in_words(listing, gazetteer) if stays else None,
            url=telling.page_of(listing, gazetteer),
            host=settings.public_host,
            now=now,
            description=telling.mark_of_example(listing) or "",
        ):
            yield event.to_ical()
    yield end


def _send(ids: Sequence[str]) -> Response:
    # The file's name says no more than its entries do.
    return sending.send(calendar_pieces(ids), "text/calendar", "avtaler.ics")


def _ids_at(place: Place, context: SearchContext) -> list[str]:
    """What is met in person there: in the county, the municipality, or the town or district."""
    columns = context.columns
    county = place.kind == "county"
    held = columns.having(
        *(("county", [place.county_number]) if county else ("municipality", [str(place.municipality_number)]))
    )
    mask = held & columns.having("format", ["in_person"])
    found = context.listings(mask.rows()).values()
    if place.kind in ("town", "district"):
        return [each.id for each in found if each.listing.place_id == place.id]
    return [each.id for each in found]


def _moving() -> set[str]:
    """What will be somewhere else soon: an entry holds one place, so the page says it and the calendar does not."""
    changes = db.read_session().scalars(select(Change).where(Change.state == "scheduled"))
    return {change.listing_id for change in changes if any(name in change.fields for name in PLACE)}
