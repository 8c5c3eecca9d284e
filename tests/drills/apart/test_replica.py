"""Is every page read while the replica is killed, paused, refused or back, and is reading left when the primary goes?

A real primary, and a real standby that streams from it.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.drills.apart.postgres_pair import Pair, databases_of, pair
from tests.drills.apart.readers import Readers
from tests.drills.visiting import PUBLIC, Asked, ask
from tests.houses import SECRET, Builder
from tests.serving import Service, serving

pytestmark = pytest.mark.long
WRONG = "/tilbud/demo005/si-fra"
_PATIENCE = 60  # seconds


@pytest.fixture
def two() -> Iterator[Pair]:
    with pair() as made:
        yield made


@pytest.fixture
def house(two: Pair, tmp_path: Path) -> Iterator[Flask]:
    """A furnished house at the primary, which the standby has as well."""
    builder = Builder(tmp_path, databases_of(two))
    app = builder.furnished()
    app.extensions["database"].close()
    two.wait_until_followed()
    yield app
    if (two.primary.folder / "postmaster.pid").exists():
        builder.close(app)


@contextmanager
def served(house: Flask, two: Pair) -> Iterator[Service]:
    """Two workers that read at the standby, which is 3 s behind at most."""
    settings = house.extensions["settings"]
    more = {
        "VARDE_DATABASE_URL": settings.database_url,
        "VARDE_DATABASE_READ_URL": two.standby_of(settings.instance.name),
        "VARDE_DATABASE_READ_LAG": "3",
        "VARDE_SECRET_KEY": SECRET,
        "VARDE_PUBLIC_URL": PUBLIC,
    }
    with serving(settings.instance, **more) as service:
        yield service
    assert "outside the application" not in service.said


def told(service: Service, path: str = "/healthz") -> tuple[int, dict[str, Any]]:
    """What the house says of itself."""
    answer = ask(service, Asked(path))
    return answer.status, json.loads(answer.text)


def wait_until(service: Service, state: str) -> None:
    """Until several answers in a row say so: both workers have looked."""
    end, seen = time.monotonic() + _PATIENCE, 0
    while seen < 6:
        assert time.monotonic() < end, f"the replica never was {state}: {told(service)}"
        seen = seen + 1 if told(service)[1]["replica"]["state"] == state else 0
        time.sleep(0.1)


def test_a_standby_that_is_killed_again_and_again_fails_no_page(house: Flask, two: Pair) -> None:
    with served(house, two) as service:
        wait_until(service, "well")
        with Readers(service) as readers:
            for _time in range(5):
                readers.wait_for(60)
                two.standby.kill()
                readers.wait_for(60)
                two.standby.start()
                wait_until(service, "well")
        readers.tell("standby killed 5 times")
    assert service.said.count('"state": "away"') <= 2 * 5 + 2


def test_connections_that_the_standby_ends_fail_no_page(house: Flask, two: Pair) -> None:
    end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname LIKE '%%-2'"
    with served(house, two) as service, Readers(service) as readers:
        for _time in range(40):
            readers.wait_for(10)
            two.standby.run(end)
    readers.tell("all connections of the standby ended 40 times")


def test_a_standby_that_refuses_at_the_start_fails_no_page(house: Flask, two: Pair) -> None:
    two.standby.kill()
    with served(house, two) as service:
        with Readers(service) as readers:
            readers.wait_for(100)
        readers.tell("standby refused at the start")
        assert told(service)[1]["replica"]["state"] == "away"
        two.standby.start()
        wait_until(service, "well")


def change(two: Pair, house: Flask, name: str) -> None:
    """A change at the primary that pages show."""
    app: Any = house.extensions["database"]
    with app.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql(f"UPDATE listing SET name = '{name}' WHERE id = 'demo001'")
        connection.exec_driver_sql("UPDATE change_counter SET value = value + 1")
    app.engine.dispose()


def test_a_standby_that_lags_is_left_and_taken_again(house: Flask, two: Pair) -> None:
    def name() -> str:
        return str(json.loads(ask(service, Asked("/api/v1/listings/demo001")).text)["name"])

    with served(house, two) as service:
        wait_until(service, "well")
        wait(lambda: told(service)[1]["replica"]["lag"] == 0, "an idle primary is no lag")
        time.sleep(5)  # nobody writes for longer than the standby may be behind
        assert told(service)[1]["replica"] == {"state": "well", "lag": 0}
        two.standby.run("SELECT pg_wal_replay_pause()")
        with Readers(service) as readers:
            change(two, house, "Omdøpt (eksempel)")
            began = time.monotonic()
            wait_until(service, "behind")
            print(f"left after {time.monotonic() - began:.1f} s, allowed 3")
            assert name() == "Omdøpt (eksempel)"
            readers.wait_for(60)
            two.standby.run("SELECT pg_wal_replay_resume()")
            wait_until(service, "well")
            readers.wait_for(60)
        readers.tell("standby paused")
        assert name() == "Omdøpt (eksempel)"


def wait(holds: Callable[[], bool], words: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, words
        time.sleep(0.1)


def test_with_the_primary_gone_everything_is_read_and_nothing_acknowledged(house: Flask, two: Pair) -> None:
    with served(house, two) as service:
        wait_until(service, "well")
        opened = re.search(r'name="opened"[^>]*value="([^"]+)"', ask(service, Asked(WRONG)).text)
        assert opened
        form = {"opened": opened[1], "homepage": "", "kind": "wrong", "text": "Det var ingen der."}
        with Readers(service) as readers:
            readers.wait_for(60)
            two.primary.kill()
            readers.wait_for(200)
            wait(
                lambda: told(service)[1]["writing"] is False, "the house must say that nothing can be stored"
            )
            assert told(service)[0] == 200
            assert told(service, "/healthz?writing=1")[0] == 503
            given_back = ask(service, Asked(WRONG, form=form))
            assert (given_back.status, form["text"] in given_back.text) == (503, True)
            assert "Akkurat nå får vi ikke lagret noe" in given_back.text
            readers.wait_for(60)
            two.primary.start()
            wait(lambda: told(service)[1]["writing"] is True, "the primary is back")
            assert told(service, "/healthz?writing=1")[0] == 200
            assert ask(service, Asked(WRONG, form=form)).status == 303
        readers.tell("primary killed")
