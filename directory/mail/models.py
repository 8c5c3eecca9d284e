"""What do we know of a letter? To whom it goes, what it says, and how far it has come."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, Moment, one_of
from directory.vocabulary import LANGUAGES

# unsure: claimed by a sender that never said how it went. It may have arrived, so it is told, never sent again unasked.
LETTER_STATES = ("queued", "claimed", "sent", "failed", "unsure", "settled")

SEALED = "sealed:"
"""Before a recipient that only a room above can read (`delivery.open_by`)."""


class Letter(Base):
    """A mail on its way. Without an address it is a decoy, which is only dropped. Its text is emptied once it is sent."""

    __tablename__ = "letter"
    __table_args__ = (one_of("state", LETTER_STATES), one_of("language", LANGUAGES))

    id: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str | None]
    language: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="queued", index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    failures: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None]

    @property
    def open_recipient(self) -> str:
        """To whom, where that may be read; empty where it is sealed."""
        return "" if (self.recipient or "").startswith(SEALED) else self.recipient or ""
