"""Who was asked whether a listing is still so? One row for each step, gone once somebody confirms it."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, one_of
from directory.vocabulary import ASKED


class Reminder(Base):
    """On `made_on` somebody was asked about a listing. `asked` is a code of `ASKED`; nobody is asked twice."""

    __tablename__ = "reminder"
    __table_args__ = (one_of("asked", ASKED),)

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    asked: Mapped[str] = mapped_column(primary_key=True)
    made_on: Mapped[date]
