"""How will it look, and what would it say? The public page made of values that are not kept: written, read, and undone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy import inspect

from directory import db
from directory.contact_points.responsibility import Caller, Contact, all_contacts, answering
from directory.listings.desk.forms.hidden_values import hidden_values
from directory.listings.editing import lifecycle
from directory.listings.editing.apply import Editing, compare
from directory.listings.editing.changes import Change, Fields
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing, ListingContact, organisations_by_code
from directory.listings.wording.field_words import FieldInWords, fields_in_words
from directory.listings.wording.showing import ShownListing, describe_listing
from directory.places.loading import load
from directory.web.clock import oslo_now

_NOT_TOLD = (
    "id",
    "demo",
    "status",
    "organisation",
    "municipality",
    "source_date",
    "latitude",
    "longitude",
    "approximate",
    "source",
    "source_url",
)
_ON_THE_PAGE = frozenset(  # what the public page says in words: there it is read, and field by field in a fold
    "name summary organisations first_time openness leadership leader language interpreter sign_language wheelchair"
    " hearing_loop accompaniment referral_needed free cost age_from age_to for twelve_step faith_based formats"
    " municipality_number place address way_in url contacts by_appointment may_contact waiting_days steps course".split()
)


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


def page_after(editing: Editing, listing: Listing, made: Change) -> ShownListing:
    """The listing's page as it would be with a change that waits. Nothing is written: the page is that of a listing which
    is in no session."""
    after = compare(editing, listing, {name: field["after"] for name, field in made.fields.items()}).after
    private = [_copied(each) for each in listing.contacts if each.private]
    with editing.session.no_autoflush:
        return _describe(editing, after.write_listing(Listing(contacts=private), keep_private=True))


def _copied(contact: ListingContact) -> ListingContact:
    kept = {each.key: getattr(contact, each.key) for each in inspect(ListingContact).column_attrs}
    return ListingContact(**kept)


def _answering(listing: Listing) -> list[Contact]:
    place = load().by_id(listing.municipality_number or "")
    contacts = db.read_cached(all_contacts, "contact_point")
    return answering(contacts, place, Caller(needs=listing.needs, young=listing.young))


def _as_it_would_be(
    editing: Editing, listing: Listing | None, before: Mapping[str, Any], values: Mapping[str, Any]
) -> ShownListing:
    if listing is None:
        listing = lifecycle.create(editing, {**before, **values})
    else:
        compare(editing, listing, values).after.write_listing(listing, keep_private=True)
    return _describe(editing, listing)


def _describe(editing: Editing, listing: Listing) -> ShownListing:
    known = db.read_cached(organisations_by_code, "organisation")
    page = describe_listing(
        editing.session,
        listing,
        [known[code] for code in listing.organisations if code in known],
        editing.gazetteer,
        editing.now,
        private=True,
        answering=_answering(listing),
    )
    return replace(page, calendar=False)


def told_of(made: Change, listing: Listing) -> list[FieldInWords]:
    """What would be different, in words, with a private contact that waits: shown to nobody but those who decide."""
    found = fields_in_words(_fields(made, listing), load(), oslo_now().date())
    contact = next((each for each in listing.contacts if each.id == made.private_contact_id), None)
    if contact is None:
        return found
    words = ", ".join(filter(None, (contact.role, contact.phone, contact.email)))
    return [*found, FieldInWords("private_contact", _("Privat kontakt"), [], [words])]


def beside_page(fields: Sequence[FieldInWords]) -> list[FieldInWords]:
    """Those of them that the public page does not say, or not as they are kept."""
    return [each for each in fields if each.name not in _ON_THE_PAGE]


def _fields(made: Change, listing: Listing) -> Fields:
    """What would be different: of a draft that is to be shown, everything that it says."""
    if made.state != "held" or listing.status != "draft":
        return made.fields
    document = document_of(listing, load(), public=False)
    said = {name: value for name, value in document.items() if value not in (None, "", [], False)}
    return {name: {"before": None, "after": said[name]} for name in said if name not in _NOT_TOLD}
