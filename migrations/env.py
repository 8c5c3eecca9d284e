"""How do the tables change? Alembic's way in: it is given the engine by `directory/commands.py`.

Every migration is one transaction, on SQLite too: a crash leaves the tables as they were or as they become.
"""

from alembic import context
from sqlalchemy.engine import Connection

from directory.accounts import models as _accounts  # noqa: F401  (the tables must be known)
from directory.contact_points import models as _contacts  # noqa: F401
from directory.db.base import Base
from directory.exchange.registers import models as _registers  # noqa: F401
from directory.exchange.taking_in import models as _lists  # noqa: F401
from directory.listings.editing import changes as _changes  # noqa: F401
from directory.listings.records import models as _listings  # noqa: F401
from directory.listings.records import reminders as _reminders  # noqa: F401
from directory.listings.upkeep import reports as _reports  # noqa: F401
from directory.mail import models as _mail  # noqa: F401
from directory.oversight import go_live as _go_live  # noqa: F401
from directory.rounds import models as _rounds  # noqa: F401


def run(connection: Connection) -> None:
    """Run the migrations that are asked for, each in a transaction of its own."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


engine = context.config.attributes["engine"]
with engine.execution_options(writing=True).connect() as connection:
    if engine.dialect.name == "sqlite":
        # SQLite changes a table by copying it and dropping the old one; with foreign keys on, that would erase
        # every row that points at it.
        raw = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            run(connection)
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            assert not broken, f"{len(broken)} rows point nowhere after the migration"
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
    else:
        run(connection)
