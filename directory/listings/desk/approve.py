"""What waits for a second pair of eyes? Each change with what stands there now, what is odd, and a yes or a no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk, not_yours, the_person
from directory.accounts.models import Actor, Person
from directory.listings.desk.forms.decision_forms import DecisionForm
from directory.listings.desk.forms.field_types import HTTPS
from directory.listings.desk.preview import page_after
from directory.listings.editing.apply import EditedMeanwhile, Editing
from directory.listings.editing.approval import (
    NotWaitingError,
    accept,
    decidable,
    held_in_reach,
    may_decide,
    refuse,
    sharing_giver,
)
from directory.listings.editing.changes import Change, Fields
from directory.listings.editing.scope import acting_as, listings_of
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing, ListingContact
from directory.listings.wording.cautions import cautions, missing_in_words
from directory.listings.wording.field_words import FieldInWords, fields_in_words
from directory.listings.wording.presenting import place_in_words, source_in_words
from directory.listings.wording.showing import ShownListing
from directory.places.loading import load
from directory.vocabulary import HELD_FOR
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.language import label_of

pages = Blueprint("approve", __name__, url_prefix="/skrivebord/ventende")

_MOST = 100
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
)
_ANSWERS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A held change as the desk shows it: about which listing, by which role, why it waits, and what would change."""

    change: Change
    listing: Listing
    place: str
    reasons: list[str]
    fields: list[FieldInWords]
    begins: str | None
    may_decide: bool
    why_not: str | None


@pages.get("")
@desk(*EVERYBODY)
def waiting() -> str:
    session, person = db.primary_session(), the_person()
    rows = session.scalars(held_in_reach(session, person).limit(_MOST)).all()
    answers = _decided_changes(session, person, oslo_now())
    return render_template(
        "listings/desk/approve.html",
        rows=_describe(session, person, rows),
        answers=_describe(session, person, answers),
    )


@pages.get("/<int:change_id>")
@desk(*EVERYBODY)
def show(change_id: int) -> str:
    made = _get_change(db.primary_session(), change_id)
    return _show(made, DecisionForm(formdata=None))


@pages.get("/<int:change_id>/kilde")
@desk(*EVERYBODY)
def open_source(change_id: int) -> ResponseReturnValue:
    """Where we have it from, by a door of our own: pages name no other host."""
    session = db.primary_session()
    listing = session.get_one(Listing, _get_change(session, change_id).listing_id)
    if not (listing.source_url or "").startswith(HTTPS):
        abort(404)
    return redirect(str(listing.source_url), 303)


@pages.post("/<int:change_id>/godta")
@desk(*EVERYBODY)
def say_yes(change_id: int) -> ResponseReturnValue:
    session, form = db.write_session(), DecisionForm()
    made = _get_change(session, change_id)
    try:
        accept(_act_as_decider(session, made), made, form.reason.data or None, form.version_seen())
    except (NotWaitingError, EditedMeanwhile, ValueError) as error:
        session.rollback()
        return _show(_get_change(session, change_id), form, _fault(error)), 409
    session.commit()
    return redirect(url_for("approve.waiting"), 303)


@pages.post("/<int:change_id>/avvis")
@desk(*EVERYBODY)
def say_no(change_id: int) -> ResponseReturnValue:
    session, form = db.write_session(), DecisionForm()
    made = _get_change(session, change_id)
    if not form.has_reason():
        return _show(made, form), 422
    try:
        refuse(_act_as_decider(session, made), made, form.reason.data)
    except NotWaitingError as error:
        session.rollback()
        return _show(_get_change(session, change_id), form, _fault(error)), 409
    session.commit()
    return redirect(url_for("approve.waiting"), 303)


def _get_change(session: Session, change_id: int) -> Change:
    """A change of a listing that whoever asks reaches; 404 for any other."""
    made = session.get(Change, change_id)
    if made is None or acting_as(session, the_person(), session.get_one(Listing, made.listing_id)) is None:
        abort(404)
    return made


def _act_as_decider(session: Session, made: Change) -> Editing:
    """Whoever asks at work, in the role nearest to the listing; the request ends where another must decide."""
    person = the_person()
    acting = acting_as(session, person, session.get_one(Listing, made.listing_id))
    if acting is None or (made.state == "held" and not may_decide(session, person, made)):
        not_yours()
    return Editing(session, load(), acting, oslo_now())


def _fault(error: Exception) -> str:
    if isinstance(error, NotWaitingError):
        return _("Noen andre avgjorde det før deg.")
    if isinstance(error, EditedMeanwhile):
        return _("Tilbudet er endret siden du åpnet siden. Se over en gang til: Dette står der nå.")
    return _("Endringen kan ikke brukes lenger. Si nei, og be om en ny.")


def _show(made: Change, form: DecisionForm, fault: str | None = None) -> str:
    session, held = db.write_session() if fault else db.primary_session(), made.state == "held"
    shown = _page_after(session, made) if held else None
    (row,) = _describe(session, the_person(), [session.get_one(Change, made.id)], whole=True)
    form.version.data = row.listing.version
    return render_template(
        "listings/desk/approve_change.html",
        row=row,
        all_new=held and row.listing.status == "draft",
        cautions=_cautions(session, row.listing, made) if held else [],
        missing=missing_in_words(db.primary_session(), row.listing)
        if held and row.listing.status == "draft"
        else [],
        source=_source(row.listing),
        shown=shown,
        form=form,
        fault=fault,
    )


def _page_after(session: Session, made: Change) -> ShownListing | None:
    """The public page with the change; None where it cannot be used any more. Nothing is kept."""
    try:
        return page_after(Editing(session, load(), Actor(made.made_by, made.made_as), oslo_now()), made)
    except ValueError:
        return None


def _source(listing: Listing) -> tuple[str, str | None]:
    """Where we have it from, as text, with its address if there is one."""
    url = listing.source_url if (listing.source_url or "").startswith(HTTPS) else None
    return source_in_words(listing, oslo_now().date()), url


def _describe(session: Session, person: Person, changes: Sequence[Change], whole: bool = False) -> list[Held]:
    """Changes as the desk shows them; what they are about is read at once. `whole`: of a draft, all that it says."""
    ids = {made.listing_id for made in changes}
    listings = {row.id: row for row in session.scalars(select(Listing).where(Listing.id.in_(ids)))}
    held = [made for made in changes if made.state == "held"]
    to_decide = decidable(session, person, held)
    sharing = sharing_giver(session, person, [made for made in held if made.id not in to_decide])
    why = {
        made.id: _why_not(made.made_by == person.id, made.id in sharing)
        for made in held
        if made.id not in to_decide
    }
    return [
        _describe_one(session, made, listings[made.listing_id], made.id in to_decide, why.get(made.id), whole)
        for made in changes
    ]


def _describe_one(
    session: Session, made: Change, listing: Listing, to_decide: bool, why_not: str | None, whole: bool
) -> Held:
    today = oslo_now().date()
    fields = _fields(made, listing) if whole else made.fields
    begins = date_in_words(made.starts_on, today) if made.starts_on and made.starts_on > today else None
    return Held(
        change=made,
        listing=listing,
        place=place_in_words(listing, load()) or _("På nett"),
        reasons=[label_of(HELD_FOR, code) for code in made.held_for],
        fields=[*fields_in_words(fields, load(), today), *_private(session, made)],
        begins=begins,
        may_decide=to_decide,
        why_not=why_not,
    )


def _fields(made: Change, listing: Listing) -> Fields:
    """What would be different: of a draft that is to be shown, everything that it says."""
    if made.state != "held" or listing.status != "draft":
        return made.fields
    whole = document_of(listing, load(), public=False)
    said = {name: value for name, value in whole.items() if value not in (None, "", [], False)}
    return {name: {"before": None, "after": said[name]} for name in said if name not in _NOT_TOLD}


def _why_not(mine: bool, sharing: bool) -> str:
    """Why somebody who sees a change does not decide on it."""
    if mine:
        return _("Dette er din egen endring. En annen må se på den.")
    if sharing:
        return _(
            "En av dere har gitt den andre en rolle, eller dere har fått den av samme person. En annen må se på dette."
        )
    return _("Noen med en annen rolle avgjør dette.")


def _private(session: Session, made: Change) -> list[FieldInWords]:
    """A private contact that waits with the change, shown to nobody but those who decide."""
    contact = session.get(ListingContact, made.private_contact_id) if made.private_contact_id else None
    if contact is None:
        return []
    words = ", ".join(filter(None, (contact.role, contact.phone, contact.email)))
    return [FieldInWords("private_contact", _("Privat kontakt"), [], [words])]


def _cautions(session: Session, listing: Listing, made: Change) -> list[str]:
    """What to look at twice, in sentences: of a draft in all that it says."""
    after = {name: field["after"] for name, field in made.fields.items()}
    whole = document_of(listing, load(), public=False) if listing.status == "draft" else {}
    return cautions(session, listing, {**whole, **after})


def _decided_changes(session: Session, person: Person, now: datetime) -> Sequence[Change]:
    """The person's own changes that somebody decided lately, the latest first."""
    reached = listings_of(session, person).with_only_columns(Listing.id)
    return session.scalars(
        select(Change)
        .where(
            Change.made_by == person.id, Change.decided_by != person.id, Change.decided_at >= now - _ANSWERS
        )
        .where(Change.listing_id.in_(reached))
        .order_by(Change.decided_at.desc(), Change.id.desc())
        .limit(_MOST)
    ).all()
