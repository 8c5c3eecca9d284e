"""How do the tables change? Alembic's way in: it is given the engine by `directory/commands.py`."""

from alembic import context

from directory.contact_points import models as _contacts  # noqa: F401  (the tables must be known)
from directory.database import Base
from directory.listings import models as _listings  # noqa: F401

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
