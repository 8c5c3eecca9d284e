"""What do those who hold a course keep for themselves? Nothing of it is public: no table here is shown with a listing."""

from datetime import date, time

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, one_of

EXPERIENCE_STATES = ("waiting", "shared", "refused")
FEWEST = 15
"""So many enrolled are advised for TA TAK (its own description); the organisers may say otherwise."""


class CourseWork(Base):
    """One run, as its organisers see it. `roles`: who does what, by the evening's number; `hours` by (`planning`, `holding`)
    and (`professionals`, `users`), such as `planning_users`; `evaluation` by question; `sums` of the participants' answers,
    such as `midway_good`."""

    __tablename__ = "course_work"

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    waiting: Mapped[int | None]
    fewest: Mapped[int] = mapped_column(default=FEWEST)
    roles: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    hours: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    evaluation: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    sums: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class CourseStep(Base):
    """One thing on the organisers' calendar that was ticked off, or set to a day of its own. What has no row stands where
    the evenings put it (`course_steps.py`)."""

    __tablename__ = "course_step"

    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[date | None]
    starts: Mapped[time | None]
    done_on: Mapped[date | None]


class PassedTurn(Base):
    """The last host of a rota has passed the turn on. It is open until the next host's run is there (`listing_id`); a draft
    that is thrown away opens it again."""

    __tablename__ = "passed_turn"

    from_listing_id: Mapped[str] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True
    )
    rota_code: Mapped[str] = mapped_column(ForeignKey("rota.code", ondelete="CASCADE"), index=True)
    municipality_number: Mapped[str]
    passed_on: Mapped[date]
    listing_id: Mapped[str | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"))


class HostExperience(Base):
    """What hosts learned, for the next hosts of the same programme; shared once another has read it."""

    __tablename__ = "host_experience"
    __table_args__ = (one_of("state", EXPERIENCE_STATES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), index=True)
    programme_code: Mapped[str] = mapped_column(ForeignKey("programme.code", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    made_on: Mapped[date]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(default="waiting")
