"""How many are enrolled and wait, and how many hours does it take? Counted by hand, and added up for the programme."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.courses.forms import HOURS, NumbersForm, written_values
from directory.courses.keeping_work import edit_work, work_of
from directory.courses.models import FEWEST
from directory.courses.whose_courses import edit_course, get_course
from directory.listings.desk.outcome import what_became
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.changes import Change
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing

pages = Blueprint("course_numbers", __name__, url_prefix="/skrivebord/kurs/<code:listing_id>/tall")


@pages.get("")
@desk(*EVERYBODY)
def ask(listing_id: str) -> str:
    listing = get_course(listing_id)
    enrolled = listing.course.enrolled if listing.course else None
    return _page(listing, NumbersForm.of_work(work_of(db.primary_session(), listing_id), enrolled))


@pages.post("")
@desk(*EVERYBODY)
def keep(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    form = NumbersForm()
    if not form.validate():
        return _page(listing, form), 422
    work = edit_work(editing.session, listing_id)
    work.waiting, work.hours = form.waiting.data, dict(written_values(form, HOURS))
    work.fewest = FEWEST if form.fewest.data is None else form.fewest.data
    said = what_became(_enrol(editing, listing, form.enrolled.data), "lagret")
    editing.session.commit()
    done = "venter" if said == "venter" else "lagret"
    return redirect(url_for("run_desk.show", listing_id=listing_id, gjort=done), 303)


def _enrol(editing: Editing, listing: Listing, enrolled: int | None) -> list[Change]:
    """How many are enrolled is shown to everybody as seats left, so it is changed as all that is shown."""
    course = document_of(listing, editing.gazetteer, public=False)["course"]
    if course["enrolled"] == enrolled:
        return []
    return change(editing, listing, {"course": {**course, "enrolled": enrolled}})


def _page(listing: Listing, form: NumbersForm) -> str:
    return render_template("courses/pages/course_numbers.html", listing=listing, form=form)
