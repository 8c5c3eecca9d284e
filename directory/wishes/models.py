"""What do we know of a wish? A need, an audience, a municipality and a month; of who wishes nothing but a sealed way."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, Moment, one_of

PLAN_STATES = ("planned", "started")
ANSWERS = ("yes", "no")


class Wish(Base):
    """One wish of one person. Nothing joins it to another: the id is random, and no moment is kept, only the month.

    `reach` is sealed (`sealing.py`); None where only the number counts.
    """

    __tablename__ = "wish"

    id: Mapped[str] = mapped_column(primary_key=True)
    need: Mapped[str]
    audience: Mapped[str]
    municipality_number: Mapped[str] = mapped_column(index=True)
    month: Mapped[str]
    expires_on: Mapped[date] = mapped_column(index=True)
    language: Mapped[str]
    reach: Mapped[str | None]
    token_hash: Mapped[str] = mapped_column(unique=True)


class PlannedGroup(Base):
    """A group that a contact point plans: for what and whom, and how far its start has come. `first_meetings` are days."""

    __tablename__ = "planned_group"
    shown_with = ("planned_group", "")
    __table_args__ = (one_of("state", PLAN_STATES),)

    id: Mapped[str] = mapped_column(primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact_point.id", ondelete="CASCADE"), index=True)
    need: Mapped[str]
    audience: Mapped[str]
    municipality_number: Mapped[str] = mapped_column(index=True)
    made_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="planned")
    by_hand: Mapped[int] = mapped_column(default=0)
    has_room: Mapped[bool] = mapped_column(default=False)
    has_initiator: Mapped[bool] = mapped_column(default=False)
    first_meetings: Mapped[list[str]] = mapped_column(JSON, default=list)
    lets_go_on: Mapped[date | None]
    listing_id: Mapped[str | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"))

    @property
    def is_ready(self) -> bool:
        """Whether everything that a start needs is ticked off, but for those who come."""
        return bool(
            self.has_room and self.has_initiator and len(self.first_meetings) == 3 and self.lets_go_on
        )


class WishInvitation(Base):
    """Somebody who waits was asked about one planned group, and what they answered, if they did."""

    __tablename__ = "wish_invitation"
    __table_args__ = (one_of("answer", ANSWERS), UniqueConstraint("wish_id", "group_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    wish_id: Mapped[str] = mapped_column(ForeignKey("wish.id", ondelete="CASCADE"))
    group_id: Mapped[str] = mapped_column(ForeignKey("planned_group.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    answer: Mapped[str | None]


class WishReading(Base):
    """Somebody at a contact point read how one person can be reached. Of the wish only what it is about and where."""

    __tablename__ = "wish_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact_point.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    need: Mapped[str]
    audience: Mapped[str]
    municipality_number: Mapped[str]
