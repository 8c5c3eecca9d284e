"""Who changed what, when and why? Every act on a listing, with each field before and after; also what still waits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, Moment, one_of
from directory.vocabulary import CHANGE_STATES

CONFIRMATION = ("last_confirmed_on", "confirmed_by", "confirmed_how")
"""Fields that only a confirmation sets."""

Fields = dict[str, dict[str, Any]]
"""Field -> {"before": …, "after": …}, as in a document."""


class Change(Base):
    """One act of one person: applied, scheduled for a later day, or held for a second pair of eyes.

    `version` is the listing's version that an applied one made. A private contact is in no `fields`.
    """

    __tablename__ = "listing_change"
    __table_args__ = (one_of("state", CHANGE_STATES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    fields: Mapped[Fields] = mapped_column(JSON)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    made_as: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str | None]
    state: Mapped[str] = mapped_column(index=True)
    starts_on: Mapped[date | None]
    held_for: Mapped[list[str]] = mapped_column(JSON, default=list)
    applied_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_as: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision: Mapped[str | None]
    private_contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("listing_contact.id", ondelete="SET NULL")
    )
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("listing_change.id", ondelete="SET NULL"))
