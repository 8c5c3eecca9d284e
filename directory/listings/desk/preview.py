"""How will it look? The public page made of values that are not kept: written, read, and undone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from directory.contact_points.responsibility import Caller, Contact, all_contacts, answering
from directory.listings.desk.forms.hidden_values import hidden_values
from directory.listings.editing import lifecycle
from directory.listings.editing.apply import Editing, compare
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.showing import ShownListing, describe_listing
from directory.places.loading import load


def preview_of(
    editing: Editing, listing: Listing | None, before: Mapping[str, Any], values: Mapping[str, Any]
) -> str:
    """The listing's page with `values` (as in a document). Nothing is kept."""
    try:
        page = _as_it_would_be(editing, listing, before, values)
    finally:
        editing.session.rollback()
    return render_template(
        "listings/desk/preview.html",
        listing=page,
        carried=hidden_values(),
        version=request.form.get("version", ""),
        action=request.script_root + request.path,
    )


def page_after(editing: Editing, made: Change) -> ShownListing:
    """The listing's page as it would be with a change that waits. Nothing is kept: the session is rolled back."""
    session = editing.session
    listing = session.get_one(Listing, made.listing_id)
    values = {name: field["after"] for name, field in made.fields.items()}
    try:
        return _as_it_would_be(editing, listing, {}, values)
    finally:
        session.rollback()


def _answering(session: Session, listing: Listing) -> list[Contact]:
    place = load().by_id(listing.municipality_number or "")
    return answering(all_contacts(session), place, Caller(needs=listing.needs, young=listing.young))


def _as_it_would_be(
    editing: Editing, listing: Listing | None, before: Mapping[str, Any], values: Mapping[str, Any]
) -> ShownListing:
    session = editing.session
    if listing is None:
        listing = lifecycle.create(editing, {**before, **values})
    else:
        compare(editing, listing, values).after.write_listing(listing, keep_private=True)
    found = (session.get(Organisation, code) for code in listing.organisations)
    organisations = [organisation for organisation in found if organisation]
    page = describe_listing(
        session,
        listing,
        organisations,
        editing.gazetteer,
        editing.now,
        private=True,
        answering=_answering(session, listing),
    )
    return replace(page, calendar=False)
