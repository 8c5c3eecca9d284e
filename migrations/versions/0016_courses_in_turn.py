"""Courses in turn: what organisers keep of a run, whose turn it is, and what hosts learned"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_work",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=True),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("evaluation", sa.JSON(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        _of_listing("course_work"),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_course_work")),
    )
    op.create_table(
        "course_step",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        _of_listing("course_step"),
        sa.PrimaryKeyConstraint("listing_id", "code", name=op.f("pk_course_step")),
    )
    _make_turns()
    _make_experiences()


def _of_listing(table: str, column: str = "listing_id", ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_listing")
    return sa.ForeignKeyConstraint([column], ["listing.id"], name=name, ondelete=ondelete)


def _make_turns() -> None:
    op.create_table(
        "passed_turn",
        sa.Column("from_listing_id", sa.String(), nullable=False),
        sa.Column("rota_code", sa.String(), nullable=False),
        sa.Column("municipality_number", sa.String(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=True),
        _of_listing("passed_turn", "from_listing_id"),
        _of_listing("passed_turn", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["rota_code"], ["rota.code"], name=op.f("fk_passed_turn_rota_code_rota"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("from_listing_id", name=op.f("pk_passed_turn")),
    )
    op.create_index(op.f("ix_passed_turn_rota_code"), "passed_turn", ["rota_code"])


def _make_experiences() -> None:
    op.create_table(
        "host_experience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("programme_code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'shared', 'refused')", name=op.f("ck_host_experience_state")
        ),
        _of_listing("host_experience"),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programme.code"],
            name=op.f("fk_host_experience_programme_code_programme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_host_experience_made_by_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_experience")),
    )
    op.create_index(op.f("ix_host_experience_listing_id"), "host_experience", ["listing_id"])
    op.create_index(op.f("ix_host_experience_programme_code"), "host_experience", ["programme_code"])


def downgrade() -> None:
    for table in ("host_experience", "passed_turn", "course_step", "course_work"):
        op.drop_table(table)
