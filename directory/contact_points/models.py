"""What do we know of somebody who answers? A contact point, a municipal service, a centre, an office or a line."""

from datetime import date, time

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db.base import Base, one_of
from directory.vocabulary import LEVELS, WEEKDAYS


class ContactPoint(Base):
    """One door or line that answers, at one level, for the areas it covers. Never a private person."""

    __tablename__ = "contact_point"
    shown_with = ("contact_point", "")
    __table_args__ = (one_of("level", LEVELS),)

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
    silent_since: Mapped[date | None]
    name_nn: Mapped[str | None]
    name_en: Mapped[str | None]
    closed_on: Mapped[date | None]
    merged_into: Mapped[str | None]
    opening: Mapped[list["OpeningHours"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="OpeningHours.id"
    )
    areas: Mapped[list["CoveredArea"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CoveredArea.area"
    )

    @property
    def covers(self) -> list[str]:
        """Municipality numbers, county numbers, or `NO`."""
        return [covered.area for covered in self.areas]


class OpeningHours(Base):
    """When it is open on one weekday, on the Norwegian clock. Hours that nobody told us are not there."""

    __tablename__ = "opening_hours"
    shown_with = ("contact_point", "")
    __table_args__ = (one_of("weekday", WEEKDAYS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact_point.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[str]
    opens: Mapped[time]
    closes: Mapped[time]


class CoveredArea(Base):
    """One municipality number, county number, or `NO` that a contact answers for."""

    __tablename__ = "covered_area"
    shown_with = ("contact_point", "")

    contact_id: Mapped[str] = mapped_column(
        ForeignKey("contact_point.id", ondelete="CASCADE"), primary_key=True
    )
    area: Mapped[str] = mapped_column(primary_key=True, index=True)
