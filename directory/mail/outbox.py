"""What do we write to somebody, and is it written once? Mail is queued with the change that it tells of.

One text of `templates/mail/` is one kind of letter: the first line is the subject, the rest the body, a line that is
only an address becomes a link. Nothing is sent here; `delivery.py` does that after the commit.
"""

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
from directory.web.language import PREFIXES

QUEUED = "letters_queued"


class LetterText(NamedTuple):
    """A letter's words. The body is plain text."""

    subject: str
    text: str


def queue(
    session: Session,
    to: str | None,
    kind: str,
    language: str,
    *,
    unique_key: str | None = None,
    expires_at: datetime | None = None,
    **values: object,
) -> bool:
    """Put a letter in the queue, in the running transaction: it goes out if and only if the change is kept.

    Args:
        to: the address. None makes a decoy, which costs the same and goes nowhere.
        kind: the name of a text in `templates/mail/`.
        language: "nb", "nn" or "en".
        unique_key: of two letters with the same key only the first is ever sent.
        expires_at: not sent after this moment, such as when its link has ended.
        values: what the text fills in.

    Returns:
        False when a letter with this key was queued before.
    """
    now = oslo_now()
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
    with force_locale(language):
        subject, _line, body = template.render(**values).strip().partition("\n")
    return LetterText(" ".join(subject.split()), body.strip() + "\n")


def address(path: str, language: str) -> str:
    """The whole public address of a path in a language, for a letter: the public address, `/nn`, and the path."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.public_url}{PREFIXES[language]}{path}"
