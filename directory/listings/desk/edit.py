"""How is a listing written? One form for editing, moving and making one: it comes back filled in until it can be kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.listings.desk.conflict import choose_values, find_conflicts
from directory.listings.desk.forms.choices import all_choices, fill_evenings, starting_values
from directory.listings.desk.forms.form_sections import moving_sections, sections_of
from directory.listings.desk.forms.form_values import data_of, values_of
from directory.listings.desk.forms.hidden_values import hidden_values
from directory.listings.desk.forms.hints import hints
from directory.listings.desk.forms.listing_form import FormSection, ListingForm
from directory.listings.desk.forms.places_meant import read_place
from directory.listings.desk.listing_access import edit_listing, edit_new_listing, get_listing, make_mine
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.desk.outcome import what_became
from directory.listings.desk.preview import preview_of
from directory.listings.desk.ways_onward import own_names, read_ways, way_rows
from directory.listings.editing import lifecycle
from directory.listings.editing.apply import EditedMeanwhile, Editing, change
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.wording.cautions import missing_in_words
from directory.places.loading import load
from directory.vocabulary import KINDS
from directory.web.language import label_of

pages = Blueprint("edit", __name__, url_prefix=ADDRESS)


@dataclass(frozen=True, slots=True)
class EditPage:
    """One form on one listing (None: it is not there yet), with what stood before. `moves`: a day must be said."""

    listing: Listing | None
    before: Mapping[str, Any]
    sections: list[FormSection]
    form: ListingForm
    moves: bool = False


@pages.get("/<code:listing_id>/endre")
@desk(*EVERYBODY)
def edit(listing_id: str) -> str:
    return _page(_desk_of(get_listing(listing_id), _whole, filled=False))


@pages.post("/<code:listing_id>/endre")
@desk(*EVERYBODY)
def save(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    return _act_on(editing, _desk_of(listing, _whole, filled=True))


@pages.get("/<code:listing_id>/flytt")
@desk(*EVERYBODY)
def ask_move(listing_id: str) -> str:
    return _page(replace(_desk_of(get_listing(listing_id), _for_moving, filled=False), moves=True))


@pages.post("/<code:listing_id>/flytt")
@desk(*EVERYBODY)
def move(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    return _act_on(editing, replace(_desk_of(listing, _for_moving, filled=True), moves=True))


@pages.get("/ny")
@desk(*EVERYBODY)
def new() -> str:
    return render_template("listings/desk/new.html", kinds=KINDS, programmes=all_choices().programmes)


@pages.get("/ny/<kind>")
@desk(*EVERYBODY)
def ask_new(kind: str) -> str:
    return _page(_new_desk(kind, filled=False))


@pages.post("/ny/<kind>")
@desk(*EVERYBODY)
def make(kind: str) -> ResponseReturnValue:
    return _act_on(edit_new_listing(), _new_desk(kind, filled=True))


def _whole(listing: Listing) -> list[FormSection]:
    return sections_of(listing.kind, listing.public)


def _for_moving(_listing: Listing) -> list[FormSection]:
    return moving_sections()


def _desk_of(listing: Listing, sections: Callable[[Listing], list[FormSection]], filled: bool) -> EditPage:
    before = document_of(listing, load(), public=False)
    return _desk(listing, before, sections(listing), filled, version=listing.version)


def _new_desk(kind: str, filled: bool) -> EditPage:
    if kind not in KINDS:
        abort(404)
    before = starting_values(db.primary_session(), kind, request.args.get("program", ""))
    return _desk(None, before, sections_of(kind, shown=False, new=True), filled, version=0)


def _desk(
    listing: Listing | None,
    before: Mapping[str, Any],
    sections: list[FormSection],
    filled: bool,
    version: int,
) -> EditPage:
    shown = {"pathways": way_rows(db.primary_session(), before), "version": version}
    data = {**data_of(before, load()), **shown}
    form = ListingForm(**({"data": data} if filled else {"formdata": None, "data": data}))
    form.keep(sections)
    all_choices().to(form)
    return EditPage(listing, before, sections, form)


def _act_on(editing: Editing, at: EditPage) -> ResponseReturnValue:
    """What the pressed button asks for: more rows, evenings, the form again, a preview, or to keep it."""
    act = request.form.get("act", "")
    if act.startswith("more-"):
        at.form.grow(act.removeprefix("more-"))
    elif act == "evenings" and "first_evening" in at.form:
        fill_evenings(editing.session, at.form, editing.today)
    if act.startswith("more-") or act in ("evenings", "back"):
        editing.session.rollback()
        return _page(at)
    values = _values(at)
    if values is None:
        editing.session.rollback()
        return _page(at), 422
    if act == "preview":
        return preview_of(editing, at.listing, at.before, values)
    return _keep(editing, at, values)


def _values(at: EditPage) -> dict[str, Any] | None:
    """What the form says, as a document; None where something must be mended."""
    fine = at.form.validate() & at.form.fits()
    if at.moves and not at.form.starts_on.data and not at.form.starts_on.errors:
        at.form.starts_on.errors = [at.form.starts_on.fault()]
        fine = False
    where = read_place(at.form, at.before, load())
    ways = read_ways(db.primary_session(), the_person(), at.form, at.before, load()) if fine else None
    if where is None or ways is None:
        return None
    return {**values_of(at.form, at.before), **where, **ways}


def _keep(editing: Editing, at: EditPage, values: Mapping[str, Any]) -> ResponseReturnValue:
    try:
        if at.listing is None:
            return _create(editing, {**at.before, **values})
        return _change(editing, at.listing, at.form, values)
    except EditedMeanwhile as error:
        editing.session.rollback()
        return _show_conflict(editing, at, values, error), 409
    except ValueError:  # what the fields let through and the house does not
        editing.session.rollback()
        at.form.form_errors.append(_("Noe av dette kan ikke lagres. Sjekk det du har skrevet."))
        return _page(at), 422


def _create(editing: Editing, values: Mapping[str, Any]) -> ResponseReturnValue:
    draft = make_mine(editing, lifecycle.create(editing, values))
    editing.session.commit()
    return redirect(url_for("my_listing.show", listing_id=draft.id, gjort="utkast"), 303)


def _change(
    editing: Editing, listing: Listing, form: ListingForm, values: Mapping[str, Any]
) -> ResponseReturnValue:
    made = change(
        editing,
        listing,
        choose_values(request.form, values),
        reason=form.reason.data if "reason" in form else None,
        starts_on=date.fromisoformat(form.starts_on.data) if form.starts_on.data else None,
        version=int(form.version.data) if str(form.version.data).isdecimal() else 0,
    )
    editing.session.commit()
    said = "utkast" if listing.status == "draft" else "lagret"
    return redirect(url_for("my_listing.show", listing_id=listing.id, gjort=what_became(made, said)), 303)


def _show_conflict(editing: Editing, at: EditPage, values: Mapping[str, Any], error: EditedMeanwhile) -> str:
    listing = editing.session.get_one(Listing, at.before["id"])
    mine = choose_values(request.form, values)
    return render_template(
        "listings/desk/conflict.html",
        listing=listing,
        differing=find_conflicts(
            mine, document_of(listing, load(), public=False), error.others, editing.today
        ),
        version=error.version,
        who=error.others[-1].made_as if error.others else None,
        carried=hidden_values(),
    )


def _page(at: EditPage) -> str:
    return render_template(
        "listings/desk/edit.html",
        form=at.form,
        faults=list(at.form.faults()),
        sections=at.sections,
        # Who comes to change one thing sees what there is; what the house gave back stands open.
        folds=at.listing is not None and not at.moves and request.method == "GET",
        opened={each.heading for each in at.sections if any(at.form[name].errors for name in each.names)},
        hints=hints()
        if not at.moves
        else {name: hints()[name] for name in ("place_text", "address", "way_in")},
        own=own_names(db.primary_session(), the_person(), at.before.get("id"))
        if "pathways" in at.form
        else [],
        listing=at.listing,
        missing=missing_in_words(db.primary_session(), at.listing) if at.listing else [],
        heading=_heading(at),
    )


def _heading(at: EditPage) -> str:
    if at.listing is None:
        return _("Nytt tilbud: %(kind)s", kind=label_of(KINDS, at.before["kind"]).lower())
    return _("Flytt fra en dato") if at.moves else _("Endre")
