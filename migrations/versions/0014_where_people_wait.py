"""Who waits for a group, the groups that are planned for them, who was asked, and who read how they are reached"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wish",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("municipality_number", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reach", sa.String(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_wish_token_hash")),
    )
    op.create_index(op.f("ix_wish_municipality_number"), "wish", ["municipality_number"])
    op.create_index(op.f("ix_wish_expires_on"), "wish", ["expires_on"])
    op.create_table(
        "planned_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("municipality_number", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by_hand", sa.Integer(), nullable=False),
        sa.Column("has_room", sa.Boolean(), nullable=False),
        sa.Column("has_initiator", sa.Boolean(), nullable=False),
        sa.Column("first_meetings", sa.JSON(), nullable=False),
        sa.Column("lets_go_on", sa.Date(), nullable=True),
        sa.Column("listing_id", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'started')", name=op.f("ck_planned_group_state")),
        _points("planned_group", "contact_id", "contact_point", "CASCADE"),
        _points("planned_group", "listing_id", "listing", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_group")),
    )
    op.create_index(op.f("ix_planned_group_contact_id"), "planned_group", ["contact_id"])
    op.create_index(op.f("ix_planned_group_municipality_number"), "planned_group", ["municipality_number"])
    op.create_table(
        "wish_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wish_id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.CheckConstraint("answer IN ('yes', 'no')", name=op.f("ck_wish_invitation_answer")),
        _points("wish_invitation", "wish_id", "wish", "CASCADE"),
        _points("wish_invitation", "group_id", "planned_group", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_wish_invitation_token_hash")),
        sa.UniqueConstraint("wish_id", "group_id", name=op.f("uq_wish_invitation_wish_id")),
    )
    op.create_index(op.f("ix_wish_invitation_group_id"), "wish_invitation", ["group_id"])
    op.create_table(
        "wish_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("municipality_number", sa.String(), nullable=False),
        _points("wish_reading", "contact_id", "contact_point", "CASCADE"),
        _points("wish_reading", "person_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_reading")),
    )
    op.create_index(op.f("ix_wish_reading_contact_id"), "wish_reading", ["contact_id"])


def downgrade() -> None:
    for table in ("wish_reading", "wish_invitation", "planned_group", "wish"):
        op.drop_table(table)


def _points(table: str, column: str, to: str, then: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=then)
