"""What do we write to somebody, and is it written once? Mail is queued with the change that it tells of.

One text of `templates/mail/` is one kind of letter: the first line is the subject, the rest the body, a line that is
only an address becomes a link, lines that begin with a dash become a list. Nothing is sent here; `delivery.py` does that after the commit.
"""

import re
import secrets
from datetime import datetime
from typing import NamedTuple

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from directory import db
from directory.mail.models import Letter
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import clock_in_words, date_in_words, phone_in_words
from directory.web.language import PREFIXES
from directory.web.sent.phones import phone_of

QUEUED = "letters_queued"
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


class LetterText(NamedTuple):
    """A letter's words. The body is plain text."""

    subject: str
    text: str


def queue(  # noqa: PLR0913  (each is named where it is asked)
    session: Session,
    to: str | None,
    kind: str,
    language: str,
    *,
    unique_key: str | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    **values: object,
) -> bool:
    """Put a letter in the queue, in the running transaction: it goes out if and only if the change is kept.

    Args:
        to: the address. None makes a decoy, which costs the same and goes nowhere.
        kind: the name of a text in `templates/mail/`.
        language: "nb", "nn" or "en".
        unique_key: of two letters with the same key only the first is ever sent.
        due_at: not sent before this moment, which then stands as the moment it was written.
        expires_at: not sent after this moment, such as when its link has ended.
        values: what the text fills in.

    Returns:
        False when a letter with this key was queued before.
    """
    now = due_at or oslo_now()
    words = write(kind, language, **values)
    row = {
        "id": f"{now:%Y%m%d}-{secrets.token_hex(12)}",
        "recipient": to,
        "language": language,
        "kind": kind,
        "subject": words.subject,
        "text": words.text,
        "unique_key": unique_key,
        "state": "queued",
        "made_at": now,
        "due_at": now,
        "expires_at": expires_at,
        "failures": 0,
    }
    statement = db.insert(session, Letter).values(row).on_conflict_do_nothing(index_elements=["unique_key"])
    session.info[QUEUED] = True
    return session.execute(statement.returning(Letter.id)).first() is not None


def write(kind: str, language: str, **values: object) -> LetterText:
    """The words of a letter, without queueing it."""
    template = current_app.jinja_env.get_template(f"mail/{kind}.txt")
    settings: Settings = current_app.extensions["settings"]
    house = {
        "run_by": settings.run_by,
        "phone": phone_in_words(phone_of(settings.contact_phone or "") or settings.contact_phone or ""),
        "email": settings.contact_email,
        "host": settings.public_host,
    }
    now = oslo_now()
    written = {
        "day": date_in_words(now.date(), now.date(), language),
        "clock": clock_in_words(now, language),
    }
    with force_locale(language):
        subject, _line, body = template.render(house=house, written=written, **values).strip().partition("\n")
    body = _MANY_BLANK_LINES.sub("\n\n", body)
    return LetterText(" ".join(subject.split()), body.strip() + "\n")


def address(path: str, language: str) -> str:
    """The whole public address of a path in a language, for a letter: the public address, `/nn`, and the path."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.public_url}{PREFIXES[language]}{path}"
