"""Where do lists come from, and what did each say last? So that only what is new in it changes anything."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, Moment, one_of

FORMATS = ("meeting-guide", "bmlt", "hsds", "spreadsheet", "calendar")
"""What can be read. Public: the command line takes these words."""
SOURCE_STATES = ("active", "waiting", "ended")


class ListSource(Base):
    """A list of others: one that we fetch by its address, or one that somebody brings now and then.

    `trust` names the groups of fields that it knows better than we do. `waits_for` says why a person must look first:
    how many are gone, how many would be reached otherwise, and the fingerprint of what was fetched.
    """

    __tablename__ = "source"
    __table_args__ = (one_of("format", FORMATS), one_of("state", SOURCE_STATES))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    format: Mapped[str]
    url: Mapped[str | None]
    organisation_code: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    every_hours: Mapped[int] = mapped_column(default=24)
    trust: Mapped[list[str]] = mapped_column(JSON, default=list)
    shows_new: Mapped[bool] = mapped_column(default=False)
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(default="active")
    waits_for: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    marks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(Moment)
    fetched_at: Mapped[datetime | None] = mapped_column(Moment)
    good_at: Mapped[datetime | None] = mapped_column(Moment)
    failing_since: Mapped[datetime | None] = mapped_column(Moment)
    fault: Mapped[str | None]
    told_at: Mapped[datetime | None] = mapped_column(Moment)
    report: Mapped[dict[str, int] | None] = mapped_column(JSON)


class SourceEntry(Base):
    """One entry of a source: what they call it, which listing it is, and what they said last.

    Without a listing somebody here threw it away, and it does not come back. `like_id` is another listing that seems to
    be the same, until somebody says so or not.
    """

    __tablename__ = "source_entry"
    __table_args__ = (UniqueConstraint("source_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(index=True)
    listing_id: Mapped[str | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    given: Mapped[dict[str, Any]] = mapped_column(JSON)
    like_id: Mapped[str | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    gone_at: Mapped[datetime | None] = mapped_column(Moment)


class Upload(Base):
    """A list that somebody at the desk has sent and is looking at. It goes when it is taken in, and after a day."""

    __tablename__ = "source_upload"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    format: Mapped[str]
    name: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    organisation_code: Mapped[str | None]
    listing_id: Mapped[str | None]
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(Moment)
