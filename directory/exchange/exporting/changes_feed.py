"""What has changed? The latest changes as Atom, for whoever keeps a copy: which listing, when, and which of its fields."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, current_app, request
from sqlalchemy import select

from directory import db
from directory.exchange.exporting import telling
from directory.exchange.exporting.public_listings import PublicListing, public_listings
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.settings import Settings
from directory.vocabulary import PUBLIC_STATUSES
from directory.web.catalogues import gettext as _
from directory.web.wire.open_answers import open_to_all
from directory.web.wire.page_tags import kept_for_the_day

feeds = open_to_all(Blueprint("changes_feed", __name__))

MOST = 100
_ATOM = "http://www.w3.org/2005/Atom"
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_UNTOLD = frozenset({"go_live_note", "source_note"})


@feeds.get("/feeds/changes.atom")
@kept_for_the_day
def atom() -> Response:
    settings: Settings = current_app.extensions["settings"]
    changes = _latest()
    gazetteer = load()
    there = {
        each.document.id: each
        for each in public_listings(
            db.read_session(),
            gazetteer,
            list(dict.fromkeys(change.listing_id for change, _status in changes)),
        )
    }
    feed = Element("feed", xmlns=_ATOM)
    _say(feed, "id", f"{settings.public_url}/feeds/changes.atom")
    _say(feed, "title", _("Endringer i Varde"))
    _say(feed, "updated", _moment(next((change.applied_at for change, _s in changes), None)))
    SubElement(feed, "link", rel="self", href=f"{settings.public_url}{request.script_root}{request.path}")
    SubElement(SubElement(feed, "author"), "name").text = settings.run_by or "Varde"
    for change, status in changes:
        _entry(feed, change, there.get(change.listing_id) if status in PUBLIC_STATUSES else None, gazetteer)
    return Response(
        b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed), mimetype="application/atom+xml"
    )


def _latest() -> list[tuple[Change, str]]:
    """The latest changes of what is public, or was."""
    rows = (
        select(Change, Listing.status)
        .join(Listing, Listing.id == Change.listing_id)
        .where(Change.applied_at.is_not(None), Listing.status != "draft")
        .order_by(Change.applied_at.desc(), Change.id.desc())
        .limit(MOST * 2)
    )
    found = [(change, status) for change, status in db.read_session().execute(rows)]
    return [each for each in found if each[1] in PUBLIC_STATUSES or _was_taken_away(each[0])][:MOST]


def _was_taken_away(change: Change) -> bool:
    status = change.fields.get("status", {})
    return status.get("before") in PUBLIC_STATUSES and status.get("after") not in PUBLIC_STATUSES


def _entry(feed: Element, change: Change, public: PublicListing | None, gazetteer: Gazetteer) -> None:
    """What is not public any more is told by its id alone."""
    settings: Settings = current_app.extensions["settings"]
    entry = SubElement(feed, "entry")
    _say(entry, "id", f"{settings.public_url}/tilbud/{change.listing_id}#{change.id}")
    _say(entry, "updated", _moment(change.applied_at))
    SubElement(entry, "category", term=change.listing_id)
    if public is None:
        _say(entry, "title", _("Et tilbud er tatt bort"))
        _say(entry, "summary", "status")
        return
    _say(entry, "title", public.document.name)
    SubElement(entry, "link", rel="alternate", href=telling.page_of(public.document, gazetteer))
    address = f"{settings.public_url}/api/v1/listings/{change.listing_id}"
    SubElement(entry, "link", rel="related", type="application/json", href=address)
    _say(entry, "summary", ", ".join(_fields(change)))


def _fields(change: Change) -> Iterator[str]:
    return (name for name in sorted(change.fields) if name not in _UNTOLD)


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(applied_at: datetime | None) -> str:
    return (applied_at or _BEGINNING).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
