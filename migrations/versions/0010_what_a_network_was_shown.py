"""What a network is shown today is counted by a key that is thrown away"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_key",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_key")),
    )


def downgrade() -> None:
    op.drop_table("daily_key")
