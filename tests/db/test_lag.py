"""Is a replica that is too far behind left alone, and one that only has nothing to do not?"""

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import replica as watching
from tests.db.replicas import copied, read, replica_of, take_over, told, with_replica


def rename(app: Flask, name: str) -> None:
    """A change at the primary that pages show."""
    with app.extensions["database"].writing() as session:
        session.execute(text("UPDATE listing SET name = :name WHERE id = 'demo001'"), {"name": name})
        session.execute(text("UPDATE change_counter SET value = value + 1"))


def name_of(app: Flask) -> str:
    """What a page calls the changed listing."""
    return str(app.test_client().get("/api/v1/listings/demo001").get_json()["name"])


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
