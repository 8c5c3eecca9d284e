"""Names in three languages, how organisations are reached, what waits to be seen, and who asks to keep a listing"""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_TEXTS = {
    "organisation": (
        "name_nn",
        "name_en",
        "phone",
        "email",
        "url",
        "org_number",
        "reach_source",
        "merged_into",
    ),
    "contact_point": ("name_nn", "name_en", "merged_into"),
}
_DAYS = {
    "organisation": ("reach_date", "last_confirmed_on", "closed_on"),
    "contact_point": ("closed_on",),
}


def upgrade() -> None:
    for table, names in _TEXTS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.add_column(sa.Column(name, sa.String(), nullable=True))
            for name in _DAYS[table]:
                batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
    op.create_table(
        "held_reach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_as", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('contact_point', 'organisation')", name=op.f("ck_held_reach_kind")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_held_reach_made_by_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_reach")),
        sa.UniqueConstraint("kind", "scope", name=op.f("uq_held_reach_kind")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_claim_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("listing_id", "email", name=op.f("uq_claim_listing_id")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_listing_id"), ["listing_id"], unique=False)
    # A document's date is no confirmation: nobody was asked.
    op.execute(
        "UPDATE listing SET last_confirmed_on = NULL"
        " WHERE confirmed_by IS NULL AND last_confirmed_on = source_date AND demo = false"
    )
    _tell_that_all_changed()


def _tell_that_all_changed() -> None:
    """What the index keeps of a listing has one field more: it is read anew."""
    values = {"mark": token_hex(8)}
    op.get_bind().execute(
        sa.text("UPDATE change_counter SET value = value + 1, mark = :mark WHERE name = 'listings'"), values
    )
    op.get_bind().execute(
        sa.text(
            "INSERT INTO change_feed (number, kind, key, mark)"
            " SELECT value, 'all', '', mark FROM change_counter WHERE name = 'listings'"
        )
    )


def downgrade() -> None:
    op.drop_table("claim")
    op.drop_table("held_reach")
    for table, names in _TEXTS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in (*names, *_DAYS[table]):
                batch_op.drop_column(name)
