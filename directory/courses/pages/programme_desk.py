"""How does a programme go? Its rotas with who is next, how long it takes, and what hosts learned."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import Blueprint, abort, render_template
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk
from directory.courses.experiences import shared_of
from directory.courses.figures_of_runs import average_hours, sums_of, works_of
from directory.courses.forms import HOURS, SUMS, EvaluationForm, NumbersForm
from directory.courses.models import CourseWork
from directory.listings.records.courses import Programme, Rota
from directory.listings.records.rota import NextHost, next_hosts
from directory.listings.wording.course_words import next_host_in_words
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import month_in_words

pages = Blueprint("programme_desk", __name__, url_prefix="/skrivebord/kurs/konsept/<programme_code>")
_MOST = 8
_ROTAS = 5


class RotaPart(NamedTuple):
    """A rota: its name, how often, the municipalities in their order with the next one marked, and who that is in words."""

    name: str
    code: str
    months: int
    hosts: list[tuple[str, bool]]
    words: str | None


@pages.get("")
@desk(*EVERYBODY)
def show(programme_code: str) -> str:
    session, today = db.primary_session(), oslo_now().date()
    programme = session.get(Programme, programme_code)
    if programme is None:
        abort(404)
    works = works_of(session, programme_code)
    return render_template(
        "courses/pages/programme_desk.html",
        programme=programme,
        rotas=_rotas(session, programme_code, today),
        hours=_hours_in_words(works),
        sums=_sums_in_words(works),
        experiences=[
            (row.text, name, month_in_words(row.made_on))
            for row, name in shared_of(session, programme_code, _MOST)
        ],
    )


def _rotas(session: Session, programme_code: str, today: date) -> list[RotaPart]:
    theirs = select(Rota).where(Rota.programme_code == programme_code).order_by(Rota.name, Rota.code)
    rotas = session.scalars(theirs.limit(_ROTAS)).all()
    hosts = next_hosts(session, rotas, today)
    return [_rota(rota, hosts[rota.code], today) for rota in rotas]


def _rota(rota: Rota, host: NextHost | None, today: date) -> RotaPart:
    names = [
        (
            place.name if (place := load().by_number(number)) else number,
            host is not None and number == host.municipality_number,
        )
        for number in rota.municipalities
    ]
    words = next_host_in_words(host, load(), today) if host else None
    return RotaPart(rota.name, rota.code, rota.interval_months, names, words)


def _hours_in_words(works: Sequence[CourseWork]) -> list[str]:
    asked = NumbersForm(formdata=None)
    return [
        _(
            "%(what)s: %(hours)s timer i snitt (%(runs)s kurs)",
            what=asked[each.code].label.text,
            hours=each.average,
            runs=each.runs,
        )
        for each in average_hours(works, HOURS)
    ]


def _sums_in_words(works: Sequence[CourseWork]) -> list[str]:
    asked, sums = EvaluationForm(formdata=None), sums_of(works, SUMS)
    return [f"{asked[code].label.text}: {number}" for code, number in sums.items() if number]
