"""How is one single date moved? To another day, another time or another place this once; the rule stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.accounts.access import EVERYBODY, desk
from directory.listings.desk.forms.act_forms import MoveDateForm
from directory.listings.desk.list_rows import place_at_desk
from directory.listings.desk.listing_access import edit_listing, get_listing
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.desk.outcome import what_became
from directory.listings.desk.preview import preview_of
from directory.listings.editing.apply import change
from directory.listings.editing.single_dates import NoSuchDate, values_moved_to
from directory.listings.records.document import ListingDocument
from directory.listings.records.meeting_times import Meeting, is_paused, on_day
from directory.listings.records.models import Listing
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import clock_in_words, day_in_words, sentence

pages = Blueprint("move", __name__, url_prefix=f"{ADDRESS}/<code:listing_id>/flytt/<on>")
_LONGEST_AHEAD = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class MovePage:
    """One date of a listing, the meetings that are held on it, and the form that moves one of them."""

    listing: Listing
    on: date
    held: list[Meeting]
    form: MoveDateForm

    @property
    def meeting(self) -> Meeting:
        """The one that is moved: the chosen one, of several on one day."""
        chosen = self.form.clock.data if self.form.clock else None
        return next((each for each in self.held if _code(each) == chosen), self.held[0])


@pages.get("")
@desk(*EVERYBODY)
def ask(listing_id: str, on: str) -> ResponseReturnValue:
    listing, day = get_listing(listing_id), _day(on)
    held = on_day(listing, day)
    if not held:
        return redirect(url_for("my_listing.show", listing_id=listing_id, gjort="uendret"), 303)
    stands = _current_values(held[0]) if len(held) == 1 else {"to": on}
    return _page(_desk(listing, day, held, MoveDateForm(formdata=None, data=stands)))


@pages.post("")
@desk(*EVERYBODY)
def move(listing_id: str, on: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    day, act = _day(on), request.form.get("act", "")
    at = _desk(listing, day, on_day(listing, day), MoveDateForm())
    if not at.held:
        return redirect(url_for("my_listing.show", listing_id=listing_id, gjort="uendret"), 303)
    if act == "back":
        return _page(at)
    if not (at.form.validate() & _fits(at, editing.today)):
        return _page(at), 422
    before = ListingDocument.of_listing(listing, load())
    try:
        values = values_moved_to(before, day, at.form.instead(), at.meeting.starts.time())
    except NoSuchDate:
        return redirect(url_for("my_listing.show", listing_id=listing_id, gjort="uendret"), 303)
    if act == "preview":
        return preview_of(editing, listing, before.as_json(), values)
    made = change(editing, listing, values)
    editing.session.commit()
    return redirect(
        url_for("my_listing.show", listing_id=listing_id, gjort=what_became(made, "flyttet")), 303
    )


def _day(iso: str) -> date:
    """A day in the near years; ends the request with 404 for anything else."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        abort(404)
    if abs(day - oslo_now().date()) > _LONGEST_AHEAD:
        abort(404)
    return day


def _desk(listing: Listing, on: date, held: list[Meeting], form: MoveDateForm) -> MovePage:
    """The form asks no more than it must: which meeting only of several, another place only where there is one."""
    if len(held) < 2:
        del form.clock
    else:
        form.clock.choices = [(_code(each), clock_in_words(each.starts)) for each in held]
    if _is_course(listing) or "in_person" not in listing.formats:
        del form.address
    if _is_course(listing):
        del form.note
    return MovePage(listing, on, held, form)


def _is_course(listing: Listing) -> bool:
    return bool(listing.course and listing.course.sessions)


def _current_values(meeting: Meeting) -> Mapping[str, Any]:
    """How the meeting stands, as the document says it."""
    return {
        "to": meeting.starts.date().isoformat(),
        "starts": _code(meeting),
        "ends": f"{meeting.ends:%H:%M}" if meeting.ends else None,
        "address": meeting.address,
        "note": meeting.note if meeting.moved else None,
    }


def _code(meeting: Meeting) -> str:
    return f"{meeting.starts:%H:%M}"


def _fits(at: MovePage, today: date) -> bool:
    """Whether the meeting can be held so; says by a field why not."""
    if at.form.to.errors or at.form.starts.errors or not at.form.fits():
        return False
    to = date.fromisoformat(at.form.to.data)
    fault = _fault(at, to, today)
    if fault:
        at.form.to.errors = [fault]
    return not fault


def _fault(at: MovePage, to: date, today: date) -> str | None:
    if to < today:
        return _("Den dagen er over. Skriv en dag som kommer.")
    if to - today > _LONGEST_AHEAD:
        return _("Den dagen er for langt fram.")
    if at.form.says(_current_values(at.meeting)):
        return _("Dette er som før. Skriv en ny dag, en ny tid eller et nytt sted.")
    if is_paused(to, at.listing.pauses):
        return _("Den dagen er det pause eller avlyst. Velg en annen dag.")
    others = [each for each in on_day(at.listing, to) if each != at.meeting]
    if any(_is_course(at.listing) or _code(each) == at.form.starts.data for each in others):
        return _("Det er noe på den tiden fra før. Velg en annen dag eller tid.")
    return None


def _page(at: MovePage) -> str:
    return render_template(
        "listings/desk/move.html",
        listing=at.listing,
        form=at.form,
        day=sentence(day_in_words(at.on, oslo_now().date())),
        usual=place_at_desk(at.listing, load()) if at.listing.address else None,
    )
