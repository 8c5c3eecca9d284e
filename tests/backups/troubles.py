"""How do tests bring a house into trouble, and see that it is still read?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from tests.web.test_errors import lose_the_database

READ = ("/", "/finn?need=alcohol&place=alesund", "/api/v1/listings/demo001", "/api/v1/listings", "/healthz")


def read(app: Flask) -> None:
    """Look at a page of each kind."""
    client = app.test_client()
    assert [client.get(path, follow_redirects=True).status_code for path in READ] == [200] * len(READ)


@contextmanager
def told(engine: Engine, statement: str) -> Iterator[None]:
    """Every connection opens as if in trouble."""

    def tell(connection: Any, _record: Any) -> None:
        connection.execute(statement)

    engine.dispose()
    event.listen(engine, "connect", tell)
    try:
        yield
    finally:
        event.remove(engine, "connect", tell)
        engine.dispose()


@contextmanager
def locked(house: Flask) -> Iterator[None]:
    """Another program writes, and nobody wants to wait."""
    base = house.extensions["database"]
    with told(base.engine, "PRAGMA busy_timeout = 1"), base.writing() as session:
        session.execute(text("UPDATE listing SET demo = demo"))
        yield
        session.rollback()


@contextmanager
def read_only(house: Flask) -> Iterator[None]:
    with told(house.extensions["database"].engine, "PRAGMA query_only = ON"):
        yield


@contextmanager
def gone(house: Flask) -> Iterator[None]:
    """The database is away altogether, and comes back."""
    engine = house.extensions["database"].engine
    creator = engine.pool._creator
    lose_the_database(house)
    try:
        yield
    finally:
        engine.pool._creator = creator
