"""What is a course, as it is kept? The programme (the recipe), one run of it, its evenings, and who hosts next."""

from datetime import date, time

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db.base import Base
from directory.db.change_feed import LISTING


class Programme(Base):
    """A course programme that runs in many municipalities, such as TA TAK."""

    __tablename__ = "programme"
    shown_with = ("programme", "")

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    owner: Mapped[str]
    about: Mapped[str]
    aims: Mapped[list[str]] = mapped_column(JSON, default=list)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    evening: Mapped[list[str]] = mapped_column(JSON, default=list)
    host: Mapped[list[str]] = mapped_column(JSON, default=list)
    seats: Mapped[str | None]
    source: Mapped[str]
    source_url: Mapped[str | None]
    source_date: Mapped[date | None]
    source_note: Mapped[str | None]


class CourseRun(Base):
    """One run: a programme, a host municipality, one set of evenings. Extends one listing of kind `course`."""

    __tablename__ = "course_run"
    shown_with = (LISTING, "listing_id")

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    programme_code: Mapped[str | None] = mapped_column(ForeignKey("programme.code"))
    rota_code: Mapped[str | None] = mapped_column(ForeignKey("rota.code"))
    seats: Mapped[int | None]
    enrolled: Mapped[int | None]
    deadline: Mapped[date | None]
    programme: Mapped[Programme | None] = relationship(viewonly=True)
    rota: Mapped["Rota | None"] = relationship(viewonly=True)
    sessions: Mapped[list["CourseSession"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CourseSession.number"
    )


class CourseSession(Base):
    """One evening of a run."""

    __tablename__ = "course_session"
    shown_with = (LISTING, "listing_id")

    listing_id: Mapped[str] = mapped_column(
        ForeignKey("course_run.listing_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time | None]
    theme: Mapped[str | None]


class Rota(Base):
    """Municipalities that take turns to host a programme, in a fixed order, some months apart."""

    __tablename__ = "rota"
    shown_with = ("rota", "")

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    programme_code: Mapped[str] = mapped_column(ForeignKey("programme.code"))
    interval_months: Mapped[int]
    municipalities: Mapped[list[str]] = mapped_column(JSON, default=list)
    demo: Mapped[bool] = mapped_column(default=False, index=True)
