"""How do drills get two machines of PostgreSQL that look after each other? Patroni and etcd, as on machines of their own.

All of it listens on 127.0.0.1 and lies in one folder. Patroni comes from its pinned list, into that folder.
"""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil
import pytest
from sqlalchemy import create_engine

from tests.house.tree import ROOT
from tests.serving import free_port

ENGINES = Path("/usr/lib/postgresql/15/bin")
TTL = 20  # seconds without a sign of life before another takes over: Patroni takes no less
_ETCD = Path("/usr/bin/etcd")
_PATIENCE = 120  # seconds
_PYTHONS = (
    str(Path(sys.executable).resolve()),
    "/usr/bin/python3",
)  # whoever looks after PostgreSQL is not let into every folder


@dataclass
class Machine:
    """One Patroni and its PostgreSQL."""

    name: str
    folder: Path
    user: str | None
    line: list[str]
    port: int = field(default_factory=free_port)
    told_at: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        environment = {"PYTHONPATH": str(self.folder.parent / "patroni"), "PATH": f"{ENGINES}:/usr/bin:/bin"}
        with (self.folder.parent / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.line, f"{self.folder}.json"],
                **_quietly(self.user),
                env=environment,
                stdout=log,
                stderr=log,
            )

    def kill_engine(self) -> None:
        """PostgreSQL alone, every process of it at once."""
        engine = psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))
        for process in [engine, *engine.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def kill(self) -> None:
        """As when the machine loses its power: first who would start PostgreSQL again."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        with suppress(FileNotFoundError, psutil.NoSuchProcess):
            self.kill_engine()

    def ask(self, database: str, statement: str) -> list[tuple[Any, ...]]:
        """What this server itself answers of a database."""
        engine = create_engine(f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}")
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.exec_driver_sql(statement)]
        finally:
            engine.dispose()


@dataclass(frozen=True)
class Machines:
    """Both, one of which is the primary just now."""

    all: tuple[Machine, Machine]

    def address(self, wanted: str) -> str:
        """One address for both: libpq takes the one that is as `wanted`."""
        ports = ",".join(str(each.port) for each in self.all)
        hosts = ",".join("127.0.0.1" for _each in self.all)
        chosen = f"host={hosts}&port={ports}&target_session_attrs={wanted}"
        return f"postgresql+psycopg://postgres@/postgres?{chosen}"

    def roles(self) -> dict[str, str]:
        """What each is, by what any of those that run tells: `leader`, `sync_standby`, …"""
        for machine in self.all:
            with suppress(OSError):
                with urlopen(f"http://127.0.0.1:{machine.told_at}/cluster", timeout=3) as answer:
                    members = json.load(answer)["members"]
                return {each["name"]: each["role"] for each in members if each["state"] in _WELL}
        return {}

    def one(self, role: str) -> Machine:
        """The machine that has this role; it is waited for."""
        self.wait_until(lambda: role in self.roles().values(), f"nobody is {role}")
        return next(each for each in self.all if self.roles().get(each.name) == role)

    def wait_until_whole(self) -> None:
        """Until what is acknowledged stands on both."""
        both = {"leader", "sync_standby"}
        self.wait_until(lambda: set(self.roles().values()) == both, "the two do not find together")

    def wait_until(self, holds: Callable[[], bool], words: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, f"{words}: {self.roles()}\n{self._said()}"
            time.sleep(0.2)

    def _said(self) -> str:
        logs = [each.folder.parent / f"{each.name}.log" for each in self.all]
        return "\n".join(log.read_text(errors="replace")[-3000:] for log in logs if log.exists())


_WELL = ("running", "streaming")


@contextmanager
def machines() -> Iterator[Machines]:
    """Both, running, and what they agree by; gone at the end. The test is left out where the parts are not there."""
    _leave_out_without_parts()
    folder = Path(tempfile.mkdtemp(prefix="varde-machines-", dir=_memory()))
    user = "postgres" if os.geteuid() == 0 else None
    with ExitStack() as at_end:
        at_end.callback(shutil.rmtree, folder, ignore_errors=True)
        line = _install_patroni(folder, user)
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        store = _start_store(folder, user, at_end)
        two = Machines((_machine("a", folder, user, line, store), _machine("b", folder, user, line, store)))
        for machine in two.all:
            at_end.callback(machine.kill)
            machine.start()
        two.wait_until_whole()
        yield two


def _memory() -> str | None:
    """Each machine has a disk of its own; here a single one would be what is measured. What is killed leaves its files behind."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _leave_out_without_parts() -> None:
    for path, package in ((ENGINES / "postgres", "postgresql-15"), (_ETCD, "etcd-server")):
        if not path.exists():
            pytest.skip(f"Debian's {package} is not installed")


def _install_patroni(folder: Path, user: str | None) -> list[str]:
    """Put Patroni into the folder; how it is started."""
    python = next((each for each in _PYTHONS if _may_run(each, user)), None)
    if python is None:
        pytest.skip("whoever may run PostgreSQL here may not run this version of Python")
    line = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
    into = ["--target", str(folder / "patroni"), "--requirement", str(ROOT / "requirements-patroni.txt")]
    done = subprocess.run([*line, *into], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"Patroni could not be installed: {done.stderr[-300:]}")
    folder.chmod(0o755)
    return [python, "-m", "patroni"]


def _may_run(python: str, user: str | None) -> bool:
    say = "import sys; print(sys.version_info[:2])"
    with suppress(OSError):
        told = subprocess.run(
            [python, "-c", say], **_quietly(user), capture_output=True, text=True, check=False
        )
        return told.stdout.strip() == str(sys.version_info[:2])
    return False


def _quietly(user: str | None) -> dict[str, Any]:
    """As somebody whom PostgreSQL does not refuse, in a folder that this one may be in."""
    groups: dict[str, Any] = (
        {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    )
    return {"cwd": "/", **groups}


def _start_store(folder: Path, user: str | None, at_end: ExitStack) -> int:
    """Where the two agree on who is the primary. Its port."""
    port, among_themselves = free_port(), free_port()
    asked, peers = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{among_themselves}"
    options = {
        "data-dir": folder / "etcd",
        "listen-client-urls": asked,
        "advertise-client-urls": asked,
        "listen-peer-urls": peers,
        "initial-advertise-peer-urls": peers,
        "initial-cluster": f"default={peers}",
    }
    line = [str(_ETCD), *(f"--{name}={value}" for name, value in options.items())]
    with (folder / "etcd.log").open("wb") as log:
        process = subprocess.Popen(line, **_quietly(user), stdout=log, stderr=log)
    at_end.callback(process.wait)
    at_end.callback(process.send_signal, signal.SIGKILL)
    return port


def _machine(name: str, folder: Path, user: str | None, line: list[str], store: int) -> Machine:
    machine = Machine(name, folder / name, user, line)
    (folder / f"{name}.json").write_text(json.dumps(_settings(machine, store)), encoding="utf-8")
    return machine


def _settings(machine: Machine, store: int) -> Mapping[str, Any]:
    """Patroni's own settings (JSON is YAML): docs/scaling.md gives the same ones."""
    told, engine = f"127.0.0.1:{machine.told_at}", f"127.0.0.1:{machine.port}"
    anybody = {"username": "postgres"}
    return {
        "scope": "varde",
        "name": machine.name,
        "restapi": {"listen": told, "connect_address": told},
        "etcd3": {"host": f"127.0.0.1:{store}"},
        "bootstrap": {
            "dcs": {
                "ttl": TTL,
                "loop_wait": 5,
                "retry_timeout": 5,
                "synchronous_mode": True,
                "primary_start_timeout": 0,  # the other one, which has all of it, is quicker than a disk that recovers
                "postgresql": {"use_pg_rewind": True, "parameters": {"recovery_init_sync_method": "syncfs"}},
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, "data-checksums", {"auth": "trust"}],
        },
        "postgresql": {
            "listen": engine,
            "connect_address": engine,
            "data_dir": str(machine.folder),
            "bin_dir": str(ENGINES),
            "pgpass": f"{machine.folder}.pgpass",
            "pg_hba": [
                "local all all trust",
                *(f"host {what} all 127.0.0.1/32 trust" for what in ("all", "replication")),
            ],
            "parameters": {"unix_socket_directories": str(machine.folder.parent)},
            "authentication": {"superuser": anybody, "replication": anybody, "rewind": anybody},
        },
    }
