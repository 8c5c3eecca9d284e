"""Does whoever writes to us get their words back when nothing can be stored, and do those who watch see which of two is away?"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from directory.web import refusing
from tests.backups.test_desk_away import EDIT
from tests.backups.troubles import gone, locked, read_only
from tests.db.replicas import read
from tests.inspecting import Page, Visitor
from tests.listings.filling import filled
from tests.listings.telling import MISSING, WRONG, opened
from tests.listings.telling import told as kept_reports
from tests.web.test_errors import lose_the_database

WORDS = "Akkurat nå får vi ikke lagret noe"
DOOR = "Døra var «låst» & ingen svarte."
WHAT = {"what": "Gruppe for etterlatte", "place": "Ålesund", "name": "Lyset", "link": "", "text": DOOR}
WRONG_KIND = {"kind": "wrong"}  # the button that is pressed


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


def test_what_another_site_sends_does_not_come_back(small_house: Flask) -> None:
    with gone(small_house):
        for path in (EDIT, WRONG):
            answer = small_house.test_client().post(
                path, data={"text": DOOR, "summary": DOOR}, headers={"Sec-Fetch-Site": "cross-site"}
            )
            assert (answer.status_code, "låst" in answer.text) == (403, False)


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
