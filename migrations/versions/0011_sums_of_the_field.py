"""Sums of the field by month, what was asked for and not found, and the reports of years"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "field_month",
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("month", "dimension", "code", name=op.f("pk_field_month")),
    )
    op.create_index(op.f("ix_field_month_demo"), "field_month", ["demo"])
    op.create_table(
        "asked_month",
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "county", "need", name=op.f("pk_asked_month")),
    )
    op.create_table(
        "year_report",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_year_report")),
    )
    op.create_index(op.f("ix_year_report_demo"), "year_report", ["demo"])


def downgrade() -> None:
    op.drop_table("year_report")
    op.drop_table("asked_month")
    op.drop_table("field_month")
