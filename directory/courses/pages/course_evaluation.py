"""How did it go? The questions of the evaluation meeting, the participants' answers as sums, and a word to the next hosts."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.courses.experiences import write_experience
from directory.courses.forms import QUESTIONS, SUMS, EvaluationForm, ExperienceForm, written_values
from directory.courses.keeping_work import edit_work, work_of
from directory.courses.models import HostExperience
from directory.courses.whose_courses import edit_course, get_course
from directory.listings.records.models import Listing

pages = Blueprint("course_evaluation", __name__, url_prefix="/skrivebord/kurs/<code:listing_id>/evaluering")


@pages.get("")
@desk(*EVERYBODY)
def ask(listing_id: str) -> str:
    listing = get_course(listing_id)
    return _page(listing, EvaluationForm.of_work(work_of(db.primary_session(), listing_id)))


@pages.post("")
@desk(*EVERYBODY)
def keep(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    form = EvaluationForm()
    if not form.validate():
        return _page(listing, form), 422
    work = edit_work(editing.session, listing_id)
    work.evaluation, work.sums = dict(written_values(form, QUESTIONS)), dict(written_values(form, SUMS))
    editing.session.commit()
    return redirect(url_for("run_desk.show", listing_id=listing_id, gjort="lagret"), 303)


@pages.post("/erfaring")
@desk(*EVERYBODY)
def tell_next_hosts(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    form = ExperienceForm()
    if not form.validate():
        evaluation = EvaluationForm.of_work(work_of(editing.session, listing_id))
        return _page(listing, evaluation, form), 422
    write_experience(editing, listing, form.text.data or "")
    editing.session.commit()
    return redirect(url_for("run_desk.show", listing_id=listing_id, gjort="skrevet"), 303)


def _page(listing: Listing, form: EvaluationForm, experience: ExperienceForm | None = None) -> str:
    return render_template(
        "courses/pages/course_evaluation.html",
        listing=listing,
        form=form,
        experience=experience or ExperienceForm(formdata=None),
        written=_told_before(listing.id),
    )


def _told_before(listing_id: str) -> Sequence[HostExperience]:
    """What was written to the next hosts before."""
    mine = select(HostExperience).where(HostExperience.listing_id == listing_id)
    return db.primary_session().scalars(mine.order_by(HostExperience.id)).all()
