"""Everything that is offered: times, courses, services, contacts, history"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW_CODES = {
    "leadership": ("led", "unled"),
    "leader": ("voluntary", "professional"),
    "confirmed_how": ("single", "bulk"),
}


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("aims", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("evening", sa.JSON(), nullable=False),
        sa.Column("host", sa.JSON(), nullable=False),
        sa.Column("seats", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_programme")),
    )
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
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_change_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_change")),
    )
    with op.batch_alter_table("listing_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_change_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "listing_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("consent_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_contact_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_contact")),
    )
    with op.batch_alter_table("listing_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_contact_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.String(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint(
            "weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')",
            name=op.f("ck_opening_hours_weekday"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact_point.id"],
            name=op.f("fk_opening_hours_contact_id_contact_point"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opening_hours_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "pathway",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.CheckConstraint("path IN ('after', 'meanwhile', 'onward')", name=op.f("ck_pathway_path")),
        sa.CheckConstraint("to_id IS NOT NULL OR text IS NOT NULL", name=op.f("ck_pathway_leads")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_pathway_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["listing.id"], name=op.f("fk_pathway_to_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway")),
    )
    with op.batch_alter_table("pathway", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pathway_listing_id"), ["listing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pathway_to_id"), ["to_id"], unique=False)

    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_pause_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "rota",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("programme_code", sa.String(), nullable=False),
        sa.Column("interval_months", sa.Integer(), nullable=False),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_code"], ["programme.code"], name=op.f("fk_rota_programme_code_programme")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rota")),
    )
    with op.batch_alter_table("rota", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_demo"), ["demo"], unique=False)

    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.Column("format", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("link_public", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("format IN ('in_person', 'online', 'phone')", name=op.f("ck_schedule_format")),
        sa.CheckConstraint("purpose IN ('meeting', 'opening', 'presence')", name=op.f("ck_schedule_purpose")),
        sa.CheckConstraint(
            "weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')",
            name=op.f("ck_schedule_weekday"),
        ),
        sa.CheckConstraint("every = 1 OR from_date IS NOT NULL", name=op.f("ck_schedule_counted_from")),
        sa.CheckConstraint("every BETWEEN 1 AND 52", name=op.f("ck_schedule_every")),
        sa.CheckConstraint("nth IN (-1, 1, 2, 3, 4, 5)", name=op.f("ck_schedule_nth")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_schedule_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schedule_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "service_step",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 3", name=op.f("ck_service_step_number")),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_service_step_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", "number", name=op.f("pk_service_step")),
    )
    op.create_table(
        "changed_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["schedule.id"],
            name=op.f("fk_changed_date_schedule_id_schedule"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changed_date")),
    )
    with op.batch_alter_table("changed_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changed_date_schedule_id"), ["schedule_id"], unique=False)

    op.create_table(
        "course_run",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("programme_code", sa.String(), nullable=True),
        sa.Column("rota_code", sa.String(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_course_run_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_code"], ["programme.code"], name=op.f("fk_course_run_programme_code_programme")
        ),
        sa.ForeignKeyConstraint(["rota_code"], ["rota.code"], name=op.f("fk_course_run_rota_code_rota")),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_course_run")),
    )
    op.create_table(
        "course_session",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("theme", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["course_run.listing_id"],
            name=op.f("fk_course_session_listing_id_course_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", "number", name=op.f("pk_course_session")),
    )
    _carry_over()
    with op.batch_alter_table("meeting_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_time_listing_id"))

    op.drop_table("meeting_time")
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("silent_since", sa.Date(), nullable=True))

    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("age_from", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("age_to", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("leadership", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("leader", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("interpreter", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("sign_language", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("wheelchair", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("hearing_loop", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("cost", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("free", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("referral_needed", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("accompaniment", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("by_appointment", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("waiting_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("may_contact", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("way_in", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_how", sa.String(), nullable=True))
        batch_op.drop_column("email")
        batch_op.drop_column("starts_on")
        batch_op.drop_column("phone")
        for column, codes in NEW_CODES.items():
            quoted = ", ".join(f"'{code}'" for code in codes)
            batch_op.create_check_constraint(op.f(f"ck_listing_{column}"), f"{column} IN ({quoted})")
    # The defaults were for the rows that were there already; from now on the models fill these in.
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.alter_column("by_appointment", server_default=None)
        batch_op.alter_column("may_contact", server_default=None)


def _carry_over() -> None:
    """Weekly times become schedules, and a listing's phone and e-mail its first contact."""
    op.execute(
        "INSERT INTO schedule (listing_id, weekday, starts, ends, every, purpose, link_public, from_date)"
        " SELECT listing_id, weekday, starts, ends, 1, 'meeting', false, listing.starts_on"
        " FROM meeting_time JOIN listing ON listing.id = listing_id ORDER BY meeting_time.id"
    )
    op.execute(
        "INSERT INTO listing_contact (listing_id, role, phone, email, private)"
        " SELECT id, 'Kontakt', phone, email, false FROM listing"
        " WHERE phone IS NOT NULL OR email IS NOT NULL"
    )


def _carry_back() -> None:
    """What the older tables can hold: weekly times, and contacts that are no private person's."""
    op.execute(
        "INSERT INTO meeting_time (listing_id, weekday, starts, ends)"
        " SELECT listing_id, weekday, starts, ends FROM schedule WHERE every = 1 AND nth IS NULL ORDER BY id"
    )
    first = "FROM listing_contact WHERE listing_id = listing.id AND NOT private"
    op.execute("UPDATE listing SET phone = (SELECT MIN(phone) " + first + ")")
    op.execute("UPDATE listing SET email = (SELECT MIN(email) " + first + ")")


def downgrade() -> None:
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.VARCHAR(), nullable=True))
        batch_op.add_column(sa.Column("starts_on", sa.DATE(), nullable=True))
        batch_op.add_column(sa.Column("email", sa.VARCHAR(), nullable=True))
        for column in NEW_CODES:
            batch_op.drop_constraint(op.f(f"ck_listing_{column}"), type_="check")
        batch_op.drop_column("confirmed_how")
        batch_op.drop_column("way_in")
        batch_op.drop_column("may_contact")
        batch_op.drop_column("waiting_days")
        batch_op.drop_column("by_appointment")
        batch_op.drop_column("accompaniment")
        batch_op.drop_column("referral_needed")
        batch_op.drop_column("free")
        batch_op.drop_column("cost")
        batch_op.drop_column("hearing_loop")
        batch_op.drop_column("wheelchair")
        batch_op.drop_column("sign_language")
        batch_op.drop_column("interpreter")
        batch_op.drop_column("leader")
        batch_op.drop_column("leadership")
        batch_op.drop_column("age_to")
        batch_op.drop_column("age_from")

    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.drop_column("silent_since")

    op.create_table(
        "meeting_time",
        sa.Column("id", sa.INTEGER(), nullable=False),
        sa.Column("listing_id", sa.VARCHAR(), nullable=False),
        sa.Column("weekday", sa.VARCHAR(), nullable=False),
        sa.Column("starts", sa.TIME(), nullable=False),
        sa.Column("ends", sa.TIME(), nullable=True),
        sa.CheckConstraint(
            "weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')",
            name=op.f("ck_meeting_time_weekday"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_meeting_time_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_time")),
    )
    with op.batch_alter_table("meeting_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_time_listing_id"), ["listing_id"], unique=False)

    _carry_back()
    op.drop_table("course_session")
    op.drop_table("course_run")
    with op.batch_alter_table("changed_date", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changed_date_schedule_id"))

    op.drop_table("changed_date")
    op.drop_table("service_step")
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schedule_listing_id"))

    op.drop_table("schedule")
    with op.batch_alter_table("rota", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rota_demo"))

    op.drop_table("rota")
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pause_listing_id"))

    op.drop_table("pause")
    with op.batch_alter_table("pathway", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pathway_to_id"))
        batch_op.drop_index(batch_op.f("ix_pathway_listing_id"))

    op.drop_table("pathway")
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opening_hours_contact_id"))

    op.drop_table("opening_hours")
    with op.batch_alter_table("listing_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_contact_listing_id"))

    op.drop_table("listing_contact")
    with op.batch_alter_table("listing_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_change_listing_id"))

    op.drop_table("listing_change")
    op.drop_table("programme")
