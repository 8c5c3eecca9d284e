"""Does reading go on when nothing can be stored, is that said with a message, and does it pass by itself?"""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from directory.db import read_only
from directory.listings.records.models import Organisation
from tests.backups.troubles import read, told
from tests.drills.writing_site import ADDRESS

WORDS = "Akkurat nå får vi ikke lagret noe"


def store(app: Flask, code: str, size: int = 50_000) -> TestResponse:
    """Send something to be stored."""
    return app.test_client().post(ADDRESS, data={"code": code, "words": "x" * size})


def stored(app: Flask) -> set[str]:
    """The codes that are there."""
    with app.extensions["database"].reading() as session:
        return {row.code for row in session.query(Organisation)}


def refused(answer: TestResponse) -> bool:
    """Whether the answer says, with a message, that nothing was stored, and when to come back."""
    return answer.status_code == 503 and WORDS in answer.text and int(answer.headers["Retry-After"]) > 0


def block(path: Path) -> None:
    """As when SQLite cannot make this file: it follows no link."""
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    "statement", ["PRAGMA max_page_count = 1", "PRAGMA query_only = ON"], ids=["full", "read-only"]
)
def test_a_full_or_read_only_disk_stops_writing_alone(small_house: Flask, statement: str) -> None:
    assert store(small_house, "before").status_code == 200
    with told(small_house.extensions["database"].engine, statement):
        assert refused(store(small_house, "meanwhile"))
        read(small_house)
        assert stored(small_house) >= {"before"}
    assert store(small_house, "after").status_code == 200
    assert stored(small_house) & {"before", "meanwhile", "after"} == {"before", "after"}
    read(small_house)


def test_while_another_writes_for_long_reading_goes_on(small_house: Flask) -> None:
    base = small_house.extensions["database"]
    with told(base.engine, "PRAGMA busy_timeout = 1"):
        with base.writing() as session:
            session.execute(text("UPDATE listing SET demo = demo"))
            assert refused(store(small_house, "meanwhile"))
            read(small_house)
        assert store(small_house, "after").status_code == 200
    assert stored(small_house) & {"meanwhile", "after"} == {"after"}


def test_a_house_opens_in_a_folder_that_takes_nothing(small_house: Flask) -> None:
    database = small_house.extensions["database"]
    database.close()
    beside = Path(database.engine.url.database + "-shm")
    block(beside)
    read(small_house)
    assert refused(store(small_house, "meanwhile"))
    beside.unlink()
    assert store(small_house, "after").status_code == 200
    assert stored(small_house) & {"meanwhile", "after"} == {"after"}


def test_what_stands_in_the_log_is_never_passed_over(small_house: Flask) -> None:
    database = small_house.extensions["database"]
    path = Path(database.engine.url.database)
    with database.engine.connect():
        assert store(small_house, "in the log").status_code == 200
        log = path.with_name(f"{path.name}-wal").read_bytes()
        whole = path.read_bytes()
    database.close()
    path.write_bytes(whole)
    path.with_name(f"{path.name}-wal").write_bytes(log)
    block(path.with_name(f"{path.name}-shm"))
    assert small_house.test_client().get("/api/v1/listings").status_code == 503
    path.with_name(f"{path.name}-shm").unlink()
    assert "in the log" in stored(small_house)


def test_a_locked_database_is_not_taken_for_one_that_never_changes(small_house: Flask) -> None:
    engine = small_house.extensions["database"].engine
    with engine.connect() as connection:
        assert not read_only.is_read_only(connection.connection._connection_record)


def test_a_machine_is_told_in_the_standard_form(small_house: Flask) -> None:
    client = small_house.test_client()
    with told(small_house.extensions["database"].engine, "PRAGMA query_only = ON"):
        answer = client.post(f"/api{ADDRESS}", data={"code": "meanwhile", "words": "x"})
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.get_json()["title"] == WORDS
