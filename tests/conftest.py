"""What does every test stand on? A house on either database, a careful visitor, and no way out into the world."""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings

from tests.houses import Builder, Postgres, Sqlite, leave_what_stays, postgres_server
from tests.inspecting import Visitor

_HOME = ("127.0.0.1", "::1", "localhost")
_ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_SENDING = ("socket.connect", "socket.sendto", "socket.sendmsg")


class WorldRefused(BaseException):
    """A test tried to reach another machine. Not an `Exception`, so that no code swallows it."""


def refuse_the_world(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: names and connections of this machine alone."""
    if event in _ASKING:
        host = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
    elif event in _SENDING:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a socket of this machine
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host and host not in _HOME:
        raise WorldRefused(f"{event}: tests do not reach other machines")


def pytest_configure() -> None:
    sys.addaudithook(refuse_the_world)
    # The same examples everywhere: a test that fails here fails there.
    settings.register_profile("house", derandomize=True, deadline=None, database=None)
    settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those who share the work take a file at a time (`--no-loadscope-reorder` leaves them this order): what goes through
    the whole comes first, then what drives a browser, then files with many tests, so that nobody is left alone with a
    long one."""
    tests = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[bool, bool, int, str]:
        whole, browser = (item.get_closest_marker(name) is None for name in ("whole", "browser"))
        return whole, browser, -tests[item.path], str(item.path)

    items.sort(key=place)


def pytest_collection_finish() -> None:
    leave_what_stays()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The number of tests by kind: the folder under tests/."""
    outcomes = ("passed", "failed", "error", "skipped")
    ids = {report.nodeid for outcome in outcomes for report in _of(terminalreporter, outcome)}
    kinds = Counter(id_.split("/")[1] for id_ in ids if id_.startswith("tests/"))
    if kinds:
        terminalreporter.write_line(
            "by kind: " + " · ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds))
        )


def _of(terminalreporter: Any, outcome: str) -> list[Any]:
    return [report for report in terminalreporter.stats.get(outcome, []) if hasattr(report, "nodeid")]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server; tests that want one are skipped where none can be started."""
    server = postgres_server()
    try:
        address = server.__enter__()
    except Exception as error:
        pytest.skip(f"no PostgreSQL could be started here: {type(error).__name__}")
    yield address
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def sqlite_builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """Makes houses on SQLite."""
    builder = Builder(tmp_path_factory.mktemp("sqlite"), Sqlite())
    yield builder
    builder.close_all()


@pytest.fixture(scope="session")
def postgresql_builder(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """Makes houses on PostgreSQL."""
    builder = Builder(tmp_path_factory.mktemp("postgresql"), Postgres(postgres))
    yield builder
    builder.close_all()


def databases(both: bool) -> list[Any]:
    """What a case that stands in a house runs on. PostgreSQL is a matter of minutes for all of them, so that only those
    that ask for `both` have it every time; the others have it in the drills."""
    postgresql = pytest.param("postgresql", marks=() if both else pytest.mark.long)
    return ["sqlite", postgresql]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test that stands in a house is there once for each kind of database."""
    if "builder" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases") is not None
        metafunc.parametrize("builder", databases(both), indirect=True, scope="session")


@pytest.fixture(scope="session")
def builder(request: pytest.FixtureRequest) -> Builder:
    """Makes houses on one kind of database. A fixture with parameters holds only one at a time, and tests are handed out
    file by file: made here, every file would begin with two new models."""
    builder: Builder = request.getfixturevalue(f"{request.param}_builder")
    return builder


@pytest.fixture(scope="session")
def house(builder: Builder) -> Flask:
    """One furnished house for all tests that only look. The clock stands at `houses.NOW`."""
    return builder.shared()


@pytest.fixture(scope="session")
def visit(house: Flask) -> Visitor:
    """A visitor who inspects every page of `house`, the same for all tests."""
    visitor: Visitor = house.extensions.setdefault("visitor", Visitor(house))
    return visitor


@pytest.fixture
def fresh_house(builder: Builder) -> Iterator[Flask]:
    """A furnished house of one's own, for a test that changes things."""
    app = builder.furnished()
    yield app
    builder.close(app)


@pytest.fixture(scope="module")
def own_house(builder: Builder) -> Iterator[Flask]:
    """A furnished house for the tests of one file, where people are let in who stay."""
    app = builder.furnished()
    yield app
    builder.close(app)


@pytest.fixture
def fresh_visit(fresh_house: Flask) -> Visitor:
    """A visitor of `fresh_house`."""
    return Visitor(fresh_house)


@pytest.fixture
def bare_house(builder: Builder) -> Iterator[Flask]:
    """A house before its first `init`."""
    app = builder.bare()
    yield app
    builder.close(app)
