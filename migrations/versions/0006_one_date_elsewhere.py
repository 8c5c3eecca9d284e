"""A single date may be at another address"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


_changes = sa.table("listing_change", sa.column("id", sa.Integer()), sa.column("fields", sa.JSON()))


def upgrade() -> None:
    with op.batch_alter_table("changed_date", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(), nullable=True))
    _in_the_history(lambda each: each.setdefault("address", None))


def downgrade() -> None:
    _in_the_history(lambda each: each.pop("address", None))
    with op.batch_alter_table("changed_date", schema=None) as batch_op:
        batch_op.drop_column("address")


def _in_the_history(mend: Callable[[dict[str, Any]], Any]) -> None:
    """A change can be undone only where it says the same as the form does."""
    connection = op.get_bind()
    for number, fields in connection.execute(sa.select(_changes.c.id, _changes.c.fields)).all():
        sides = [side or [] for side in (fields.get("meetings") or {}).values()]
        dates = [each for side in sides for meeting in side for each in meeting.get("changed_dates") or []]
        for each in dates:
            mend(each)
        if dates:
            connection.execute(_changes.update().where(_changes.c.id == number).values(fields=fields))
