"""How many changes have there been? One number, by which workers know that what they remember is old."""

from sqlalchemy import text
from sqlalchemy.orm import Mapped, Session, mapped_column

from directory.db.base import Base

CHANGE_NUMBER = "SELECT value FROM change_counter WHERE name = 'listings'"


class ChangeCounter(Base):
    """One number that grows with every change of what pages are made of, in the same transaction as the change.

    A worker whose search index or memory is older than this number knows that it must catch up.
    """

    __tablename__ = "change_counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


def change_number(session: Session) -> int:
    """How many changes of what pages are made of the database has seen; 0 before the first."""
    return int(session.connection().exec_driver_sql(CHANGE_NUMBER).scalar() or 0)


def count_change(session: Session) -> None:
    """Grow the change counter in the running transaction; writers to it wait for each other there."""
    session.execute(text("UPDATE change_counter SET value = value + 1 WHERE name = 'listings'"))
