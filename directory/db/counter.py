"""What state is the database in? A number that grows with every change, and a mark by which the state is known again."""

from typing import NamedTuple

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Session, mapped_column

from directory.db.base import Base

EVERYTHING = "listings"  # the counter of all changes
_COUNTERS = "SELECT name, value, mark FROM change_counter"


class ChangeCounter(Base):
    """The number of the latest change of something that pages are made of, in the same transaction as the change.

    `listings` is that of all there is; the others are of one small table each, and say when that changed last.
    """

    __tablename__ = "change_counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)
    mark: Mapped[str] = mapped_column(default="")


class State(NamedTuple):
    """A state of the database: how many changes it has seen, and the mark of the last, which no other change has."""

    number: int
    mark: str


def read_counters(connection: Connection) -> dict[str, State]:
    """Every counter by its name, as of one moment."""
    rows = connection.exec_driver_sql(_COUNTERS)
    return {name: State(value, mark) for name, value, mark in rows}


def state_of(connection: Connection) -> State:
    """The state that `connection` sees; number 0 before the first change."""
    return read_counters(connection).get(EVERYTHING, State(0, ""))


def change_number(session: Session) -> int:
    """How many changes of what pages are made of the database has seen; 0 before the first."""
    return state_of(session.connection()).number
