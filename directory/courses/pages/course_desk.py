"""Which courses do I hold, whose turn is it, and what comes first? The way in to the pages of each run and programme."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.courses.course_steps import calendar_steps, step_in_words
from directory.courses.models import CourseStep, PassedTurn
from directory.courses.whose_courses import course_ids_of, is_overseer, open_turns
from directory.listings.desk.list_rows import place_at_desk
from directory.listings.records.courses import CourseRun, CourseSession, Programme, Rota
from directory.listings.records.models import Listing, whole
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words, day_in_words

pages = Blueprint("course_desk", __name__, url_prefix="/skrivebord/kurs")
A_PAGE = 10
_MOST_TURNS = 5


class RunRow(NamedTuple):
    """One run in the list, with what is next on its calendar, as text."""

    id: str
    name: str
    place: str
    when: str
    next_step: str | None


class TurnRow(NamedTuple):
    """A turn that waits: after which run, in which rota, and where."""

    from_listing_id: str
    rota: str
    where: str


@pages.get("")
@desk(*EVERYBODY)
def everything() -> str:
    session, today = db.primary_session(), oslo_now().date()
    page = min(max(request.args.get("side", 1, type=int), 1), 10_000)
    total, runs = _runs(session, page)
    kept = _kept_steps(session, [each.id for each in runs])
    return render_template(
        "courses/pages/course_desk.html",
        turns=_turns(session),
        rows=[_row(each, kept, today) for each in runs],
        page=page,
        page_count=-(-total // A_PAGE),
        programmes=session.execute(select(Programme.code, Programme.name).order_by(Programme.name)).all(),
        oversees=is_overseer(the_person()),
        passed=request.args.get("gjort") == "videre",
    )


def _runs(session: Session, page: int) -> tuple[int, Sequence[Listing]]:
    """How many runs are mine, and those of one page: what begins last comes first, what has no days yet last."""
    mine = course_ids_of(session, the_person())
    total = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    began = (
        select(func.max(CourseSession.on))
        .where(CourseSession.listing_id == CourseRun.listing_id)
        .scalar_subquery()
    )
    ids = session.scalars(
        mine.order_by(began.is_(None), began.desc(), Listing.id).limit(A_PAGE).offset((page - 1) * A_PAGE)
    ).all()
    found = session.scalars(whole(select(Listing).where(Listing.id.in_(ids)))).unique()
    return total, sorted(found, key=lambda each: ids.index(each.id))


def _kept_steps(session: Session, ids: list[str]) -> dict[str, dict[str, CourseStep]]:
    kept: dict[str, dict[str, CourseStep]] = {id_: {} for id_ in ids}
    for step in session.scalars(select(CourseStep).where(CourseStep.listing_id.in_(ids))):
        kept[step.listing_id][step.code] = step
    return kept


def _row(listing: Listing, kept: dict[str, dict[str, CourseStep]], today: date) -> RunRow:
    evenings = listing.course.sessions if listing.course else []
    steps = [
        each for each in calendar_steps(evenings, kept[listing.id]) if not each.done and each.on >= today
    ]
    following = f"{day_in_words(steps[0].on, today)}: {step_in_words(steps[0])}" if steps else None
    when = (
        _("Første kveld %(date)s", date=date_in_words(evenings[0].on, today))
        if evenings
        else _("Uten dager ennå")
    )
    return RunRow(listing.id, listing.name, place_at_desk(listing, load()), when, following)


def _turns(session: Session) -> list[TurnRow]:
    wanted = open_turns(the_person()).join(Rota, Rota.code == PassedTurn.rota_code).add_columns(Rota.name)
    return [
        TurnRow(turn.from_listing_id, rota, _place_named(turn.municipality_number))
        for turn, rota in session.execute(wanted.limit(_MOST_TURNS))
    ]


def _place_named(number: str) -> str:
    place = load().by_number(number)
    return place.name if place else number
