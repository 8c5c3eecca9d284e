"""When does it happen, as it is kept? Recurring times, single dates that differ, and breaks."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db.base import Base, one_of
from directory.db.change_feed import LISTING
from directory.vocabulary import CANCELLED_FOR, FORMATS, PURPOSES, WEEKDAYS


class Schedule(Base):
    """One recurring time on the Norwegian clock. An end that is not after the start is past midnight.

    `every` counts weeks from `from_date`. `nth` is the which-th such weekday of the month (1 to 5, or -1 for the
    last); where it is set, `every` does not count.
    """

    __tablename__ = "schedule"
    shown_with = (LISTING, "listing_id")
    __table_args__ = (
        one_of("weekday", WEEKDAYS),
        one_of("format", FORMATS),
        one_of("purpose", PURPOSES),
        CheckConstraint("every BETWEEN 1 AND 52", name="every"),
        CheckConstraint("nth IN (-1, 1, 2, 3, 4, 5)", name="nth"),
        CheckConstraint("every = 1 OR from_date IS NOT NULL", name="counted_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[str]
    starts: Mapped[time]
    ends: Mapped[time | None]
    every: Mapped[int] = mapped_column(default=1)
    nth: Mapped[int | None]
    from_date: Mapped[date | None]
    until_date: Mapped[date | None]
    format: Mapped[str | None]
    purpose: Mapped[str] = mapped_column(default="meeting")
    link: Mapped[str | None]
    link_public: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    changed_dates: Mapped[list["ChangedDate"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ChangedDate.on"
    )


class ChangedDate(Base):
    """One date of a schedule that is cancelled, or moved: to another day or time, or to another `address` this once.

    What stays on its day is moved to that same day.
    """

    __tablename__ = "changed_date"
    shown_with = (LISTING, "schedule.listing_id")
    __table_args__ = (one_of("reason", CANCELLED_FOR),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    schedule: Mapped[Schedule] = relationship(viewonly=True)
    on: Mapped[date]
    moved_to: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    address: Mapped[str | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]


class Pause(Base):
    """A break from one day through another; without an end it lasts until somebody says otherwise."""

    __tablename__ = "pause"
    shown_with = (LISTING, "listing_id")
    __table_args__ = (one_of("reason", CANCELLED_FOR),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    from_date: Mapped[date]
    until_date: Mapped[date | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]
