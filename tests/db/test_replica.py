"""Are pages read as long as one of two databases answers, and never from one that is too far behind?"""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import replica as watching
from tests.db.replicas import (
    copied,
    deaf,
    dying,
    read,
    refusing,
    replica_of,
    states,
    take_over,
    with_replica,
    written,
)
from tests.houses import Builder

SEARCH = "/finn?need=alcohol&place=alesund"


@pytest.fixture
def small_house(sqlite_builder: Builder) -> Iterator[Flask]:
    """A furnished house on SQLite: a copy of its file is a replica that comes on when it is told to."""
    app = sqlite_builder.furnished()
    yield app
    sqlite_builder.close(app)


@pytest.fixture
def followed(small_house: Flask) -> Iterator[Flask]:
    """A worker that reads from a copy of the small house."""
    with with_replica(small_house, f"sqlite:///{copied(small_house)}") as app:
        yield app


def rename(app: Flask, name: str) -> None:
    """A change at the primary that pages show."""
    with app.extensions["database"].writing() as session:
        session.execute(text("UPDATE listing SET name = :name WHERE id = 'demo001'"), {"name": name})
        session.execute(text("UPDATE change_counter SET value = value + 1"))


def name_of(app: Flask) -> str:
    """What a page calls the changed listing."""
    return str(app.test_client().get("/api/v1/listings/demo001").get_json()["name"])


def told(app: Flask, path: str = "/healthz") -> tuple[int, dict[str, object]]:
    """What the house says of itself."""
    answer = app.test_client().get(path)
    return answer.status_code, answer.get_json()


@pytest.mark.both_databases
def test_a_replica_that_refuses_from_the_start_fails_no_page(fresh_house: Flask) -> None:
    with with_replica(fresh_house, refusing()) as app:
        assert read(app)[:-1] == read(fresh_house)[:-1]
        code, said = told(app)
        assert (code, said["status"], said["writing"]) == (200, "ok", True)
        assert said["replica"] == {"state": "away", "lag": None}


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "broken off"])
def test_a_replica_that_dies_in_the_middle_of_a_page_fails_no_page(followed: Flask, lost: bool) -> None:
    pages = answers(followed)
    with dying(followed, at=10_000) as asked:
        followed.extensions["database"].cached_reads.clear()
        assert answers(followed) == pages
    assert len(asked) > 10
    for at in range(1, len(asked) + 1):
        replica_of(followed).look()
        followed.extensions["database"].cached_reads.clear()
        with dying(followed, at, lost):
            assert answers(followed) == pages, at


def answers(app: Flask) -> list[object]:
    """What a search answers, by its address and by words."""
    client = app.test_client()
    letter = {"situation": "Jeg drikker for mye og bor i Ålesund"}
    return [client.post("/finn", data=letter).location, client.get(SEARCH).data]


def test_a_replica_that_dies_after_the_last_question_of_a_page_fails_no_page(followed: Flask) -> None:
    pages = answers(followed)
    with deaf(followed):
        assert answers(followed) == pages


def test_a_page_is_asked_for_once_more_and_no_oftener(followed: Flask) -> None:
    asked = []

    def fail() -> str:
        asked.append(1)
        from directory import db

        db.read_session().execute(text("SELECT nothing FROM nowhere"))
        return "never"

    followed.view_functions["find.results"] = fail
    assert followed.test_client().get(SEARCH).status_code == 503
    assert len(asked) == 2


def test_what_was_written_is_never_written_twice(followed: Flask) -> None:
    """Once something has been asked in the session that writes, the request is not begun anew."""
    from directory import db

    done = []

    def write() -> str:
        done.append(db.write_session().scalar(text("SELECT 1")))
        db.read_session().execute(text("SELECT nothing FROM nowhere"))
        return "never"

    followed.view_functions["find.results"] = write
    assert followed.test_client().get(SEARCH).status_code == 503
    assert done == [1]


def test_whoever_is_refused_says_so_for_all_and_it_comes_back_by_itself(
    small_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        written(monkeypatch) as log,
        with_replica(small_house, f"sqlite:///{copied(small_house)}") as app,
    ):
        read(app)
        with dying(app, at=1):
            read(app)
            assert told(app)[1]["replica"] == {"state": "away", "lag": None}
        read(app)
        assert replica_of(app).state == "away"
        replica_of(app).look()
        assert told(app)[1]["replica"] == {"state": "well", "lag": 0.0}
        with dying(app, at=10_000) as asked:
            read(app)
        assert asked  # it is read again
        assert states(log) == ["away", "well"]


def test_a_replica_too_far_behind_is_not_read_until_it_has_caught_up(small_house: Flask) -> None:
    path = copied(small_house)
    with with_replica(small_house, f"sqlite:///{path}", most_lag=0) as app:
        before = name_of(app)
        rename(app, "Omdøpt (eksempel)")
        assert name_of(app) == before  # within what is allowed, as long as nobody has looked
        replica_of(app).look()
        assert name_of(app) == "Omdøpt (eksempel)"
        assert told(app)[1]["replica"]["state"] == "behind"  # type: ignore[index]
        replica_of(app).engine.dispose()
        take_over(small_house, path)
        replica_of(app).look()
        assert told(app)[1]["replica"] == {"state": "well", "lag": 0.0}


def test_how_far_behind_is_told_in_seconds_and_bounded(
    small_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with with_replica(small_house, f"sqlite:///{copied(small_house)}", most_lag=10) as app:
        read(app)
        clock = [watching.time.monotonic()]
        monkeypatch.setattr(watching.time, "monotonic", lambda: clock[0])
        replica_of(app).look()
        rename(app, "Omdøpt (eksempel)")
        clock[0] += 9
        replica_of(app).look()
        assert told(app)[1]["replica"] == {"state": "well", "lag": 9.0}
        clock[0] += 2
        replica_of(app).look()
        assert told(app)[1]["replica"] == {"state": "behind", "lag": 11.0}


def test_a_house_where_nobody_writes_is_not_behind(
    small_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with with_replica(small_house, f"sqlite:///{copied(small_house)}", most_lag=10) as app:
        read(app)
        clock = watching.time.monotonic() + 86_400
        monkeypatch.setattr(watching.time, "monotonic", lambda: clock)
        replica_of(app).look()
        assert told(app)[1]["replica"] == {"state": "well", "lag": 0.0}


def test_a_replica_behind_is_read_all_the_same_where_there_is_nothing_else(small_house: Flask) -> None:
    with with_replica(small_house, f"sqlite:///{copied(small_house)}", most_lag=0) as app:
        rename(app, "Omdøpt (eksempel)")
        replica_of(app).look()
        away(small_house)
        app.extensions["database"].engine.dispose()
        replica_of(app).look()
        read(app)


def away(house: Flask) -> None:
    """The primary's file is gone, as when its machine is."""
    for path in house.extensions["settings"].instance.glob("varde.sqlite3*"):
        path.unlink()
    (house.extensions["settings"].instance / "varde.sqlite3").mkdir()


def test_the_log_says_nothing_where_there_is_no_replica(
    small_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with written(monkeypatch) as log:
        read(small_house)
    assert states(log) == []
