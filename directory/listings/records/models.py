"""What is offered? Organisations, and the groups, courses, meeting places and services they run."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Select, and_, literal, select, true, union_all
from sqlalchemy.orm import Mapped, Session, contains_eager, lazyload, mapped_column, relationship

from directory.db.base import Base, one_of
from directory.db.change_feed import LISTING
from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.listings.records.services import Pathway, ServiceStep
from directory.vocabulary import (
    CLASSES,
    CONFIRMED_HOW,
    FOR,
    KINDS,
    LEADERS,
    LEADERSHIP,
    OPENNESS,
    PUBLIC_STATUSES,
    STATUSES,
)
from directory.web.language import current


class Organisation(Base):
    """Who runs it: a fellowship, an association or a public service, by its public code."""

    __tablename__ = "organisation"
    shown_with = ("organisation", "")

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    audiences: Mapped[list[str]] = mapped_column(JSON, default=list)
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    twelve_step: Mapped[bool] = mapped_column(default=False)
    faith_based: Mapped[bool] = mapped_column(default=False)
    about: Mapped[str]
    confidence: Mapped[str]
    name_nn: Mapped[str | None]
    name_en: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    org_number: Mapped[str | None]
    reach_source: Mapped[str | None]
    reach_date: Mapped[date | None]
    last_confirmed_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    merged_into: Mapped[str | None]

    @property
    def called(self) -> str:
        """The name in the language of the page, where one was given."""
        return {"nn": self.name_nn, "en": self.name_en}.get(current()) or self.name


class ListingOrganisation(Base):
    """One of the organisations that run a listing, first the one it is named by."""

    __tablename__ = "listing_organisation"
    shown_with = (LISTING, "listing_id")

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    organisation_code: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class ListingContact(Base):
    """How to reach a listing: a role by default. A private person only until the day their consent ends."""

    __tablename__ = "listing_contact"
    shown_with = (LISTING, "listing_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    private: Mapped[bool] = mapped_column(default=False)
    consent_until: Mapped[date | None]
    waiting: Mapped[bool] = mapped_column(default=False)

    def may_be_shown(self, today: date) -> bool:
        """Always for a role; for a private person only with a consent that has not ended, once it was accepted."""
        consents = self.consent_until is not None and self.consent_until >= today
        return not self.private or (consents and not self.waiting)


class Listing(Base):
    """Anything a person can turn up to, join or call. Every fact has a source and a date."""

    __tablename__ = "listing"
    shown_with = (LISTING, "id")
    __table_args__ = (
        one_of("kind", KINDS),
        one_of("class", CLASSES),
        one_of("status", STATUSES),
        one_of("openness", OPENNESS),
        one_of("for_whom", FOR),
        one_of("leadership", LEADERSHIP),
        one_of("leader", LEADERS),
        one_of("confirmed_how", CONFIRMED_HOW),
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
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    leadership: Mapped[str | None]
    leader: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="nb")
    interpreter: Mapped[bool | None]
    sign_language: Mapped[bool | None]
    wheelchair: Mapped[bool | None]
    hearing_loop: Mapped[bool | None]
    cost: Mapped[str | None]
    free: Mapped[bool | None]
    referral_needed: Mapped[bool | None]
    accompaniment: Mapped[bool | None]
    by_appointment: Mapped[bool] = mapped_column(default=False)
    waiting_days: Mapped[int | None]
    may_contact: Mapped[list[str]] = mapped_column(JSON, default=list)

    municipality_number: Mapped[str | None] = mapped_column(index=True)
    place_id: Mapped[str | None]
    address: Mapped[str | None]
    way_in: Mapped[str | None]
    area_only: Mapped[bool] = mapped_column(default=False)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    catchment: Mapped[list[str]] = mapped_column(JSON, default=list)

    url: Mapped[str | None]
    summary: Mapped[str | None]
    first_time: Mapped[str | None]

    source: Mapped[str]
    source_url: Mapped[str | None]
    source_date: Mapped[date | None]
    source_note: Mapped[str | None]
    last_confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str | None]
    confirmed_how: Mapped[str | None]
    go_live_note: Mapped[str | None]
    demo: Mapped[bool] = mapped_column(default=False, index=True)
    version: Mapped[int] = mapped_column(default=1)

    schedules: Mapped[list[Schedule]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=Schedule.id
    )
    pauses: Mapped[list[Pause]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=Pause.from_date
    )
    contacts: Mapped[list[ListingContact]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=ListingContact.id
    )
    course: Mapped[CourseRun | None] = relationship(cascade="all, delete-orphan", lazy="selectin")
    steps: Mapped[list[ServiceStep]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=ServiceStep.number
    )
    pathways: Mapped[list[Pathway]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=Pathway.id, foreign_keys=Pathway.listing_id
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


def whole(wanted: Select[Listing]) -> Select[Listing]:
    """`wanted` with all that hangs on its listings, in one statement; read it with `.unique()`, and limit it before.

    Each row holds one part: so many rows as there are parts, and not each part beside each of another kind.
    """
    kinds: tuple[type[Any], ...] = (
        Schedule,
        Pause,
        ListingContact,
        ServiceStep,
        Pathway,
        ListingOrganisation,
    )
    numbers = (select(literal(number).label("number")) for number in range(len(kinds) + 1))
    part = union_all(*numbers).subquery("part")
    wanted = wanted.join(part, true()).outerjoin(Listing.course)
    for number, kind in enumerate(kinds):
        wanted = wanted.outerjoin(kind, and_(part.c.number == number, kind.listing_id == Listing.id))
    evening = and_(part.c.number == len(kinds), CourseSession.listing_id == CourseRun.listing_id)
    return (
        wanted.outerjoin(ChangedDate, ChangedDate.schedule_id == Schedule.id)
        .outerjoin(CourseSession, evening)
        .order_by(
            part.c.number,
            Schedule.id,
            ChangedDate.on,
            Pause.from_date,
            ListingContact.id,
            ServiceStep.number,
            Pathway.id,
            ListingOrganisation.position,
            CourseSession.number,
        )
        .options(
            contains_eager(Listing.schedules).contains_eager(Schedule.changed_dates),
            contains_eager(Listing.pauses),
            contains_eager(Listing.contacts),
            contains_eager(Listing.course).contains_eager(CourseRun.sessions),
            contains_eager(Listing.steps),
            contains_eager(Listing.pathways),
            contains_eager(Listing.run_by),
        )
    )


def bare(wanted: Select[Listing]) -> Select[Listing]:
    """`wanted` for a list that says what stands in the listing's own row: what hangs on it is not read."""
    parts = (Listing.schedules, Listing.pauses, Listing.contacts, Listing.course, Listing.steps)
    return wanted.options(*(lazyload(each) for each in (*parts, Listing.pathways, Listing.run_by)))


def organisations_by_code(session: Session) -> Mapping[str, Organisation]:
    """Every organisation, to be read only: they hang on no session."""
    rows = list(session.scalars(select(Organisation).order_by(Organisation.code)))
    for row in rows:
        session.expunge(row)
    return {row.code: row for row in rows}
