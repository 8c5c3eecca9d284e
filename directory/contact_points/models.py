"""What do we know of somebody who answers? A contact point, a municipal service, a centre, an office or a line."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.database import Base
from directory.vocabulary import LEVELS


class ContactPoint(Base):
    """One door or line that answers, at one level, for the areas it covers. Never a private person."""

    __tablename__ = "contact_point"
    __table_args__ = (
        CheckConstraint("level IN ({})".format(", ".join(f"'{code}'" for code in LEVELS)), name="level"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    name: Mapped[str]
    about: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    hours: Mapped[str | None]
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    audiences: Mapped[list[str]] = mapped_column(JSON, default=list)
    young: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[str | None]
    source: Mapped[str]
    source_date: Mapped[str]
    confirm: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False, index=True)
    last_confirmed_on: Mapped[date | None]
    areas: Mapped[list["CoveredArea"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CoveredArea.area"
    )

    @property
    def covers(self) -> list[str]:
        """Municipality numbers, county numbers, or `NO`."""
        return [covered.area for covered in self.areas]


class CoveredArea(Base):
    """One municipality number, county number, or `NO` that a contact answers for."""

    __tablename__ = "covered_area"

    contact_id: Mapped[str] = mapped_column(
        ForeignKey("contact_point.id", ondelete="CASCADE"), primary_key=True
    )
    area: Mapped[str] = mapped_column(primary_key=True, index=True)
