"""It is our turn: when do we begin? Or does it go by this time?"""

from datetime import date

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.courses.course_dates import evenings_from
from directory.courses.forms import FirstEveningForm
from directory.courses.models import PassedTurn
from directory.courses.turns import first_proposed, let_go_by, take
from directory.courses.whose_courses import open_turns
from directory.listings.desk.listing_access import edit_new_listing, make_mine
from directory.listings.records.courses import Rota
from directory.listings.records.models import Listing, whole
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import day_in_words, sentence

pages = Blueprint("turn_desk", __name__, url_prefix="/skrivebord/kurs/tur/<code:listing_id>")


@pages.get("")
@desk(*EVERYBODY)
def ask(listing_id: str) -> str:
    return _page(_find(db.primary_session(), listing_id))


@pages.post("")
@desk(*EVERYBODY)
def begin(listing_id: str) -> ResponseReturnValue:
    editing, form = edit_new_listing(), FirstEveningForm()
    turn = _find(editing.session, listing_id, to_change=True)
    if not form.fits(editing.today):
        editing.session.rollback()
        return _page(_find(db.primary_session(), listing_id), form), 422
    run = make_mine(editing, take(editing, turn, date.fromisoformat(form.first.data)))
    done = "ny" if run.status == "draft" else "dager"
    editing.session.commit()
    return redirect(url_for("run_desk.show", listing_id=run.id, gjort=done), 303)


@pages.post("/la-ga")
@desk(*EVERYBODY)
def decline(listing_id: str) -> ResponseReturnValue:
    editing = edit_new_listing()
    let_go_by(editing, _find(editing.session, listing_id, to_change=True))
    editing.session.commit()
    return redirect(url_for("course_desk.everything", gjort="videre"), 303)


def _find(session: Session, listing_id: str, to_change: bool = False) -> PassedTurn:
    """A turn that waits for whoever asks, by the run before; ends the request with 404 where there is none. Of two who take it
    at the same moment the later finds none."""
    wanted = open_turns(the_person()).where(PassedTurn.from_listing_id == listing_id)
    turn = session.scalar(wanted.with_for_update(of=PassedTurn) if to_change else wanted)
    if turn is None:
        abort(404)
    return turn


def _page(turn: PassedTurn, form: FirstEveningForm | None = None) -> str:
    session, today = db.primary_session(), oslo_now().date()
    last = session.scalars(whole(select(Listing).where(Listing.id == turn.from_listing_id))).unique().one()
    rota = session.get_one(Rota, turn.rota_code)
    first = first_proposed(last, rota)
    evenings = [each.on for each in last.course.sessions] if last.course else []
    place = load().by_number(turn.municipality_number)
    return render_template(
        "courses/pages/turn_desk.html",
        turn=turn,
        rota=rota,
        last=last,
        where=place.name if place else turn.municipality_number,
        days=[sentence(day_in_words(day, today)) for day in evenings_from(first, evenings)] if first else [],
        form=form or FirstEveningForm(formdata=None, data={"first": first and first.isoformat()}),
    )
