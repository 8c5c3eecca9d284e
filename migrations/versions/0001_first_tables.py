"""The first tables: organisations, listings, meeting times, contacts"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_change_counter")),
    )
    # The counter stands from the first day, so that counting is one UPDATE that nobody can race.
    op.execute("INSERT INTO change_counter (name, value) VALUES ('listings', 0)")
    op.create_table(
        "contact_point",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("young", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_date", sa.String(), nullable=False),
        sa.Column("confirm", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("last_confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "level IN ('contact_point', 'municipal_service', 'regional_centre', 'district_office', 'national_line')",
            name=op.f("ck_contact_point_level"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
    )
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_point_demo"), ["demo"], unique=False)

    op.create_table(
        "listing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("class", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("formats", sa.JSON(), nullable=False),
        sa.Column("openness", sa.String(), nullable=True),
        sa.Column("for_whom", sa.String(), nullable=True),
        sa.Column("young", sa.Boolean(), nullable=False),
        sa.Column("twelve_step", sa.Boolean(), nullable=False),
        sa.Column("faith_based", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("municipality_number", sa.String(), nullable=True),
        sa.Column("place_id", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("area_only", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("catchment", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("first_time", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_note", sa.String(), nullable=True),
        sa.Column("last_confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("go_live_note", sa.String(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "class IN ('self_help', 'self_help_based', 'peer_support', 'assisted_self_help', 'treatment')",
            name=op.f("ck_listing_class"),
        ),
        sa.CheckConstraint("for_whom IN ('women', 'men')", name=op.f("ck_listing_for_whom")),
        sa.CheckConstraint(
            "kind IN ('group', 'course', 'meeting_place', 'service')", name=op.f("ck_listing_kind")
        ),
        sa.CheckConstraint("openness IN ('open', 'closed')", name=op.f("ck_listing_openness")),
        sa.CheckConstraint(
            "status IN ('planned', 'active', 'paused', 'full', 'closed', 'hidden')",
            name=op.f("ck_listing_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_demo"), ["demo"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_listing_municipality_number"), ["municipality_number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_listing_status"), ["status"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("other_names", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("twelve_step", sa.Boolean(), nullable=False),
        sa.Column("faith_based", sa.Boolean(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organisation")),
    )
    op.create_table(
        "covered_area",
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact_point.id"],
            name=op.f("fk_covered_area_contact_id_contact_point"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "area", name=op.f("pk_covered_area")),
    )
    with op.batch_alter_table("covered_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_covered_area_area"), ["area"], unique=False)

    op.create_table(
        "listing_organisation",
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("organisation_code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_organisation_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_code"],
            ["organisation.code"],
            name=op.f("fk_listing_organisation_organisation_code_organisation"),
        ),
        sa.PrimaryKeyConstraint("listing_id", "organisation_code", name=op.f("pk_listing_organisation")),
    )
    op.create_table(
        "meeting_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=True),
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


def downgrade() -> None:
    with op.batch_alter_table("meeting_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_time_listing_id"))

    op.drop_table("meeting_time")
    op.drop_table("listing_organisation")
    with op.batch_alter_table("covered_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_covered_area_area"))

    op.drop_table("covered_area")
    op.drop_table("organisation")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_status"))
        batch_op.drop_index(batch_op.f("ix_listing_municipality_number"))
        batch_op.drop_index(batch_op.f("ix_listing_demo"))

    op.drop_table("listing")
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_point_demo"))

    op.drop_table("contact_point")
    op.drop_table("change_counter")
