"""Do those who watch see whether anything can be stored, apart from whether anything can be read?"""

import os
from collections import namedtuple
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import event

from directory.db import writable
from tests.backups.troubles import gone, locked, read_only
from tests.web.test_errors import lose_the_database


def writing(house: Flask, path: str = "/healthz") -> tuple[int, object]:
    """What the house says to those who watch it, asked anew."""
    house.extensions["database"].writable._known_at = float("-inf")
    answer = house.test_client().get(path)
    return answer.status_code, answer.get_json().get("writing")


@pytest.mark.both_databases
def test_a_house_that_stores_says_so(fresh_house: Flask) -> None:
    assert writing(fresh_house) == (200, True)
    assert writing(fresh_house, "/healthz?writing=1") == (200, True)


@pytest.mark.both_databases
def test_a_house_without_its_database_neither_reads_nor_writes(fresh_house: Flask) -> None:
    with gone(fresh_house):
        assert writing(fresh_house) == (503, False)
        assert writing(fresh_house, "/healthz?writing=1") == (503, False)


@pytest.mark.parametrize("trouble", [locked, read_only])
def test_readers_are_sent_here_and_writers_are_not(
    small_house: Flask, trouble: Callable[[Flask], AbstractContextManager[None]]
) -> None:
    with trouble(small_house):
        assert writing(small_house) == (200, False)
        assert writing(small_house, "/healthz?writing=1") == (503, False)
    assert writing(small_house, "/healthz?writing=1") == (200, True)


def test_a_full_disk_is_no_place_to_write(small_house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    room = namedtuple("Room", "f_bavail f_frsize")(10, 4096)
    with monkeypatch.context() as patch:
        patch.setattr(writable.os, "statvfs", lambda _path: room)
        assert writing(small_house) == (200, False)
    assert os.statvfs is writable.os.statvfs
    assert writing(small_house) == (200, True)


def test_with_the_primary_gone_readers_are_still_sent_here(replicated: Flask) -> None:
    lose_the_database(replicated)
    assert writing(replicated) == (200, False)
    assert writing(replicated, "/healthz?writing=1") == (503, False)


def test_whoever_asks_again_and_again_disturbs_nobody(small_house: Flask) -> None:
    asked = []
    event.listen(small_house.extensions["database"].engine, "checkout", lambda *_values: asked.append(1))
    base = small_house.extensions["database"].writable
    writing(small_house)
    before = len(asked)
    assert [base.can_write() for _time in range(50)] == [True] * 50
    assert len(asked) == before
