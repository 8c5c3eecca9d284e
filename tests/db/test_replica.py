"""Are pages read as long as one of two databases answers, and never from one that is too far behind?"""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from tests.db.breaking import deaf, dying, states, written
from tests.db.replicas import copied, read, refusing, replica_of, told, with_replica

SEARCH = "/finn?need=alcohol&place=alesund"


@pytest.fixture
def followed(small_house: Flask) -> Iterator[Flask]:
    """A worker that reads from a copy of the small house."""
    with with_replica(small_house, f"sqlite:///{copied(small_house)}") as app:
        yield app


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
    assert len(asked) >= 8
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


def test_the_log_says_nothing_where_there_is_no_replica(
    small_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with written(monkeypatch) as log:
        read(small_house)
    assert states(log) == []
