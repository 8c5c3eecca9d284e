"""How do tests give a house a replica? Another worker of the same house, with a second address to read from."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from directory.db import replica as watching
from directory.db.replica import Replica
from tests.houses import NOW
from tests.serving import free_port

READ = (
    "/",
    "/finn?need=alcohol&place=alesund",
    "/sted/alesund",
    "/tilbud/demo005",
    "/kart",
    "/api/v1/listings/demo001",
    "/api/v1/listings?place=alesund",
    "/healthz",
)


def refusing() -> str:
    """The address of a PostgreSQL where nobody is."""
    return f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing"


@contextmanager
def with_replica(house: Flask, url: str, most_lag: int = 10) -> Iterator[Flask]:
    """Another worker of `house`, which reads at `url`. It looks at its replica when it is told to."""
    settings = replace(house.extensions["settings"], database_read_url=url, database_read_lag=most_lag)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "EVERY", 3600.0)
        app = create_app(settings)
        app.config["NOW"] = NOW
        yield app
        app.extensions["database"].close()


def replica_of(app: Flask) -> Replica:
    """The worker's view of its replica."""
    found: Replica = app.extensions["database"].replica
    return found


def copied(house: Flask, name: str = "copy") -> Path:
    """A copy of a house's SQLite, as it stands."""
    path = house.extensions["settings"].instance / f"{name}.sqlite3"
    take_over(house, path)
    return path


def take_over(house: Flask, path: Path) -> None:
    """Let the copy at `path` come to where the house is."""
    source = sqlite3.connect(house.extensions["database"].engine.url.database or "")
    aside = path.with_suffix(".new")
    target = sqlite3.connect(aside)
    source.backup(target)
    target.close()
    source.close()
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    shutil.move(aside, path)


def read(app: Flask) -> list[bytes]:
    """A page of each kind, each of which must come."""
    client = app.test_client()
    answers = [client.get(path, follow_redirects=True) for path in READ]
    assert [answer.status_code for answer in answers] == [200] * len(READ)
    return [answer.data for answer in answers]


def told(app: Flask, path: str = "/healthz") -> tuple[int, dict[str, object]]:
    """What the house says of itself."""
    answer = app.test_client().get(path)
    return answer.status_code, answer.get_json()
