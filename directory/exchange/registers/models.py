"""What do we keep of a register's entry? What says whom to ask, and nothing of roles, people or accounts."""

from datetime import date

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, one_of

STANDINGS = ("active", "closing", "bankrupt", "deleted")
DEALT = ("new", "asked", "listed", "no")


class RegisterEntry(Base):
    """One organisation by its number. `standing` is what the register says, `dealt` what somebody here did about it.

    Telephone and mail may be a private person's where the club is small: they are for whoever asks, and shown to nobody else
    until the organisation has said that they may be.
    """

    __tablename__ = "register_entry"
    __table_args__ = (one_of("standing", STANDINGS), one_of("dealt", DEALT))

    org_number: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    municipality_number: Mapped[str | None] = mapped_column(index=True)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    purpose: Mapped[str | None]
    url: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    standing: Mapped[str] = mapped_column(default="active", index=True)
    dealt: Mapped[str] = mapped_column(default="new", index=True)
    near: Mapped[bool] = mapped_column(default=False, index=True)
    source: Mapped[str]
    seen_on: Mapped[date]
