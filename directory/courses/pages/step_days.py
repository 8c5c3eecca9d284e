"""When do the organisers meet? Their planning meetings and the evaluation meeting, each moved to a day that suits them."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.courses.forms import StepForm, all_fit, movable
from directory.courses.keeping_work import move_steps, steps_of
from directory.courses.whose_courses import edit_course, get_course
from directory.listings.records.models import Listing

pages = Blueprint("step_days", __name__, url_prefix="/skrivebord/kurs/<code:listing_id>/moter")
_Rows = list[tuple[str, StepForm]]


@pages.get("")
@desk(*EVERYBODY)
def ask(listing_id: str) -> str:
    listing = get_course(listing_id)
    steps = movable(steps_of(db.primary_session(), listing))
    return _page(listing, [(words, StepForm.of_step(step)) for step, words in steps])


@pages.post("")
@desk(*EVERYBODY)
def keep(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    steps = movable(steps_of(editing.session, listing))
    forms = {step.code: StepForm(prefix=f"{step.code}-") for step, _words in steps}
    if not all_fit(forms.values()):
        return _page(listing, [(words, forms[step.code]) for step, words in steps]), 422
    move_steps(editing.session, listing, {code: form.moment() for code, form in forms.items()})
    editing.session.commit()
    return redirect(url_for("run_desk.show", listing_id=listing_id, gjort="lagret"), 303)


def _page(listing: Listing, rows: _Rows) -> str:
    return render_template("courses/pages/step_days.html", listing=listing, rows=rows)
