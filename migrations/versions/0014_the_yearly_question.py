"""The yearly question: rounds, who was asked, what was answered, and who is asked no more"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LANGUAGES = "language IN ('nb', 'nn', 'en')"
_ROLES = "asked_as IN ('contact', 'organisation_editor', 'contact_point', 'national_editor', 'administrator')"
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "question_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_round")),
        sa.UniqueConstraint("year", name=op.f("uq_question_round_year")),
    )
    op.create_table(
        "asked_no_more",
        sa.Column("address_mark", sa.String(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("address_mark", name=op.f("pk_asked_no_more")),
    )
    _make_asked()
    _make_answers()


def _make_asked() -> None:
    op.create_table(
        "asked_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("letter_key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("address_mark", sa.String(), nullable=False),
        sa.Column("asked_as", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("refused_at", _MOMENT, nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.CheckConstraint(_LANGUAGES, name=op.f("ck_asked_reader_language")),
        sa.CheckConstraint(_ROLES, name=op.f("ck_asked_reader_asked_as")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["question_round.id"],
            name=op.f("fk_asked_reader_round_id_question_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asked_reader_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_reader")),
        sa.UniqueConstraint("letter_key", name=op.f("uq_asked_reader_letter_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_asked_reader_token_hash")),
    )
    op.create_index(op.f("ix_asked_reader_round_id"), "asked_reader", ["round_id"])


def _make_answers() -> None:
    op.create_table(
        "round_answer",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("county", sa.String(), nullable=True),
        sa.Column("class", sa.String(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["question_round.id"],
            name=op.f("fk_round_answer_round_id_question_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_id"],
            ["asked_reader.id"],
            name=op.f("fk_round_answer_asked_id_asked_reader"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("round_id", "listing_id", name=op.f("pk_round_answer")),
    )
    op.create_index(op.f("ix_round_answer_asked_id"), "round_answer", ["asked_id"])
    op.create_index(op.f("ix_round_answer_demo"), "round_answer", ["demo"])


def downgrade() -> None:
    op.drop_table("round_answer")
    op.drop_table("asked_reader")
    op.drop_table("asked_no_more")
    op.drop_table("question_round")
