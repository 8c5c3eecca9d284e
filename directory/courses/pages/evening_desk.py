"""Who does what on which evening? Roles and free text, for the organisers alone."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.courses.forms import EVENING_ROLES, EveningForm, all_fit, written_values
from directory.courses.keeping_work import edit_work, work_of
from directory.courses.whose_courses import edit_course, get_course
from directory.listings.records.courses import CourseSession
from directory.listings.records.models import Listing
from directory.web.clock import oslo_now
from directory.web.formatting import day_in_words

pages = Blueprint("evening_desk", __name__, url_prefix="/skrivebord/kurs/<code:listing_id>/kvelder")


@pages.get("")
@desk(*EVERYBODY)
def ask(listing_id: str) -> str:
    listing = get_course(listing_id)
    work = work_of(db.primary_session(), listing_id)
    return _page(listing, [EveningForm.of_work(each.number, work) for each in _evenings(listing)])


@pages.post("")
@desk(*EVERYBODY)
def keep(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    forms = {each.number: EveningForm(prefix=f"{each.number}-") for each in _evenings(listing)}
    if not all_fit(forms.values()):
        return _page(listing, list(forms.values())), 422
    said = {str(number): dict(written_values(form, EVENING_ROLES)) for number, form in forms.items()}
    edit_work(editing.session, listing_id).roles = {number: roles for number, roles in said.items() if roles}
    editing.session.commit()
    return redirect(url_for("run_desk.show", listing_id=listing_id, gjort="lagret"), 303)


def _evenings(listing: Listing) -> list[CourseSession]:
    return listing.course.sessions if listing.course else []


def _page(listing: Listing, forms: list[EveningForm]) -> str:
    today = oslo_now().date()
    rows = [
        (each.number, day_in_words(each.on, today), each.theme, form)
        for each, form in zip(_evenings(listing), forms, strict=True)
    ]
    return render_template("courses/pages/evening_desk.html", listing=listing, rows=rows)
