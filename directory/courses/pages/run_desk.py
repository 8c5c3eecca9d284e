"""What is to be done for this run, and how far has it come? The page of its organisers, and its calendar with ticks."""

from datetime import date
from typing import NamedTuple

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.accounts.roles import holders
from directory.courses.course_steps import PlannedStep, step_in_words
from directory.courses.forms import EVENING_ROLES, EveningForm, FirstEveningForm
from directory.courses.keeping_work import steps_of, tick, work_of
from directory.courses.models import CourseWork
from directory.courses.new_run import make_run
from directory.courses.organisers_calendar import organisers_calendar
from directory.courses.turns import first_proposed, is_last, pass_on, rota_of
from directory.courses.whose_courses import edit_course, get_course
from directory.listings.desk.list_rows import place_at_desk, times_in_words
from directory.listings.desk.listing_access import make_mine
from directory.listings.records.courses import CourseRun, CourseSession, Rota
from directory.listings.records.models import Listing
from directory.listings.records.rota import host_after
from directory.listings.wording.course_words import is_full
from directory.mail.outbox import address
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import clock_in_words, day_in_words, sentence
from directory.web.language import current

pages = Blueprint("run_desk", __name__, url_prefix="/skrivebord/kurs/<code:listing_id>")


class StepLine(NamedTuple):
    """One line of the calendar, as text."""

    code: str
    when: str
    what: str
    done: bool
    late: bool


class EveningLine(NamedTuple):
    """One evening: when, its theme, and who does what, as (what, who)."""

    when: str
    theme: str | None
    roles: list[tuple[str, str]]


@pages.get("")
@desk(*EVERYBODY)
def show(listing_id: str) -> str:
    return _page(get_course(listing_id))


@pages.post("")
@desk(*EVERYBODY)
def tick_off(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    tick(editing.session, listing, request.form.getlist("done"), editing.today)
    editing.session.commit()
    return _to_run(listing_id, "lagret")


@pages.get("/kalender.ics")
@desk(*EVERYBODY)
def own_calendar(listing_id: str) -> Response:
    listing = get_course(listing_id)
    settings: Settings = current_app.extensions["settings"]
    file = organisers_calendar(
        listing,
        steps_of(db.primary_session(), listing),
        url=address(f"/skrivebord/kurs/{listing.id}", current()),
        host=settings.public_host,
        now=oslo_now(),
    )
    return Response(file, mimetype="text/calendar")


@pages.post("/gi-videre")
@desk(*EVERYBODY)
def pass_turn_on(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    turn = pass_on(editing, listing)
    editing.session.commit()
    return _to_run(listing_id, "videre" if turn else "ikke-videre")


@pages.post("/ny")
@desk(*EVERYBODY)
def begin_again(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_course(listing_id)
    form = FirstEveningForm()
    if not (form.fits(editing.today) and listing.course and listing.course.sessions):
        editing.session.rollback()
        return _page(get_course(listing_id), form), 422
    draft = make_mine(editing, make_run(editing, listing, date.fromisoformat(form.first.data)))
    editing.session.commit()
    return redirect(url_for("run_desk.show", listing_id=draft.id, gjort="ny"), 303)


def _to_run(listing_id: str, done: str) -> ResponseReturnValue:
    return redirect(url_for("run_desk.show", listing_id=listing_id, gjort=done), 303)


def _page(listing: Listing, form: FirstEveningForm | None = None) -> str:
    session, today, course = db.primary_session(), oslo_now().date(), listing.course or CourseRun()
    work, (rota, turn) = work_of(session, listing.id), rota_of(session, listing)
    first = first_proposed(listing, rota)
    return render_template(
        "courses/pages/run_desk.html",
        listing=listing,
        times=times_in_words(listing, today),
        place=place_at_desk(listing, load()),
        work=work,
        warnings=_warnings(listing, course, work, today, rota),
        steps=[_step_row(step, today) for step in steps_of(session, listing)],
        evenings=_evening_rows(course.sessions, work, today),
        organisers=[each.email for each in holders(session, "contact", listing.id) if each.email],
        passed=_place(turn.municipality_number) if turn else None,
        next_host=_next_name(rota, listing)
        if rota and not turn and is_last(session, listing, rota)
        else None,
        form=form or FirstEveningForm(formdata=None, data={"first": first and first.isoformat()}),
        done=_outcome(request.args.get("gjort", "")),
    )


def _step_row(step: PlannedStep, today: date) -> StepLine:
    when = sentence(day_in_words(step.on, today))
    if step.starts and step.lasts:
        when = f"{when} {clock_in_words(step.starts)}"
    return StepLine(step.code, when, step_in_words(step), step.done, not step.done and step.on < today)


def _evening_rows(evenings: list[CourseSession], work: CourseWork, today: date) -> list[EveningLine]:
    asked = EveningForm(formdata=None)
    return [
        EveningLine(
            sentence(f"{day_in_words(each.on, today)} {clock_in_words(each.starts)}"),
            each.theme,
            [
                (asked[name].label.text, words)
                for name in EVENING_ROLES
                if (words := work.roles.get(str(each.number), {}).get(name))
            ],
        )
        for each in evenings
    ]


def _warnings(
    listing: Listing, course: CourseRun, work: CourseWork, today: date, rota: Rota | None
) -> list[str]:
    """That few are enrolled while there is time to tell more people, or that it is full and who is next."""
    begins = course.sessions[0].on if course.sessions else None
    if is_full(course, listing.status):
        words = _("Kurset er fullt.")
        if rota is not None and rota.municipalities:
            words += " " + _("Neste vertskommune er %(name)s.", name=_next_name(rota, listing))
        return [words]
    if begins is None or begins < today or course.enrolled is None or course.enrolled >= work.fewest:
        return []
    words = _(
        "%(enrolled)s er påmeldt. Det bør være minst %(fewest)s. Heng opp flere oppslag, og si fra til dem som kan vise vei.",
        enrolled=course.enrolled,
        fewest=work.fewest,
    )
    return [words]


def _next_name(rota: Rota, listing: Listing) -> str:
    return _place(host_after(rota, listing.municipality_number))


def _place(number: str) -> str:
    place = load().by_number(number)
    return place.name if place else number


def _outcome(code: str) -> str | None:
    return {
        "lagret": _("Lagret."),
        "venter": _("Lagret. Antallet påmeldte vises når noen andre har sett på det."),
        "videre": _("Turen er gitt videre. De neste får et brev."),
        "ikke-videre": _("Turen er gitt videre før, eller noen andre har holdt kurset siden."),
        "ny": _("Her er den nye kursrekka, som et utkast. Se på dagene, og rett det som er annerledes nå."),
        "dager": _(
            "Kurset som var planlagt her, har fått dagene. Se på dem, og rett det som er annerledes nå."
        ),
        "skrevet": _("Takk. Det deles med neste vertskap når noen andre har lest det."),
    }.get(code)
