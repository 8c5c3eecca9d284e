"""What has had its day at the desk? Counts of tries, ended links, and sessions that nobody uses."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts import limits
from directory.accounts.models import DeskSession, SignInLink
from directory.mail.delivery import KEPT


def forget_old(session: Session, now: datetime) -> None:
    """Take away what is older than a sent letter may be."""
    limits.forget_ended(session, now)
    long_ago = now - KEPT
    session.execute(delete(SignInLink).where(SignInLink.expires_at <= long_ago))
    session.execute(delete(DeskSession).where(DeskSession.seen_at <= long_ago))
