"""What do we know of somebody at the desk? An e-mail address, roles, and ways in. Never a name.

What a person may reach is named by plain ids: this room stands below the listings and contacts and does not know them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db.base import Base, Moment, one_of
from directory.vocabulary import LANGUAGES, ROLES

# Which column of a grant says what it reaches; None reaches everything.
SCOPES = {
    "contact": "listing_id",
    "organisation_editor": "organisation_code",
    "contact_point": "contact_id",
    "national_editor": None,
    "administrator": None,
}
TWO_STEPS = frozenset({"national_editor", "administrator"})
"""Roles that reach everything: a mailbox alone does not open them."""
LINK_PURPOSES = ("sign_in", "confirm")


@dataclass(frozen=True)
class Actor:
    """Who does something: a person in a role, or the house itself (`Actor(None, "house")`)."""

    person_id: int | None
    role: str


class Person(Base):
    """Somebody who works at the desk. `email` is in lower case, and null once the person is forgotten."""

    __tablename__ = "person"
    __table_args__ = (one_of("language", LANGUAGES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="nb")
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    second_step: Mapped[bool] = mapped_column(default=False)
    daily_letter: Mapped[bool] = mapped_column(default=True)
    report_letters: Mapped[bool] = mapped_column(default=True)
    grants: Mapped[list["Grant"]] = relationship(
        cascade="all, delete-orphan",
        lazy="selectin",
        order_by="Grant.id",
        foreign_keys="Grant.person_id",
    )

    @property
    def current_grants(self) -> list["Grant"]:
        """The grants that have not ended; none for a disabled person."""
        return [] if self.disabled_at else [grant for grant in self.grants if grant.until is None]

    @property
    def roles(self) -> set[str]:
        return {grant.role for grant in self.current_grants}

    @property
    def needs_second_step(self) -> bool:
        """Those whose role reaches everything always; others by their own choice."""
        return self.second_step or not self.roles.isdisjoint(TWO_STEPS)


class Grant(Base):
    """One role with what it reaches: a listing, an organisation, a contact point's area, or everything.

    `given_by` is null where it was given from the command line. `vouched_at` is when another than the one who gave it
    accepted something that was done with it: until then nobody else knows that there are two people.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        one_of("role", ROLES),
        CheckConstraint(
            "(role = 'contact') = (listing_id IS NOT NULL)"
            " AND (role = 'organisation_editor') = (organisation_code IS NOT NULL)"
            " AND (role = 'contact_point') = (contact_id IS NOT NULL)",
            name="scope",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    listing_id: Mapped[str | None] = mapped_column(index=True)
    organisation_code: Mapped[str | None] = mapped_column(index=True)
    contact_id: Mapped[str | None] = mapped_column(index=True)
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    vouched_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def stands(self) -> bool:
        """Whether it rests on more than the word of one person at the desk."""
        return self.given_by is None or self.vouched_at is not None

    @property
    def scope(self) -> str | None:
        """The id or code of what it reaches; None for a role that reaches everything."""
        column = SCOPES[self.role]
        return getattr(self, column) if column else None


class SignInLink(Base):
    """A link by mail that works once: to sign in, or to confirm one listing. Only its hash is kept.

    Without a person it is a decoy, or it confirms a listing whose contact has no account.
    """

    __tablename__ = "sign_in_link"
    __table_args__ = (one_of("purpose", LINK_PURPOSES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    listing_id: Mapped[str | None] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_from: Mapped[
        str | None
    ]  # a keyed hash of the browser or network, whose key is thrown away at midnight


class DeskSession(Base):
    """Somebody who is signed in on one device. The cookie holds the token; only its hash is kept."""

    __tablename__ = "desk_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    second_step_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Passkey(Base):
    """A key in somebody's device (WebAuthn). Ids and keys in base64url."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[str]
    sign_count: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class OneTimeCode(Base):
    """One of ten printed codes: the second step without a passkey. Only its hash is kept."""

    __tablename__ = "one_time_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Attempt(Base):
    """How many times something was tried within its time. The key is a keyed hash: it tells nobody's address."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(Moment, index=True)


class DailyKey(Base):
    """What makes today's counts of visitors' networks unreadable. It is thrown away at midnight, and they with it."""

    __tablename__ = "daily_key"

    day: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[str]
