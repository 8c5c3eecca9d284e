"""What is offered? Organisations, and the groups, courses, meeting places and services they run."""

from datetime import date, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, event
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from directory.database import Base, count_change
from directory.vocabulary import (
    CLASSES,
    FOR,
    KINDS,
    OPENNESS,
    PUBLIC_STATUSES,
    STATUSES,
    UNADDRESSED_NEEDS,
    WEEKDAYS,
    Codes,
)


def _one_of(column: str, codes: Codes) -> CheckConstraint:
    quoted = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({quoted})", name=column)


class Organisation(Base):
    """Who runs it: a fellowship, an association or a public service, by its public code."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    audiences: Mapped[list[str]] = mapped_column(JSON, default=list)
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    twelve_step: Mapped[bool] = mapped_column(default=False)
    faith_based: Mapped[bool] = mapped_column(default=False)
    about: Mapped[str]
    confidence: Mapped[str]


class ListingOrganisation(Base):
    """One of the organisations that run a listing, first the one it is named by."""

    __tablename__ = "listing_organisation"

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    organisation_code: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class MeetingTime(Base):
    """One weekly time, on a local clock (Europe/Oslo). An end before the start is past midnight."""

    __tablename__ = "meeting_time"
    __table_args__ = (_one_of("weekday", WEEKDAYS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[str]
    starts: Mapped[time]
    ends: Mapped[time | None]


class Listing(Base):
    """Anything a person can turn up to, join or call. Every fact has a source and a date."""

    __tablename__ = "listing"
    __table_args__ = (
        _one_of("kind", KINDS),
        _one_of("class", CLASSES),
        _one_of("status", STATUSES),
        _one_of("openness", OPENNESS),
        _one_of("for_whom", FOR),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    class_: Mapped[str | None] = mapped_column("class")
    status: Mapped[str] = mapped_column(default="active", index=True)
    audiences: Mapped[list[str]] = mapped_column(JSON, default=list)
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    formats: Mapped[list[str]] = mapped_column(JSON, default=list)
    openness: Mapped[str | None]
    for_whom: Mapped[str | None]
    young: Mapped[bool] = mapped_column(default=False)
    twelve_step: Mapped[bool] = mapped_column(default=False)
    faith_based: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="nb")

    municipality_number: Mapped[str | None] = mapped_column(index=True)
    place_id: Mapped[str | None]
    address: Mapped[str | None]
    area_only: Mapped[bool] = mapped_column(default=False)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    catchment: Mapped[list[str]] = mapped_column(JSON, default=list)
    starts_on: Mapped[date | None]

    phone: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    summary: Mapped[str | None]
    first_time: Mapped[str | None]

    source: Mapped[str]
    source_url: Mapped[str | None]
    source_date: Mapped[date | None]
    source_note: Mapped[str | None]
    last_confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str | None]
    go_live_note: Mapped[str | None]
    demo: Mapped[bool] = mapped_column(default=False, index=True)

    meetings: Mapped[list[MeetingTime]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=MeetingTime.id
    )
    run_by: Mapped[list[ListingOrganisation]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=ListingOrganisation.position
    )

    @property
    def organisations(self) -> list[str]:
        """Codes of those who run it, first the one it is named by."""
        return [row.organisation_code for row in self.run_by]

    @property
    def public(self) -> bool:
        return self.status in PUBLIC_STATUSES

    @property
    def addressable_needs(self) -> list[str]:
        """The needs that may stand in an address."""
        return [need for need in self.needs if need not in UNADDRESSED_NEEDS]


_SEARCHABLE = (Listing, MeetingTime, ListingOrganisation, Organisation)


@event.listens_for(Session, "before_flush")
def _count_searchable_changes(session: Session, _context: object, _instances: object) -> None:
    """Whatever verb changed it: a flush that touches something searchable grows the change counter."""
    touched = [*session.new, *session.deleted, *(item for item in session.dirty if session.is_modified(item))]
    if any(isinstance(item, _SEARCHABLE) for item in touched):
        count_change(session)
