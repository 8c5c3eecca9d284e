"""What does a service offer, as it is kept? Its steps, and which way leads from one listing to another."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, one_of
from directory.db.change_feed import LISTING
from directory.vocabulary import PATHS


class ServiceStep(Base):
    """One step of stepped care: 1 guided self-help or online course, 2 course, 3 talks."""

    __tablename__ = "service_step"
    shown_with = (LISTING, "listing_id")
    __table_args__ = (CheckConstraint("number BETWEEN 1 AND 3", name="number"),)

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Pathway(Base):
    """From one listing to what comes next: another listing, or words where there is none to name."""

    __tablename__ = "pathway"
    shown_with = (LISTING, "listing_id")
    __table_args__ = (
        one_of("path", PATHS),
        CheckConstraint("to_id IS NOT NULL OR text IS NOT NULL", name="leads"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    path: Mapped[str]
    to_id: Mapped[str | None] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    text: Mapped[str | None]
