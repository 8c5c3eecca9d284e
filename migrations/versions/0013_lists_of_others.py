"""Where lists of others come from and what each entry said last; a list that somebody is looking at; whom to ask, by the registers"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("organisation_code", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("every_hours", sa.Integer(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("shows_new", sa.Boolean(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waits_for", sa.JSON(), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("fetched_at", moment, nullable=True),
        sa.Column("good_at", moment, nullable=True),
        sa.Column("failing_since", moment, nullable=True),
        sa.Column("fault", sa.String(), nullable=True),
        sa.Column("told_at", moment, nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "format IN ('meeting-guide', 'bmlt', 'hsds', 'spreadsheet', 'calendar')",
            name=op.f("ck_source_format"),
        ),
        sa.CheckConstraint("state IN ('active', 'waiting', 'ended')", name=op.f("ck_source_state")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_source_owner_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "source_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=True),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("like_id", sa.String(), nullable=True),
        sa.Column("gone_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_entry_source_id_source"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_source_entry_listing_id_listing"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["like_id"], ["listing.id"], name=op.f("fk_source_entry_like_id_listing"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_entry")),
        sa.UniqueConstraint("source_id", "key", name=op.f("uq_source_entry_source_id")),
    )
    op.create_index(op.f("ix_source_entry_key"), "source_entry", ["key"])
    op.create_index(op.f("ix_source_entry_listing_id"), "source_entry", ["listing_id"])
    op.create_index(op.f("ix_source_entry_like_id"), "source_entry", ["like_id"])
    op.create_table(
        "source_upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("organisation_code", sa.String(), nullable=True),
        sa.Column("listing_id", sa.String(), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_source_upload_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_upload")),
    )
    op.create_index(op.f("ix_source_upload_person_id"), "source_upload", ["person_id"])
    op.create_table(
        "register_entry",
        sa.Column("org_number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("municipality_number", sa.String(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("dealt", sa.String(), nullable=False),
        sa.Column("near", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "standing IN ('active', 'closing', 'bankrupt', 'deleted')",
            name=op.f("ck_register_entry_standing"),
        ),
        sa.CheckConstraint("dealt IN ('new', 'asked', 'listed', 'no')", name=op.f("ck_register_entry_dealt")),
        sa.PrimaryKeyConstraint("org_number", name=op.f("pk_register_entry")),
    )
    for column in ("name", "municipality_number", "standing", "dealt", "near"):
        op.create_index(op.f(f"ix_register_entry_{column}"), "register_entry", [column])


def downgrade() -> None:
    op.drop_table("register_entry")
    op.drop_table("source_upload")
    op.drop_table("source_entry")
    op.drop_table("source")
