"""Twenty groups in a table: pasted, looked at row by row, and kept as drafts or shown at once."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.listings.desk.listing_access import edit_new_listing
from directory.listings.editing.apply import Editing
from directory.listings.editing.lifecycle import Unready, create, publish
from directory.listings.editing.lookalike_names import Known
from directory.listings.records.models import Listing
from directory.listings.wording.cautions import cautions
from directory.listings.wording.presenting import place_in_words, regular_times, what_it_is
from directory.oversight.pasted_table import MOST_SIGNS, Fault, column_names, read_table
from directory.places.loading import load
from directory.web.sent.fields import SentForm

pages = Blueprint("paste", __name__, url_prefix="/skrivebord/lim-inn")


class TableForm(SentForm):
    """A table as it is copied from a spreadsheet."""

    table = TextAreaField(
        _("Tabellen"),
        validators=[
            DataRequired(_("Lim inn tabellen først.")),
            Length(max=MOST_SIGNS, message=_("Lim inn færre rader om gangen.")),
        ],
    )


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as it would be, or became: what it is in words, and what becomes of it: `draft`, `shown`, `waits`, `lacks`."""

    number: int
    name: str
    lines: list[str]
    cautions: list[str]
    id: str | None = None
    became: str | None = None


@pages.get("")
@desk(*OVERSEERS)
def ask() -> str:
    return _page(TableForm(formdata=None))


@pages.post("")
@desk(*OVERSEERS)
def look() -> ResponseReturnValue:
    """What it would be; nothing is kept."""
    form = TableForm()
    if not form.validate():
        return _page(form), 422
    rows, faults = _make(form)
    db.write_session().rollback()
    return (_page(form, faults=faults), 422) if faults else _page(form, rows)


@pages.post("/lagre")
@desk(*OVERSEERS)
def keep() -> ResponseReturnValue:
    form, session = TableForm(), db.write_session()
    if not form.validate():
        return _page(form), 422
    rows, faults = _make(form, show=request.form.get("act") == "show")
    if faults:
        session.rollback()
        return _page(form, faults=faults), 422
    session.commit()
    return render_template("oversight/pasted.html", rows=rows)


def _make(form: TableForm, show: bool = False) -> tuple[list[PastedRow], list[Fault]]:
    """Every row as a draft in the session that writes; none where anything is wrong."""
    editing = edit_new_listing()
    read = read_table(form.table.data or "", editing.session, editing.gazetteer)
    if read.faults:
        return [], read.faults
    rows, faults = [], list[Fault]()
    for number, document in read.rows:
        try:
            rows.append(_put(editing, number, document, show))
        except ValueError as error:
            faults.append(Fault(number, "", str(error)))
    return rows, faults


def _put(editing: Editing, number: int, document: dict[str, object], show: bool) -> PastedRow:
    listing = create(editing, document)
    warned = cautions(Known(editing.session), listing, document)
    became = _show(editing, listing) if show else "draft"
    lines = [what_it_is(listing), place_in_words(listing, load()), *regular_times(listing, editing.today)]
    lines += [f"{each.phone or ''} {each.email or ''}".strip() for each in listing.contacts]
    return PastedRow(number, listing.name, [line for line in lines if line], warned, listing.id, became)


def _show(editing: Editing, listing: Listing) -> str:
    """Shown, if it lacks nothing and nobody else must see it first."""
    try:
        made = publish(editing, listing)
    except Unready:
        return "lacks"
    return "waits" if any(each.state == "held" for each in made) else "shown"


def _page(form: TableForm, rows: list[PastedRow] | None = None, faults: list[Fault] | None = None) -> str:
    return render_template(
        "oversight/paste.html", form=form, rows=rows or [], faults=faults or [], columns=column_names()
    )
