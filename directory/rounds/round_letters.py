"""What does the letter of a round say? The editor's own words, one link for all that the reader answers for, and until when."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from directory.mail import outbox
from directory.rounds.models import AskedReader, QuestionRound
from directory.rounds.refusals import token_of
from directory.web.clock import OSLO
from directory.web.formatting import date_in_words

PATH = "/spurt/"
"""Where the link leads, with its token behind."""


def key_of(round_id: int, mark: str, reminder: int = 0) -> str:
    """What makes a letter of a round the only one: the first one, or the reminder of this number."""
    return f"round:{round_id}:{mark[:32]}:{reminder}"


def write_question(  # noqa: PLR0913  (what a letter is made of)
    session: Session,
    held: QuestionRound,
    asked: AskedReader,
    email: str,
    count: int,
    now: datetime,
    reminder: int = 0,
) -> bool:
    """Queue the letter, or a reminder of it; False where it was queued before."""
    ends = datetime.combine(held.deadline + timedelta(days=1), time.min, OSLO)
    return outbox.queue(
        session,
        email,
        "rounds/question",
        asked.language,
        unique_key=key_of(held.id, asked.address_mark, reminder),
        expires_at=ends,
        url=outbox.address(PATH + token_of(held.id, asked.address_mark), asked.language),
        words=held.wording.get(asked.language) or held.wording.get("nb") or "",
        deadline=date_in_words(held.deadline, now.date(), asked.language),
        count=count,
        reminder=reminder,
    )
