"""Who changed what, in which role, when and why? The history of one listing, each change with a way back."""

from dataclasses import dataclass, replace

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.listings.desk.listing_access import edit_listing, get_listing
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.editing.apply import Editing
from directory.listings.editing.change_log import history
from directory.listings.editing.changes import Change
from directory.listings.editing.undo import BuiltUponError, NothingToUndoError, undo
from directory.listings.records.models import Listing
from directory.listings.wording.field_words import FieldInWords, field_label, fields_in_words, read_names
from directory.listings.wording.presenting import join_words
from directory.places.loading import load
from directory.vocabulary import CHANGE_STATES, ROLES
from directory.web.clock import OSLO, oslo_now
from directory.web.formatting import clock_in_words, date_in_words, sentence
from directory.web.language import label_of

pages = Blueprint("history", __name__, url_prefix=ADDRESS)
_OF_MANY_LINES = ("meetings", "pauses", "course", "contacts", "pathways", "steps")


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as text. `state` is empty for one in force."""

    id: int
    when: str
    who: str
    state: str
    reason: str | None
    decision: str | None
    fields: list[FieldInWords]
    first: bool
    private: bool
    can_undo: bool


@pages.get("/<code:listing_id>/historikk")
@desk(*EVERYBODY)
def story(listing_id: str) -> str:
    return _page(get_listing(listing_id))


@pages.post("/<code:listing_id>/endringer/<int:change_id>/angre")
@desk(*EVERYBODY)
def take_back(listing_id: str, change_id: int) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    made = _of_listing(editing, listing, change_id)
    try:
        undo(editing, made)
    except BuiltUponError as error:
        names = join_words([field_label(name).lower() for name in error.fields])
        return _page(
            listing,
            _("Dette er endret igjen etterpå: %(fields)s. Angre den siste endringen først.", fields=names),
        ), 409
    except NothingToUndoError:
        return _page(listing, _("Denne endringen kan ikke angres.")), 409
    editing.session.commit()
    return redirect(url_for("my_listing.show", listing_id=listing_id, gjort="angret"), 303)


def _of_listing(editing: Editing, listing: Listing, change_id: int) -> Change:
    made = editing.session.get(Change, change_id)
    if made is None or made.listing_id != listing.id:
        abort(404)
    return made


def _page(listing: Listing, fault: str | None = None) -> str:
    db.write_session().rollback()
    changes = history(db.primary_session(), listing.id)
    read_names([made.fields for made in changes])
    return render_template(
        "listings/desk/history.html",
        listing=listing,
        fault=fault,
        changes=[_describe(made) for made in reversed(changes)],
    )


def _what_differs(field: FieldInWords) -> FieldInWords:
    """Of what has many lines only those that differ: an exception that stays is not told again with each change."""
    if field.name not in _OF_MANY_LINES:
        return field
    before, after = (
        [line for line in side if line not in other]
        for side, other in ((field.before, field.after), (field.after, field.before))
    )
    usual = [_("Som ellers")]
    return replace(
        field,
        before=before or (usual if field.before and after else []),
        after=after or (usual if field.after and before else []),
    )


def _describe(made: Change) -> HistoryEntry:
    today, at = oslo_now().date(), made.made_at.astimezone(OSLO)
    first = "id" in made.fields
    waits = made.state in ("held", "scheduled")
    return HistoryEntry(
        id=made.id,
        when=sentence(f"{date_in_words(at.date(), today)} {clock_in_words(at)}"),
        who=label_of(ROLES, made.made_as) if made.made_as in ROLES else _("Varde selv"),
        state="" if made.state == "applied" else label_of(CHANGE_STATES, made.state),
        reason=made.reason,
        decision=made.decision,
        fields=[] if first else [_what_differs(each) for each in fields_in_words(made.fields, load(), today)],
        first=first,
        private=made.private_contact_id is not None,
        can_undo=waits or (made.state == "applied" and bool(made.fields) and not first),
    )
