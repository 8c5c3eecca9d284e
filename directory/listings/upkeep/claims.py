"""Who would like to keep a listing? What a group's contact asks from its page, until somebody decides."""

from datetime import date, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from directory.db.base import Base

KEPT = timedelta(days=90)
"""So long an address that nobody decided about is kept."""
MOST_FOR_ONE = 5


class ListingClaim(Base):
    """Somebody wants to keep a listing. Their address is gone once it is decided."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("listing_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    email: Mapped[str]
    language: Mapped[str]
    made_on: Mapped[date]


def claim(session: Session, listing_id: str, email: str, language: str, today: date) -> ListingClaim | None:
    """Ask once. None where this address has asked already, or so many others have that nobody could read them."""
    wanted = select(ListingClaim).where(ListingClaim.listing_id == listing_id)
    if session.scalar(wanted.where(ListingClaim.email == email)) is not None:
        return None
    if (session.scalar(select(func.count()).select_from(wanted.subquery())) or 0) >= MOST_FOR_ONE:
        return None
    made = ListingClaim(listing_id=listing_id, email=email, language=language, made_on=today)
    session.add(made)
    session.flush()
    return made


def forget_old(session: Session, today: date) -> None:
    """An address that nobody decided about goes by itself."""
    session.execute(delete(ListingClaim).where(ListingClaim.made_on < today - KEPT))
