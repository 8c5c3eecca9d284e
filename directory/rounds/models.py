"""What do we know of a round? Its words and days, who was asked, and the answers of each listing as codes."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base, Moment, one_of
from directory.vocabulary import LANGUAGES, ROLES


class QuestionRound(Base):
    """One year's question. `wording` holds the editor's own words by language. `asked_at` is when the last letter was queued."""

    __tablename__ = "question_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    wording: Mapped[dict[str, str]] = mapped_column(JSON)
    deadline: Mapped[date]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class AskedReader(Base):
    """Somebody who is asked once in a round, for all that they answer for: a person, or the address of a role until the round
    closes. `address_mark` is a keyed hash; the link's token is never kept."""

    __tablename__ = "asked_reader"
    __table_args__ = (one_of("language", LANGUAGES), one_of("asked_as", ROLES))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("question_round.id", ondelete="CASCADE"), index=True)
    letter_key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    address: Mapped[str | None]
    address_mark: Mapped[str]
    asked_as: Mapped[str]
    language: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    refused_at: Mapped[datetime | None] = mapped_column(Moment)
    reminders: Mapped[int] = mapped_column(default=0)


class RoundAnswer(Base):
    """One listing in a round, where it stood then, and what was answered, as codes. Without `asked_id` there was nobody to ask.
    `comment` is read by the editor alone, and goes out in nothing."""

    __tablename__ = "round_answer"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("question_round.id", ondelete="CASCADE"), primary_key=True
    )
    listing_id: Mapped[str] = mapped_column(primary_key=True)
    asked_id: Mapped[int | None] = mapped_column(
        ForeignKey("asked_reader.id", ondelete="SET NULL"), index=True
    )
    organisation: Mapped[str | None]
    county: Mapped[str | None]
    class_: Mapped[str | None] = mapped_column("class")
    answers: Mapped[dict[str, str | list[str]]] = mapped_column(JSON, default=dict)
    comment: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    demo: Mapped[bool] = mapped_column(default=False, index=True)


class AskedNoMore(Base):
    """An address that is never asked again, as a keyed hash: nobody can read it, and it is known when it would be asked."""

    __tablename__ = "asked_no_more"

    address_mark: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)
