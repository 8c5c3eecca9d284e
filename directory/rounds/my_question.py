"""What of the yearly question waits for somebody at the desk? What they were asked about and have not answered, behind their own link."""

from datetime import date

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Date, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.accounts.models import Person
from directory.accounts.scopes import AlsoWaits
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer
from directory.rounds.refusals import mark_of, token_of

pages = Blueprint("my_question", __name__, url_prefix="/skrivebord/sporsmalet")


@pages.get("")
@desk(*EVERYBODY)
def go() -> ResponseReturnValue:
    """To the page behind the link of the letter, also where the letter is lost."""
    mine = (
        select(AskedReader)
        .join(QuestionRound, QuestionRound.id == AskedReader.round_id)
        .where(QuestionRound.closed_at.is_(None), _is_asked(the_person()))
        .order_by(QuestionRound.year.desc(), AskedReader.id)
    )
    asked = db.primary_session().scalars(mine.limit(1)).first()
    if asked is None:
        abort(404)
    return redirect(url_for("answer.look", token=token_of(asked.round_id, asked.address_mark)), 303)


def find_unanswered(_session: Session, person: Person, today: date) -> Select[str, int, date]:
    """About how many listings the person was asked and has not answered, while there is time."""
    unanswered = (
        select(QuestionRound.opened_at.label("opened"))
        .join(RoundAnswer, RoundAnswer.round_id == QuestionRound.id)
        .join(AskedReader, AskedReader.id == RoundAnswer.asked_id)
        .where(_is_asked(person), AskedReader.refused_at.is_(None), RoundAnswer.answered_at.is_(None))
        .where(QuestionRound.closed_at.is_(None), QuestionRound.deadline >= today)
        .subquery()
    )
    day = func.date(unanswered.c.opened, type_=Date)
    since = func.coalesce(func.min(day, type_=Date), literal(today, Date))
    return select(literal("question"), func.count(), since).select_from(unanswered)


def _is_asked(person: Person) -> ColumnElement[bool]:
    """By their account, or by the same address where it stands in a listing."""
    by_address = AskedReader.person_id.is_(None), AskedReader.address_mark == mark_of(person.email or "")
    return or_(AskedReader.person_id == person.id, and_(*by_address))


def unanswered_in_words(number: int) -> str:
    """How much is asked about."""
    return ngettext(
        "Det årlige spørsmålet: ett tilbud mangler svar",
        "Det årlige spørsmålet: %(num)d tilbud mangler svar",
        number,
    )


WAITS = AlsoWaits("question", find_unanswered, "my_question.go", unanswered_in_words, hurry=False)
