"""A list that we follow is fetched when it is due, waits for a person where too much is otherwise, and somebody is told."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory import db
from directory.exchange.fetching.fetch import Fetched, ServerMark
from directory.exchange.fetching.refused import Refused
from directory.exchange.sources import collecting
from directory.exchange.sources.running import Outcome, run_due, run_one
from directory.exchange.taking_in.models import ListSource
from directory.exchange.taking_in.trust import USUAL
from directory.listings.records.models import Listing
from directory.mail.models import Letter
from tests.desks import add_person, colleague
from tests.exchange.lists import feed
from tests.houses import NOW

URL = "https://liste.example/meetings.json"
MANY = 30


class Server:
    """Another's server, as we see it."""

    def __init__(self) -> None:
        self.says: bytes | None = feed(MANY)
        self.asked: list[ServerMark | None] = []

    def answer(self, url: str, *, private: bool = False, mark: ServerMark | None = None) -> Fetched:
        """As `fetch` does."""
        self.asked.append(mark)
        if self.says is None:
            raise Refused("Adressen svarer ikke som den skal.", fleeting=True)
        same = mark is not None and mark.etag == str(hash(self.says))
        return Fetched(None if same else self.says, ServerMark(str(hash(self.says))), url)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(collecting, "fetch", server.answer)
    return server


@pytest.fixture
def followed(fresh_house: Flask) -> Flask:
    with fresh_house.app_context(), db.of_app().writing() as session:
        more: dict[str, Any] = {
            "columns": {},
            "marks": {},
            "state": "active",
            "every_hours": 24,
            "shows_new": True,
        }
        session.add(
            ListSource(name="Liste", format="meeting-guide", url=URL, trust=USUAL, made_at=NOW, **more)
        )
    add_person(fresh_house, "national_editor")
    return fresh_house


def run(house: Flask, now: datetime = NOW) -> list[Outcome]:
    with house.app_context():
        return list(run_due(db.of_app(), house.extensions["settings"], now))


def accept(house: Flask, now: datetime) -> Outcome:
    with house.app_context():
        return run_one(db.of_app(), house.extensions["settings"], source(house).id, now, accept=True)


def count(house: Flask, *where: Any) -> int:
    """How many listings are so."""
    with house.app_context(), db.of_app().reading() as session:
        return session.scalar(select(func.count()).select_from(Listing).where(*where)) or 0


def letters(house: Flask, kind: str) -> int:
    with house.app_context(), db.of_app().reading() as session:
        return session.scalar(select(func.count()).select_from(Letter).where(Letter.kind == kind)) or 0


def source(house: Flask) -> ListSource:
    with house.app_context(), db.of_app().reading() as session:
        return session.scalars(select(ListSource)).one()


def test_it_is_fetched_when_due_and_only_news_are_sent(followed: Flask, server: Server) -> None:
    first = run(followed)
    assert [each.what for each in first] == ["taken"]
    assert first[0].report is not None
    assert first[0].report.new == MANY
    assert run(followed, NOW + timedelta(hours=1)) == []
    assert [each.what for each in run(followed, NOW + timedelta(days=1))] == ["same"]
    assert server.asked[-1] == ServerMark(str(hash(server.says)))


def test_a_poisoned_list_waits_for_a_person_who_is_told_once(followed: Flask, server: Server) -> None:
    run(followed)
    server.says = feed(MANY, {number: {"url": "https://elsewhere.example/"} for number in range(1, 9)})
    for days in (1, 2):
        assert [each.what for each in run(followed, NOW + timedelta(days=days))] == ["waits"]
    assert letters(followed, "source_waiting") == 1
    assert count(followed, Listing.url == "https://elsewhere.example/") == 0
    done = accept(followed, NOW + timedelta(days=3))
    assert (done.what, source(followed).state) == ("taken", "active")


def test_what_was_looked_at_is_what_is_taken(followed: Flask, server: Server) -> None:
    run(followed)
    server.says = feed(MANY - 9)
    run(followed, NOW + timedelta(days=1))
    server.says = feed(MANY - 20)
    done = accept(followed, NOW + timedelta(days=1))
    assert done.what == "waits"


def test_after_three_days_of_failing_somebody_is_told_once(followed: Flask, server: Server) -> None:
    run(followed)
    server.says = None
    for days in range(1, 7):
        assert [each.what for each in run(followed, NOW + timedelta(days=days))] == ["failed"]
        assert letters(followed, "source_failing") == (days >= 4)
    assert count(followed, Listing.status == "paused", Listing.source == "Liste") == 0


def test_a_source_that_is_dropped_leaves_its_listings(followed: Flask, server: Server) -> None:
    run(followed)
    editor = colleague(followed, "national_editor")
    editor.post(f"/skrivebord/kilder/{source(followed).id}/slutt")
    assert source(followed).state == "ended"
    assert count(followed, Listing.source == "Liste", Listing.status == "active") == MANY
    assert run(followed, NOW + timedelta(days=9)) == []


def test_an_overseer_connects_a_list_and_looks_at_it(followed: Flask, server: Server) -> None:
    editor = colleague(followed, "national_editor")
    form = {"name": "Ny liste", "format": "meeting-guide", "every": "168", "trust": "times"}
    assert (
        "begynne med https"
        in editor.post("/skrivebord/kilder", {**form, "url": "http://x.example/"}, expect=422).text
    )
    editor.post("/skrivebord/kilder", {**form, "url": "https://ny.example/l.json"})
    page = editor.get("/skrivebord/kilder")
    assert "Ny liste" in page.text
    editor.post(f"/skrivebord/kilder/{source_id(followed, 'Ny liste')}/hent")
    assert "30 nye utkast" in editor.get(f"/skrivebord/kilder/{source_id(followed, 'Ny liste')}").text


def source_id(house: Flask, name: str) -> int:
    with house.app_context(), db.of_app().reading() as session:
        return session.scalars(select(ListSource.id).where(ListSource.name == name)).one()
