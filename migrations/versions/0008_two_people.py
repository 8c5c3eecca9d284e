"""Who gave a role, and whether another has seen what came of it; why a date is cancelled"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_REASONS = "'illness', 'leader_away', 'room', 'holiday', 'few', 'weather'"
_changes = sa.table("listing_change", sa.column("id", sa.Integer()), sa.column("fields", sa.JSON()))


def upgrade() -> None:
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("given_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("vouched_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_role_grant_given_by_person"), "person", ["given_by"], ["id"], ondelete="SET NULL"
        )
    for table in ("changed_date", "pause"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))
            batch_op.create_check_constraint(batch_op.f(f"ck_{table}_reason"), f"reason IN ({_REASONS})")
    _in_the_history(lambda each: each.setdefault("reason", None))


def downgrade() -> None:
    _in_the_history(lambda each: each.pop("reason", None))
    for table in ("pause", "changed_date"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_reason"), type_="check")
            batch_op.drop_column("reason")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_role_grant_given_by_person"), type_="foreignkey")
        batch_op.drop_column("vouched_at")
        batch_op.drop_column("given_by")


def _in_the_history(mend: Callable[[dict[str, Any]], Any]) -> None:
    """A change can be undone only where it says the same as the form does."""
    connection = op.get_bind()
    for number, fields in connection.execute(sa.select(_changes.c.id, _changes.c.fields)).all():
        parts = [each for name in ("meetings", "pauses") for each in _parts(fields, name)]
        for each in parts:
            mend(each)
        if parts:
            connection.execute(_changes.update().where(_changes.c.id == number).values(fields=fields))


def _parts(fields: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Everything that is said of single dates, before and after."""
    rows = [row for side in (fields.get(name) or {}).values() for row in side or []]
    return rows if name == "pauses" else [each for row in rows for each in row.get("changed_dates") or []]
