"""Each person chooses which letters come: the daily one of what waits, and the one when somebody tells us something"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_CHOICES = ("daily_letter", "report_letters")


def upgrade() -> None:
    for name in _CHOICES:
        with op.batch_alter_table("person", schema=None) as batch_op:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true()))
        with op.batch_alter_table("person", schema=None) as batch_op:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        for name in _CHOICES:
            batch_op.drop_column(name)
