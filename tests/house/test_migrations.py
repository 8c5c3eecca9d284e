"""Do the migrations make exactly the tables that the code speaks of, on both databases, and can they be taken back?"""

import json

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Integer, Table, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from directory.commands import upgrade
from directory.db.base import Base
from directory.listings.editing.changes import Change
from tests.house.tree import ROOT

pytestmark = pytest.mark.both_databases

_A_CHANGE = (
    "INSERT INTO listing_change (listing_id, fields, made_as, made_at, state, held_for, reason)"
    " VALUES (:s, :f, 'house', :n, 'applied', '[]', 'Fra før')"
)


def differences(engine: Engine) -> list[object]:
    """What the tables of a database have more or less than the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["engine"] = engine
    return config


def _engine(app: Flask) -> Engine:
    engine: Engine = app.extensions["database"].engine
    return engine


def test_from_nothing_to_exactly_the_tables_of_the_models(bare_house: Flask) -> None:
    upgrade(bare_house.extensions["database"])
    assert differences(_engine(bare_house)) == []


def test_the_database_itself_refuses_a_code_outside_the_lists(bare_house: Flask) -> None:
    upgrade(bare_house.extensions["database"])
    inspector = inspect(_engine(bare_house))
    for table in Base.metadata.sorted_tables:
        wanted = {str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint"}
        assert {check["name"] for check in inspector.get_check_constraints(table.name)} == wanted


def test_a_table_or_column_that_no_migration_makes_is_seen(bare_house: Flask) -> None:
    upgrade(bare_house.extensions["database"])
    planted = Table("planted", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        assert len(differences(_engine(bare_house))) == 1
    finally:
        Base.metadata.remove(planted)


def test_upgrading_twice_changes_nothing(bare_house: Flask) -> None:
    for _time in range(2):
        upgrade(bare_house.extensions["database"])
    assert differences(_engine(bare_house)) == []


def test_every_step_can_be_taken_back(fresh_house: Flask) -> None:
    engine = _engine(fresh_house)
    command.downgrade(_config(engine), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(fresh_house.extensions["database"])
    assert differences(engine) == []


def test_the_history_says_a_single_date_as_the_form_does(fresh_house: Flask) -> None:
    engine = _engine(fresh_house)
    moved = {"on": "2026-12-01", "moved_to": "2026-12-02", "starts": None, "ends": None, "note": None}
    fields = {"meetings": {"before": None, "after": [{"weekday": "tuesday", "changed_dates": [moved]}]}}
    command.downgrade(_config(engine), "0005")
    with engine.begin() as connection:
        row = {"f": json.dumps(fields), "s": "demo001", "n": "2026-11-22 12:00:00+00:00"}
        connection.execute(text(_A_CHANGE), row)
    upgrade(fresh_house.extensions["database"])
    with Session(engine) as session:
        (made,) = session.scalars(select(Change).where(Change.reason == "Fra før"))
        (meeting,) = made.fields["meetings"]["after"]
    assert meeting["changed_dates"] == [{**moved, "address": None, "reason": None}]


def test_there_is_one_line_of_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1
