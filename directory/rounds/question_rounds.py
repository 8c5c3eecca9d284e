"""The yearly question at the national editor's desk: open a round, see how far it has come, close it, and lay years side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.listings.records.models import Listing, organisations_by_code
from directory.places.loading import load
from directory.rounds.forms import RoundForm
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer
from directory.rounds.opening import ask_everybody
from directory.rounds.progress import AskedState, RoundSums, states_of, sum_up, sums_by
from directory.vocabulary import CLASSES
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words, norwegian_order
from directory.web.language import label_of

pages = Blueprint("question_rounds", __name__, url_prefix="/skrivebord/runder")

_MOST_COMMENTS = 50


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round beside the others, with its days as text."""

    id: int
    year: int
    opened: str
    deadline: str
    closed: str | None
    sums: RoundSums


class ProgressTable(NamedTuple):
    """The sums of a round by one thing: a heading, what the first column is, and the rows by name."""

    title: str
    first: str
    rows: list[tuple[str, RoundSums]]


@pages.get("")
@desk(*OVERSEERS)
def everything() -> str:
    return _list(RoundForm(formdata=None, data={"year": oslo_now().year}))


@pages.post("")
@desk(*OVERSEERS)
def begin() -> ResponseReturnValue:
    form, session, now = RoundForm(), db.write_session(), oslo_now()
    if form.is_ready(now.date()) and _is_taken(session, form.year.data):
        form.year.errors = [_("Det er åpnet en runde for dette året.")]
    if form.errors:
        session.rollback()
        return _list(form), 422
    deadline = date.fromisoformat(form.deadline.data)
    held = QuestionRound(year=form.year.data, wording=form.wording(), deadline=deadline, opened_at=now)
    session.add(held)
    session.commit()
    ask_everybody(db.of_app(), held.id, now)
    return redirect(url_for("question_rounds.show", round_id=held.id), 303)


@pages.get("/<int:round_id>")
@desk(*OVERSEERS)
def show(round_id: int) -> str:
    session = db.primary_session()
    held = session.get(QuestionRound, round_id)
    if held is None:
        abort(404)
    states = states_of(session, round_id)
    return render_template(
        "rounds/round.html",
        row=_describe(held, states),
        held=held,
        tables=_tables(states, {code: each.name for code, each in organisations_by_code(session).items()}),
        comments=_comments(session, round_id),
    )


@pages.post("/<int:round_id>/sporr")
@desk(*OVERSEERS)
def go_on(round_id: int) -> ResponseReturnValue:
    """Ask those who are missing: what came since, or what was not reached when it stopped in the middle."""
    ask_everybody(db.of_app(), round_id, oslo_now())
    return redirect(url_for("question_rounds.show", round_id=round_id), 303)


@pages.post("/<int:round_id>/lukk")
@desk(*OVERSEERS)
def close(round_id: int) -> ResponseReturnValue:
    session = db.write_session()
    held = session.get(QuestionRound, round_id)
    if held is None:
        abort(404)
    held.closed_at = held.closed_at or oslo_now()
    session.execute(update(AskedReader).where(AskedReader.round_id == round_id).values(address=None))
    session.commit()
    return redirect(url_for("question_rounds.show", round_id=round_id), 303)


def _is_taken(session: Session, year: int) -> bool:
    return session.scalar(select(QuestionRound.id).where(QuestionRound.year == year)) is not None


def _list(form: RoundForm) -> str:
    session = db.primary_session()
    rounds = session.scalars(select(QuestionRound).order_by(QuestionRound.year.desc()).limit(5)).all()
    rows = [_describe(held, states_of(session, held.id)) for held in rounds]
    return render_template("rounds/rounds.html", form=form, rows=rows)


def _describe(held: QuestionRound, states: list[AskedState]) -> RoundRow:
    today = oslo_now().date()
    closed = date_in_words(held.closed_at.date(), today) if held.closed_at else None
    opened, deadline = (date_in_words(day, today) for day in (held.opened_at.date(), held.deadline))
    return RoundRow(held.id, held.year, opened, deadline, closed, sum_up(states))


def _tables(states: list[AskedState], organisations: Mapping[str, str]) -> list[ProgressTable]:
    counties = {county.id: county.name for county in load().counties}
    classes = {code: label_of(CLASSES, code) for code in CLASSES}
    return [
        ProgressTable(
            _("Etter organisasjon"),
            _("Organisasjon"),
            _rows(states, lambda each: each.organisation, organisations, _("Uten organisasjon")),
        ),
        ProgressTable(
            _("Etter fylke"),
            _("Fylke"),
            _rows(states, lambda each: each.county, counties, _("Hele landet og på nett")),
        ),
        ProgressTable(
            _("Etter klasse"),
            _("Klasse"),
            _rows(states, lambda each: each.class_, classes, _("Ikke oppgitt")),
        ),
    ]


def _rows(
    states: list[AskedState],
    key: Callable[[AskedState], str | None],
    names: Mapping[str, str],
    nameless: str,
) -> list[tuple[str, RoundSums]]:
    """By name; what belongs to none comes last."""
    sums = sums_by(states, key)
    named = sorted((names.get(code, code), found) for code, found in sums.items() if code)
    named.sort(key=lambda row: norwegian_order(row[0]))
    return [*named, *((nameless, found) for code, found in sums.items() if not code)]


def _comments(session: Session, round_id: int) -> list[tuple[str, str, str]]:
    """What was written, with the listing it is about: id, name, words."""
    rows = session.execute(
        select(Listing.id, Listing.name, RoundAnswer.comment)
        .join(Listing, Listing.id == RoundAnswer.listing_id)
        .where(RoundAnswer.round_id == round_id, RoundAnswer.comment.is_not(None))
        .order_by(RoundAnswer.answered_at.desc(), Listing.id)
        .limit(_MOST_COMMENTS)
    )
    return [(id_, name, comment or "") for id_, name, comment in rows]
