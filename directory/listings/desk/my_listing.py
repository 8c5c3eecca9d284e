"""What can I do with this listing? Its page at the desk, and the small acts: pause, cancel a date, close, copy, undo."""

from collections.abc import Callable, Sequence, Set
from datetime import date, timedelta
from functools import partial

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.listings.desk.dates_ahead import dates_ahead
from directory.listings.desk.forms.act_forms import CancelForm, CloseForm, PauseForm
from directory.listings.desk.list_rows import freshness_at_desk, place_at_desk, times_in_words
from directory.listings.desk.listing_access import (
    edit_listing,
    get_listing,
    get_listing_and_roles,
    make_mine,
)
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.desk.outcome import outcome_in_words, what_became
from directory.listings.desk.waiting import waiting_in_words
from directory.listings.editing import lifecycle, single_dates
from directory.listings.editing.approval import waiting, waiting_among
from directory.listings.editing.change_log import history
from directory.listings.editing.changes import Change
from directory.listings.editing.lookalike_names import Known
from directory.listings.editing.scope import ABOVE_CONTACT
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.wording.cautions import cautions, missing_in_words
from directory.listings.wording.coming import coming_from
from directory.listings.wording.presenting import reach_in_words
from directory.places.loading import load
from directory.vocabulary import CANCELLED_FOR, STATUSES
from directory.web.clock import oslo_now
from directory.web.formatting import day_in_words

pages = Blueprint("my_listing", __name__, url_prefix=ADDRESS)
_LONGEST_AHEAD = timedelta(days=3 * 365)
_MOST_NUMBERED = 2**31


@pages.get("/<code:listing_id>")
@desk(*EVERYBODY)
def show(listing_id: str) -> str:
    return _show(*get_listing_and_roles(listing_id))


def _show(listing: Listing, roles: Set[str], tried: bool = False) -> str:
    """`roles`: by which it is theirs. `tried`: somebody just wanted to show a draft that lacks something."""
    session, now = db.primary_session(), oslo_now()
    draft, known = listing.status == "draft", Known(session)
    written = history(session, listing.id) if draft else []
    made = waiting_among(written) if draft else waiting(session, listing.id)
    scheduled = [each for each in made if each.state == "scheduled"]
    changes = waiting_in_words(known, made, listing, load(), now.date())
    return render_template(
        "listings/desk/my_listing.html",
        listing=listing,
        times=times_in_words(listing, now.date()),
        place=place_at_desk(listing, load()),
        reach=reach_in_words(listing),
        freshness=freshness_at_desk(listing, now.date()),
        confirmed_today=listing.last_confirmed_on == now.date(),
        statuses=STATUSES,
        coming=coming_from(scheduled, listing, load(), now.date()),
        waiting=changes,
        sent=any(each.shows for each in changes),
        dates=dates_ahead(listing, now),
        may_publish=not roles.isdisjoint(ABOVE_CONTACT),
        cautions=_cautions(known, listing) if draft else [],
        may_discard=draft and lifecycle.was_never_shown(written),
        missing=missing_in_words(session, listing),
        tried=tried,
        done=outcome_in_words(request.args.get("gjort", "")),
        undoable=_just_made(session, listing),
    )


def _cautions(known: Known, listing: Listing) -> list[str]:
    return cautions(known, listing, document_of(listing, load(), public=False))


def _just_made(session: Session, listing: Listing) -> int | None:
    """The change of one's own that the page was opened after, if it can be taken back."""
    number = request.args.get("endring", 0, type=int)
    made = session.get(Change, number) if 0 < number < _MOST_NUMBERED else None
    if made is None or made.listing_id != listing.id or made.made_by != the_person().id:
        return None
    return made.id if made.fields and made.state in ("applied", "held", "scheduled") else None


@pages.get("/<code:listing_id>/pause")
@desk(*EVERYBODY)
def ask_pause(listing_id: str) -> str:
    return render_template(
        "listings/desk/pause.html", listing=get_listing(listing_id), form=PauseForm(formdata=None)
    )


@pages.post("/<code:listing_id>/pause")
@desk(*EVERYBODY)
def pause(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    form = PauseForm()
    if not (form.validate() & form.fits()):
        return render_template("listings/desk/pause.html", listing=listing, form=form), 422
    made = single_dates.pause(
        editing, listing, _day(form.first.data), _day_or_none(form.last.data), form.note.data
    )
    editing.session.commit()
    return _to_listing(listing_id, what_became(made, "pause"), made)


@pages.post("/<code:listing_id>/pause/slutt")
@desk(*EVERYBODY)
def resume(listing_id: str) -> ResponseReturnValue:
    return _on_a_date(listing_id, single_dates.resume, "i-gang")


@pages.get("/<code:listing_id>/avlys/<on>")
@desk(*EVERYBODY)
def ask_cancel(listing_id: str, on: str) -> str:
    listing, day = get_listing(listing_id), _day_or_none(on)
    if day is None or abs(day - oslo_now().date()) > _LONGEST_AHEAD:
        abort(404)
    when = day_in_words(day, oslo_now().date())
    return render_template(
        "listings/desk/cancel.html", listing=listing, on=day, when=when, form=CancelForm(formdata=None)
    )


@pages.post("/<code:listing_id>/avlys")
@desk(*EVERYBODY)
def cancel(listing_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason")
    if reason and reason not in CANCELLED_FOR:
        abort(400)
    return _on_a_date(listing_id, partial(single_dates.cancel_date, reason=reason or None), "avlyst")


@pages.post("/<code:listing_id>/sett-tilbake")
@desk(*EVERYBODY)
def restore(listing_id: str) -> ResponseReturnValue:
    return _on_a_date(listing_id, single_dates.restore_date, "tilbake")


@pages.get("/<code:listing_id>/legg-ned")
@desk(*EVERYBODY)
def ask_close(listing_id: str) -> str:
    return render_template(
        "listings/desk/close.html", listing=get_listing(listing_id), form=CloseForm(formdata=None)
    )


@pages.post("/<code:listing_id>/legg-ned")
@desk(*EVERYBODY)
def close(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    form = CloseForm()
    if not form.validate():
        return render_template("listings/desk/close.html", listing=listing, form=form), 422
    made = lifecycle.close(editing, listing, form.reason.data, _day_or_none(form.starts_on.data))
    editing.session.commit()
    return _to_listing(listing_id, what_became(made, "nedlagt"), made)


@pages.post("/<code:listing_id>/apne")
@desk(*EVERYBODY)
def reopen(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    made = lifecycle.reopen(editing, listing)
    editing.session.commit()
    return _to_listing(listing_id, what_became(made, "apnet"), made)


@pages.post("/<code:listing_id>/vis")
@desk(*EVERYBODY)
def publish(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    try:
        made = lifecycle.publish(editing, listing)
    except lifecycle.Unready:
        editing.session.rollback()
        listing, roles = get_listing_and_roles(listing_id)
        return _show(listing, roles, tried=True), 422
    editing.session.commit()
    said = what_became(made, "vist")
    return _to_listing(listing_id, "sendt" if said == "venter" else said)


@pages.get("/<code:listing_id>/kast")
@desk(*EVERYBODY)
def ask_discard(listing_id: str) -> str:
    return render_template("listings/desk/discard.html", listing=_get_draft(get_listing(listing_id)))


@pages.post("/<code:listing_id>/kast")
@desk(*EVERYBODY)
def discard(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    lifecycle.discard(editing, _get_draft(listing))
    editing.session.commit()
    db.forget_erased()
    return redirect(url_for("my_listings.mine", kastet=1, _anchor="fortalt"), 303)


@pages.post("/<code:listing_id>/kopier")
@desk(*EVERYBODY)
def copy(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    draft = make_mine(editing, lifecycle.copy(editing, listing))
    editing.session.commit()
    return redirect(url_for("edit.edit", listing_id=draft.id), 303)


def _on_a_date(listing_id: str, act: Callable[..., list[Change]], said: str) -> ResponseReturnValue:
    """One act on one date of the form; 422 for a date that nothing is on."""
    editing, listing = edit_listing(listing_id)
    on = _day_or_none(request.form.get("on"))
    if on is None or abs(on - editing.today) > _LONGEST_AHEAD:
        abort(400)
    try:
        made = act(editing, listing, on)
    except single_dates.NoSuchDate:
        return _to_listing(listing_id, "uendret")
    editing.session.commit()
    return _to_listing(listing_id, what_became(made, said), made)


def _get_draft(listing: Listing) -> Listing:
    """The listing, if it is a draft that can be thrown away; ends the request with 404 where it is not."""
    if not lifecycle.is_discardable(db.primary_session(), listing):
        abort(404)
    return listing


def _to_listing(listing_id: str, said: str, made: Sequence[Change] = ()) -> ResponseReturnValue:
    """Back to the listing's page, which says what became of it; one act alone can be undone there at once."""
    number = made[0].id if len(made) == 1 else None
    return redirect(url_for("my_listing.show", listing_id=listing_id, gjort=said, endring=number), 303)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _day_or_none(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
