"""Are pages right while the index still lacks much that is new?"""

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
