"""Who changed what, when and why? Every field's history, from the first change; a private contact leaves no trace."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.database import Base


class ListingChange(Base):
    """One change of one field. `before` and `after` are JSON in the API's own form."""

    __tablename__ = "listing_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    field: Mapped[str]
    before: Mapped[object] = mapped_column(JSON)
    after: Mapped[object] = mapped_column(JSON)
    role: Mapped[str]
    reason: Mapped[str | None]
