"""Who gets a letter today of what waits for them? At most one a day, only when something waits, and only who wants it.

What others wait for is told every day. What only asks to be confirmed or finished has letters of its own, or no hurry:
alone it is told on Mondays.
"""

from datetime import datetime, time

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.accounts.scopes import what_also_waits
from directory.listings.upkeep.agenda import Waits, agenda
from directory.listings.upkeep.agenda_words import waiting_in_words
from directory.mail import outbox
from directory.mail.models import Letter
from directory.web.clock import OSLO

_NO_HURRY = {"confirm", "drafts"}
_MONDAY = 0


def write(session: Session, now: datetime, remind_months: int) -> int:
    """Queue the letters of this day. Safe to run more than once. Returns how many are new."""
    today = now.astimezone(OSLO).date()
    calm = _NO_HURRY | {each.kind for each in what_also_waits() if not each.hurry}
    wanting = select(Person).where(Person.email.is_not(None), Person.daily_letter).order_by(Person.id)
    reminded, written = _find_reminded(session, now), 0
    for person in session.scalars(wanting).all():
        found = agenda(session, person, today, remind_months) if person.current_grants else []
        urgent = any(each.kind not in calm for each in found)
        if urgent or (found and today.weekday() == _MONDAY and person.email not in reminded):
            written += _queue(session, person, found, f"waiting:{person.id}:{today}")
    return written


def _find_reminded(session: Session, now: datetime) -> set[str | None]:
    """Who was asked this day whether something is still so: two letters of one thing are one too many."""
    morning = datetime.combine(now.astimezone(OSLO), time.min, OSLO)
    asked = select(Letter.recipient).where(Letter.kind.startswith("remind_"), Letter.made_at >= morning)
    return set(session.scalars(asked))


def _queue(session: Session, person: Person, found: list[Waits], key: str) -> bool:
    with force_locale(person.language):
        lines = [waiting_in_words(each) for each in found]
    url = outbox.address("/skrivebord/", person.language)
    return outbox.queue(
        session, person.email, "waiting", person.language, unique_key=key, url=url, lines=lines
    )
