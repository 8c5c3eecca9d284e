"""Are pages right while the index still lacks much that is new, and has much as it was?"""

import pytest
from flask import Flask

from directory import db
from directory.listings.records.document import document_of
from directory.listings.records.loading import put_rows
from directory.listings.records.models import Listing
from directory.places.loading import load
from search_index import generations

QUESTION = "/api/v1/listings?need=alcohol&place=alesund&limit=200"
HIDDEN, COPIED = "demo003", "demo005"


def put_much(house: Flask) -> None:
    """In one transaction: five new ones, and one that is hidden."""
    with house.app_context(), db.of_app().writing() as session:
        row = document_of(session.get_one(Listing, COPIED), load(), public=False)
        put_rows(session, [row | {"id": f"copy{number}"} for number in range(5)], load())
        session.get_one(Listing, HIDDEN).status = "hidden"


def test_nobody_keeps_a_page_that_lacks_something_and_what_is_hidden_is_gone(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_MOST_CHANGES", 3)
    monkeypatch.setattr(generations.Generations, "_begin", lambda *_values: None)
    client = fresh_house.test_client()

    def ask() -> tuple[set[str], bool]:
        answer = client.get(QUESTION)
        return {each["id"] for each in answer.json["items"]}, "ETag" in answer.headers

    assert client.get("/healthz").status_code == 200
    before, tagged = ask()
    assert tagged
    assert {HIDDEN, COPIED} <= before
    put_much(fresh_house)
    assert ask() == (before - {HIDDEN}, False)
    assert client.get("/healthz").json["status"] == "ok"
    fresh_house.extensions["matching"].index.whole_snapshot()
    assert ask() == (before - {HIDDEN} | {f"copy{number}" for number in range(5)}, True)


CHANGED, MOVED = "demo003", "demo005"
"""One whose price is another, and one that lies elsewhere."""


def change_much(house: Flask) -> None:
    """In one transaction, more than is read while somebody waits."""
    with house.app_context(), db.of_app().writing() as session:
        session.get_one(Listing, CHANGED).cost = "12 kroner"
        session.get_one(Listing, MOVED).municipality_number = "5501"
        for listing_id in ("demo001", "demo002", "demo004"):
            session.get_one(Listing, listing_id).first_time = "Kom som du er."


def test_what_has_changed_is_shown_as_it_is_now_and_never_where_it_was(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_MOST_CHANGES", 3)
    monkeypatch.setattr(generations.Generations, "_begin", lambda *_values: None)
    client = fresh_house.test_client()

    def ask() -> dict[str, str | None]:
        return {each["id"]: each["cost"] for each in client.get(QUESTION).json["items"]}

    before = ask()
    assert {CHANGED, MOVED} <= set(before)
    assert before[CHANGED] != "12 kroner"
    change_much(fresh_house)
    meanwhile = ask()
    assert fresh_house.extensions["matching"].index.snapshot().stale
    assert (set(meanwhile), meanwhile[CHANGED]) == (set(before) - {MOVED}, "12 kroner")
    fresh_house.extensions["matching"].index.whole_snapshot()
    assert not fresh_house.extensions["matching"].index.snapshot().stale
    assert ask()[CHANGED] == "12 kroner"
