"""What can I do with this listing? Its page at the desk, and the small acts: pause, cancel a date, close, copy, undo."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.listings.desk.dates_ahead import dates_ahead
from directory.listings.desk.forms.act_forms import CloseForm, PauseForm
from directory.listings.desk.list_rows import freshness_at_desk, place_at_desk, times_in_words
from directory.listings.desk.listing_access import edit_listing, get_listing, make_mine
from directory.listings.desk.my_listings import ADDRESS
from directory.listings.desk.outcome import outcome_in_words, what_became
from directory.listings.desk.waiting import waiting_in_words
from directory.listings.editing import lifecycle, single_dates
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import may_publish
from directory.listings.wording.coming import coming_changes
from directory.places.loading import load
from directory.vocabulary import STATUSES
from directory.web.clock import oslo_now

pages = Blueprint("my_listing", __name__, url_prefix=ADDRESS)
_LONGEST_AHEAD = timedelta(days=3 * 365)


@pages.get("/<code:listing_id>")
@desk(*EVERYBODY)
def show(listing_id: str) -> str:
    listing, session, now = get_listing(listing_id), db.primary_session(), oslo_now()
    return render_template(
        "listings/desk/my_listing.html",
        listing=listing,
        times=times_in_words(listing, now.date()),
        place=place_at_desk(listing, load()),
        freshness=freshness_at_desk(listing, now.date()),
        confirmed_today=listing.last_confirmed_on == now.date(),
        statuses=STATUSES,
        coming=coming_changes(session, listing, load(), now.date()),
        waiting=waiting_in_words(session, listing, load(), now.date()),
        dates=dates_ahead(listing, now),
        may_publish=may_publish(session, the_person(), listing),
        done=outcome_in_words(request.args.get("gjort", "")),
    )


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
    return _to_listing(listing_id, what_became(made, "pause"))


@pages.post("/<code:listing_id>/pause/slutt")
@desk(*EVERYBODY)
def resume(listing_id: str) -> ResponseReturnValue:
    return _on_a_date(listing_id, single_dates.resume, "i-gang")


@pages.post("/<code:listing_id>/avlys")
@desk(*EVERYBODY)
def cancel(listing_id: str) -> ResponseReturnValue:
    return _on_a_date(listing_id, single_dates.cancel_date, "avlyst")


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
    return _to_listing(listing_id, what_became(made, "nedlagt"))


@pages.post("/<code:listing_id>/apne")
@desk(*EVERYBODY)
def reopen(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    made = lifecycle.reopen(editing, listing)
    editing.session.commit()
    return _to_listing(listing_id, what_became(made, "apnet"))


@pages.post("/<code:listing_id>/vis")
@desk(*EVERYBODY)
def publish(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    made = lifecycle.publish(editing, listing)
    editing.session.commit()
    return _to_listing(listing_id, what_became(made, "vist"))


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
    return _to_listing(listing_id, what_became(made, said))


def _to_listing(listing_id: str, said: str) -> ResponseReturnValue:
    return redirect(url_for("my_listing.show", listing_id=listing_id, gjort=said), 303)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _day_or_none(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
