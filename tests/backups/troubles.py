"""How do tests bring a house into trouble, and see that it is still read?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

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
