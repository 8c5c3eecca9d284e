"""Each change says what it touched"""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KINDS = ("organisation", "contact_point", "rota", "programme")


def upgrade() -> None:
    mark = token_hex(8)
    op.add_column("change_counter", sa.Column("mark", sa.String(), nullable=False, server_default=mark))
    with op.batch_alter_table("change_counter", schema=None) as batch_op:
        batch_op.alter_column("mark", server_default=None)
    feed = op.create_table(
        "change_feed",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", "kind", "key", name=op.f("pk_change_feed")),
    )
    counters = sa.table(
        "change_counter",
        sa.column("name", sa.String()),
        sa.column("value", sa.Integer()),
        sa.column("mark", sa.String()),
    )
    number = op.get_bind().execute(sa.select(counters.c.value).where(counters.c.name == "listings")).scalar()
    if number is None:  # what comes from a backup was not counted here
        number = 0
        op.bulk_insert(counters, [{"name": "listings", "value": number, "mark": mark}])
    op.bulk_insert(counters, [{"name": kind, "value": number, "mark": mark} for kind in _KINDS])
    op.bulk_insert(feed, [{"number": number, "kind": "all", "key": "", "mark": mark}])


def downgrade() -> None:
    op.drop_table("change_feed")
    op.execute("DELETE FROM change_counter WHERE name <> 'listings'")
    with op.batch_alter_table("change_counter", schema=None) as batch_op:
        batch_op.drop_column("mark")
