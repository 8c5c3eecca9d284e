"""Is the desk read, and nothing typed there lost, while nothing can be stored?"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from directory.db import write_queue
from directory.db.write_queue import MOST_WAITING, Queue
from directory.web import refusing
from tests.backups.troubles import told
from tests.desks import Colleague, colleague, later
from tests.inspecting import Page
from tests.listings.filling import filled

FULL = "PRAGMA query_only = ON"
EDIT = "/skrivebord/oppforinger/demo005/endre"
WORDS = "Akkurat nå får vi ikke lagret noe"


@pytest.fixture
def contact(small_house: Flask) -> Colleague:
    somebody = colleague(small_house, "contact", "demo005")
    somebody.token()
    return somebody


def test_a_form_that_cannot_be_stored_comes_back_filled_in_and_is_stored_later(
    small_house: Flask, contact: Colleague
) -> None:
    form = filled(contact.get(EDIT)) | {"summary": "Kaffe & «kake» fra klokka seks.", "act": "save"}
    with told(small_house.extensions["database"].engine, FULL):
        page = contact.post(EDIT, form, expect=503)
        assert page.heading == WORDS
        assert int(page.headers["Retry-After"]) > 0
        again = contact.post(EDIT, kept(page), expect=503)
        assert kept(again) == kept(page)
    assert contact.post(page.one("main form")["action"], kept(again)).location.endswith("gjort=lagret")
    assert "Kaffe & «kake» fra klokka seks." in small_house.test_client().get("/api/v1/listings/demo005").text


def kept(page: Page) -> dict[str, object]:
    """What the page's form carries along."""
    return filled(page, "main form")


def test_the_address_of_a_form_is_kept_with_it(small_house: Flask, contact: Colleague) -> None:
    confirm = "/skrivebord/oppforinger/demo005/bekreft?kind=group&side=1"
    with told(small_house.extensions["database"].engine, FULL):
        assert contact.post(confirm, {"next": ""}, expect=503).one("main form")["action"] == confirm


def test_what_the_public_sends_is_not_given_back(small_house: Flask) -> None:
    with told(small_house.extensions["database"].engine, FULL):
        answer = small_house.test_client().post("/logg-inn", data={"email": "navnesen@eksempel.no"})
    assert answer.status_code == 503
    assert "navnesen" not in answer.text


def test_the_desk_is_read_though_a_visit_cannot_be_written_down(
    small_house: Flask, contact: Colleague
) -> None:
    later(small_house, minutes=30)
    with told(small_house.extensions["database"].engine, FULL):
        assert contact.get("/skrivebord/oppforinger").status == 200


@contextmanager
def crowd(queue: Queue, count: int) -> Iterator[threading.Event]:
    """So many who wait and get no turn before the event is set."""
    go, inside = threading.Event(), threading.Barrier(count + 1)

    def wait() -> None:
        with queue.waiting():
            inside.wait()
            go.wait()

    threads = [threading.Thread(target=wait) for _each in range(count)]
    for thread in threads:
        thread.start()
    inside.wait()
    try:
        yield go
    finally:
        go.set()
        for thread in threads:
            thread.join()


def test_whoever_would_wait_behind_many_is_told_at_once_that_nothing_moves() -> None:
    queue = Queue()
    with crowd(queue, MOST_WAITING), pytest.raises(OperationalError) as told_, queue.waiting():
        pass
    assert refusing.refuses_writing(told_.value)
    assert told_.value.orig.sqlite_errorcode == sqlite3.SQLITE_BUSY
    with queue.waiting():
        pass


def test_while_turns_are_taken_everybody_waits_for_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_queue, "_STANDSTILL", 60)  # this machine may be slow to start a thread
    queue, got = Queue(), threading.Event()

    def come() -> None:
        with queue.waiting():
            got.set()

    with crowd(queue, MOST_WAITING) as go:
        late = threading.Thread(target=come)
        late.start()
        go.set()
        late.join()
    assert got.is_set()
