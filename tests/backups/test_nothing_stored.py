"""Does whoever writes to us get their words back when nothing can be stored, and do those who watch see which of two is away?"""

import os
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from directory.db import writable
from directory.web import refusing
from tests.backups.troubles import told
from tests.db.replicas import copied, read, with_replica
from tests.desks import Colleague, colleague
from tests.inspecting import Page, Visitor
from tests.listings.filling import filled
from tests.listings.telling import MISSING, WRONG, opened
from tests.listings.telling import told as kept_reports
from tests.web.test_errors import lose_the_database

WORDS = "Akkurat nå får vi ikke lagret noe"
DOOR = "Døra var «låst» & ingen svarte."
WHAT = {"what": "Gruppe for etterlatte", "place": "Ålesund", "name": "Lyset", "link": "", "text": DOOR}
WRONG_KIND = {"kind": "wrong"}  # the button that is pressed
EDIT = "/skrivebord/oppforinger/demo005/endre"


@contextmanager
def locked(house: Flask) -> Iterator[None]:
    """Another program writes, and nobody wants to wait."""
    base = house.extensions["database"]
    with told(base.engine, "PRAGMA busy_timeout = 1"), base.writing() as session:
        session.execute(text("UPDATE listing SET demo = demo"))
        yield
        session.rollback()


@contextmanager
def read_only(house: Flask) -> Iterator[None]:
    with told(house.extensions["database"].engine, "PRAGMA query_only = ON"):
        yield


@contextmanager
def gone(house: Flask) -> Iterator[None]:
    """The database is away altogether, and comes back."""
    engine = house.extensions["database"].engine
    creator = engine.pool._creator
    lose_the_database(house)
    try:
        yield
    finally:
        engine.pool._creator = creator


@pytest.mark.parametrize("trouble", [locked, read_only, gone])
def test_what_is_told_of_a_listing_comes_back_filled_in(
    small_house: Flask, trouble: Callable[[Flask], AbstractContextManager[None]]
) -> None:
    visit = Visitor(small_house)
    form = {**opened(visit), "kind": "wrong", "text": DOOR}
    with trouble(small_house):
        page = visit.post(WRONG, form, expect=503)
        assert WORDS in page.text
        assert int(page.headers["Retry-After"]) > 0
        assert page.one("main textarea").text == DOOR
        again = visit.post(page.one("main form")["action"], sent_again(page) | WRONG_KIND, expect=503)
        assert sent_again(again) == sent_again(page)
    assert kept_reports(small_house) == []
    assert visit.post(WRONG, sent_again(again) | WRONG_KIND, expect=303).location == f"{WRONG}/takk"
    assert [row.text for row in kept_reports(small_house)] == [DOOR]


@pytest.mark.parametrize("trouble", [locked, read_only, gone])
def test_what_is_missing_comes_back_filled_in(
    small_house: Flask, trouble: Callable[[Flask], AbstractContextManager[None]]
) -> None:
    visit = Visitor(small_house)
    form = {**opened(visit, MISSING), **WHAT}
    with trouble(small_house):
        page = visit.post(MISSING, form, expect=503)
        assert WORDS in page.text
        assert sent_again(page) == form
    assert visit.post(MISSING, sent_again(page), expect=303).location == f"{MISSING}/takk"


def sent_again(page: Page) -> dict[str, object]:
    """What the page's form would send."""
    return {name: "".join(map(str, values)) for name, values in filled(page, "main form").items()}


@pytest.fixture
def replicated(small_house: Flask) -> Iterator[Flask]:
    """A worker of the small house that has a replica to read from."""
    with with_replica(small_house, f"sqlite:///{copied(small_house)}") as app:
        read(app)
        yield app


def test_with_the_primary_gone_pages_are_read_and_reports_come_back(replicated: Flask) -> None:
    visit = Visitor(replicated)
    form = {**opened(visit), "kind": "wrong", "text": DOOR}
    lose_the_database(replicated)
    read(replicated)
    page = visit.post(WRONG, form, expect=503)
    assert WORDS in page.text
    assert page.one("main textarea").text == DOOR


def test_with_the_primary_gone_nobody_is_told_that_something_was_stored(replicated: Flask) -> None:
    lose_the_database(replicated)
    answer = replicated.test_client().post("/logg-inn", data={"email": "navnesen@eksempel.no"})
    assert (answer.status_code, WORDS in answer.text, "navnesen" in answer.text) == (503, True, False)


@pytest.fixture
def contact(small_house: Flask) -> Colleague:
    somebody = colleague(small_house, "contact", "demo005")
    somebody.token()
    return somebody


def test_with_the_database_gone_a_form_of_the_desk_comes_back_and_is_stored_later(
    small_house: Flask, contact: Colleague
) -> None:
    form = filled(contact.get(EDIT)) | {"summary": "Kaffe & «kake» fra klokka seks.", "act": "save"}
    with gone(small_house):
        page = contact.post(EDIT, form, expect=503)
        assert page.heading == WORDS
        assert filled(page, "main form") == form | {"summary": [form["summary"]], "act": ["save"]}
    token = page.one("main form input[name=csrf_token]")["value"]
    assert token == contact.token()
    sent = filled(page, "main form") | {"csrf_token": token}
    answer = Visitor.post(contact, page.one("main form")["action"], sent, expect=303)
    assert answer.location.endswith("gjort=lagret")


def test_what_another_site_sends_does_not_come_back(small_house: Flask) -> None:
    with gone(small_house):
        for path in (EDIT, WRONG):
            answer = small_house.test_client().post(
                path, data={"text": DOOR, "summary": DOOR}, headers={"Sec-Fetch-Site": "cross-site"}
            )
            assert (answer.status_code, "låst" in answer.text) == (403, False)


def test_where_nobody_can_say_who_comes_nothing_of_the_desk_is_shown(
    small_house: Flask, contact: Colleague
) -> None:
    with gone(small_house):
        for page in (contact.get(EDIT, expect=503), contact.post(EDIT, {"name": "x"}, expect=503)):
            assert page.select(".desk-nav") == page.select("a[href^=/skrivebord]") == []


def test_whoever_cannot_know_whether_it_was_stored_is_told_so(small_house: Flask) -> None:
    visit = Visitor(small_house)
    form = {**opened(visit), "kind": "wrong", "text": DOOR}
    engine = small_house.extensions["database"].engine

    def lose(_connection: object) -> None:
        raise OperationalError(None, None, Exception("gone"), connection_invalidated=True)  # type: ignore[arg-type]

    event.listen(engine, "commit", lose)
    page = visit.post(WRONG, form, expect=503)
    event.remove(engine, "commit", lose)
    assert "Vi vet ikke om det ble lagret" in page.text
    assert WORDS not in page.text
    assert page.one("main textarea").text == DOOR


def test_a_question_that_is_lost_leaves_no_doubt() -> None:
    lost = OperationalError("SELECT 1", None, Exception("gone"), connection_invalidated=True)
    assert not refusing.is_unsure(lost)
    assert refusing.is_unsure(OperationalError(None, None, Exception("gone"), connection_invalidated=True))  # type: ignore[arg-type]


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
