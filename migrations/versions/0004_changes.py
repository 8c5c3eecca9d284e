"""What is done at the desk: changes that wait, versions, drafts, reminders, reports"""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = ("planned", "active", "paused", "full", "closed", "hidden")
CODES = {
    ("listing_change", "state"): ("applied", "scheduled", "held", "refused", "undone"),
    ("reminder", "asked"): ("contact", "contact_point", "national_editor"),
    ("report", "kind"): ("wrong", "nobody_answered", "no_longer_meets", "missing"),
    ("report", "state"): ("new", "done", "dismissed"),
}


def upgrade() -> None:
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.drop_constraint(op.f("ck_listing_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_listing_status"), _in("status", (*BEFORE, "draft")))
    with op.batch_alter_table("listing_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
    # The defaults were for the rows that were there already; from now on the models fill these in.
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.alter_column("version", server_default=None)
    with op.batch_alter_table("listing_contact", schema=None) as batch_op:
        batch_op.alter_column("waiting", server_default=None)
    rows = _all("SELECT listing_id, at, field, before, after, role, reason FROM listing_change ORDER BY id")
    _drop_changes()
    _make_changes()
    op.create_table(
        "reminder",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        _check("reminder", "asked"),
        _points_at("reminder", "listing_id", "listing", "CASCADE"),
        sa.PrimaryKeyConstraint("listing_id", "asked", name=op.f("pk_reminder")),
    )
    _make_reports()
    _carry_over(rows)


def _make_changes() -> None:
    op.create_table(
        "listing_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_as", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("held_for", sa.JSON(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_as", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("private_contact_id", sa.Integer(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        _check("listing_change", "state"),
        _points_at("listing_change", "listing_id", "listing", "CASCADE"),
        _points_at("listing_change", "made_by", "person", "SET NULL"),
        _points_at("listing_change", "decided_by", "person", "SET NULL"),
        _points_at("listing_change", "private_contact_id", "listing_contact", "SET NULL"),
        _points_at("listing_change", "undoes_id", "listing_change", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_change")),
    )
    for column in ("listing_id", "made_by", "state"):
        op.create_index(op.f(f"ix_listing_change_{column}"), "listing_change", [column], unique=False)


def _make_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=True),
        sa.Column("municipality_number", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_as", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        _check("report", "kind"),
        _check("report", "state"),
        _points_at("report", "listing_id", "listing", "CASCADE"),
        _points_at("report", "decided_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    for column in ("listing_id", "municipality_number", "state"):
        op.create_index(op.f(f"ix_report_{column}"), "report", [column], unique=False)


def _carry_over(rows: list[dict[str, object]]) -> None:
    """What was changed in one go, a row for each field, becomes one change of several fields."""
    changes = [
        {
            "listing_id": key[0],
            "made_at": key[1],
            "applied_at": key[1],
            "made_as": key[2],
            "reason": key[3],
            "fields": {
                str(row["field"]): {"before": _read(row["before"]), "after": _read(row["after"])}
                for row in group
            },
            "state": "applied",
            "held_for": [],
            "version": 1,
        }
        for key, group in groupby(
            rows, lambda row: (row["listing_id"], row["at"], row["role"], row["reason"])
        )
    ]
    if changes:
        moment = sa.String() if op.get_bind().dialect.name == "sqlite" else sa.DateTime(timezone=True)
        columns = {"fields": sa.JSON(), "held_for": sa.JSON(), "made_at": moment, "applied_at": moment}
        table = sa.table("listing_change", *(sa.column(name, columns.get(name)) for name in changes[0]))
        op.bulk_insert(table, changes)


def downgrade() -> None:
    rows = _all(
        "SELECT listing_id, made_at, fields, made_as, reason FROM listing_change WHERE state = 'applied' ORDER BY id"
    )
    _drop_changes()
    op.create_table(
        "listing_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        _points_at("listing_change", "listing_id", "listing", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_change")),
    )
    op.create_index(op.f("ix_listing_change_listing_id"), "listing_change", ["listing_id"], unique=False)
    _carry_back(rows)
    op.drop_table("report")
    op.drop_table("reminder")
    op.execute("DELETE FROM listing_contact WHERE waiting")
    with op.batch_alter_table("listing_contact", schema=None) as batch_op:
        batch_op.drop_column("waiting")
    op.execute("UPDATE listing SET status = 'hidden' WHERE status = 'draft'")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_listing_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_listing_status"), _in("status", BEFORE))
        batch_op.drop_column("version")


def _carry_back(rows: list[dict[str, object]]) -> None:
    """What is in force, a row for each field."""
    changes = [
        {
            "listing_id": row["listing_id"],
            "at": row["made_at"],
            "role": row["made_as"],
            "reason": row["reason"],
            "field": name,
            **field,
        }
        for row in rows
        for name, field in _read(row["fields"]).items()
    ]
    if changes:
        moment = sa.String() if op.get_bind().dialect.name == "sqlite" else sa.DateTime(timezone=True)
        columns = {"before": sa.JSON(), "after": sa.JSON(), "at": moment}
        table = sa.table("listing_change", *(sa.column(name, columns.get(name)) for name in changes[0]))
        op.bulk_insert(table, changes)


def _drop_changes() -> None:
    op.drop_table("listing_change")


def _all(statement: str) -> list[dict[str, object]]:
    return [dict(row) for row in op.get_bind().execute(sa.text(statement)).mappings()]


def _read(value: object) -> object:
    """SQLite gives JSON as text, PostgreSQL as what it says."""
    return json.loads(value) if isinstance(value, str) and op.get_bind().dialect.name == "sqlite" else value


def _in(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"


def _check(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(_in(column, CODES[table, column]), name=op.f(f"ck_{table}_{column}"))


def _points_at(table: str, column: str, other: str, when_gone: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    key = "code" if other == "organisation" else "id"
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name, ondelete=when_gone)
