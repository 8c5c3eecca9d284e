"""Who is reminded today? Those who have not answered, twice at most: half-way to the deadline, and three days before it."""

from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer
from directory.rounds.refusals import refused_marks
from directory.rounds.round_letters import write_question
from directory.web.clock import OSLO

_LAST = timedelta(days=3)


def reminders_due(held: QuestionRound, today: date) -> int:
    """How many reminders everybody who has not answered should have had by that day: none after the deadline."""
    if today > held.deadline:
        return 0
    opened = held.opened_at.astimezone(OSLO).date()
    days = [opened + (held.deadline - opened) / 2, held.deadline - _LAST]
    return sum(day <= today for day in days)


def write_round_reminders(session: Session, now: datetime) -> int:
    """Queue what is due in the rounds that are open. Safe to run more than once. Returns how many letters are new."""
    written = 0
    for held in session.scalars(
        select(QuestionRound).where(QuestionRound.closed_at.is_(None)).with_for_update()
    ):
        due = reminders_due(held, now.astimezone(OSLO).date())
        if due:
            written += _remind(session, held, due, now)
    return written


def _remind(session: Session, held: QuestionRound, due: int, now: datetime) -> int:
    refused, written = refused_marks(session), 0
    for asked, email, count in session.execute(_select_silent(held.id, due)).all():
        to = asked.address or email
        if to and asked.address_mark not in refused:
            written += write_question(session, held, asked, to, count, now, due)
        asked.reminders = due  # whoever missed the first gets one letter now, not two
    session.flush()
    return written


def _select_silent(round_id: int, due: int) -> Select[AskedReader, str | None, int]:
    """Those who have something left to answer, with how much; where they have answered all, they have none."""
    return (
        select(AskedReader, Person.email, func.count(RoundAnswer.listing_id))
        .join(RoundAnswer, RoundAnswer.asked_id == AskedReader.id)
        .outerjoin(Person, Person.id == AskedReader.person_id)
        .where(AskedReader.round_id == round_id, AskedReader.answered_at.is_(None))
        .where(RoundAnswer.answered_at.is_(None), AskedReader.reminders < due)
        .group_by(AskedReader.id, Person.id)
        .order_by(AskedReader.id)
    )
