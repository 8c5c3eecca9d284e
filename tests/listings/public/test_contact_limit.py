"""Are private contacts no list to take home, and one press at most for people?"""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app import create_app
from directory import db
from directory.listings.public import contact_limit
from directory.listings.records.models import Listing, ListingContact
from tests.desks import later, letters
from tests.houses import NOW
from tests.inspecting import Visitor

LISTINGS = 80
FREE = 20  # what one network is shown in a day without a press
HOME = "127.0.0.1"
ELSEWHERE = "198.51.100.7"


def number_of(nth: int) -> str:
    return f"00 00 00 {nth // 100:02} {nth % 100:02}"


def with_numbers(house: Flask) -> list[str]:
    """Give eighty listings a private person's number, and nobody else's. Their ids, in the order of the numbers."""
    with house.app_context(), db.of_app().writing() as session:
        some = session.scalars(
            select(Listing).where(Listing.status == "active").order_by(Listing.id).limit(LISTINGS)
        ).all()
        for nth, listing in enumerate(some):
            one = {"role": "Kontaktperson", "phone": number_of(nth), "consent_until": date(2027, 6, 1)}
            listing.contacts = [ListingContact(private=True, **one)]
        return [listing.id for listing in some]


class Script:
    """Reads one listing's page after the other from one network, without JavaScript, and presses what can be pressed."""

    def __init__(self, house: Flask, network: str = HOME) -> None:
        self._house = house
        self._from = {"REMOTE_ADDR": network}
        self.requests = 0

    def open(self, path: str, method: str = "GET") -> str:
        """An answer's page, after what it leads to."""
        self.requests += 1
        client = self._house.test_client(use_cookies=False)
        answer = client.open(
            path, method=method, environ_overrides=self._from, base_url="http://127.0.0.1:8000"
        )
        assert not answer.headers.getlist("Set-Cookie")
        self.refresh = answer.headers.get("Refresh")
        if answer.location:
            return self.open(answer.location)
        assert answer.status_code == 200
        return unescape(answer.text).replace("\u00a0", " ")

    def press(self, page: str) -> str:
        """Press the button of a page."""
        (action,) = re.findall(r'<form method="post" action="([^"]+/kontakt)">', page)
        return self.open(action, "POST")

    def come_back(self) -> str:
        """What the page leads to by itself, as soon as it may."""
        assert self.refresh
        seconds, _url, path = self.refresh.partition("; url=")
        later(self._house, seconds=int(seconds))
        return self.open(path)


def read(house: Flask, ids: list[str], network: str = HOME) -> list[int]:
    """Which numbers a script gets that asks for each page once."""
    script = Script(house, network)
    return [nth for nth, id_ in enumerate(ids) if number_of(nth) in script.open(f"/tilbud/{id_}")]


def spend(house: Flask) -> None:
    """Let this network have had today's number, without reading any page."""
    with house.test_request_context(environ_overrides={"REMOTE_ADDR": HOME}):
        contact_limit.count_view(FREE, house.config["NOW"])


@pytest.fixture
def ids(fresh_house: Flask) -> list[str]:
    return with_numbers(fresh_house)


@pytest.fixture
def other_worker(fresh_house: Flask) -> Iterator[Flask]:
    """A second worker of the same house."""
    app = create_app(fresh_house.extensions["settings"])
    app.config["NOW"] = NOW
    yield app
    app.extensions["database"].close()


@pytest.mark.both_databases
def test_of_eighty_numbers_one_network_is_shown_twenty_in_a_day(fresh_house: Flask, ids: list[str]) -> None:
    assert read(fresh_house, ids) == list(range(FREE))
    assert read(fresh_house, ids[:3], "127.0.0.99") == []  # the same network
    assert read(fresh_house, ids[:1], ELSEWHERE) == [0]


@pytest.mark.both_databases
def test_all_workers_count_together(fresh_house: Flask, other_worker: Flask, ids: list[str]) -> None:
    half = FREE // 2
    assert len(read(fresh_house, ids[:half])) == len(read(other_worker, ids[:half])) == half
    assert read(fresh_house, ids[:3]) == read(other_worker, ids[:3]) == []


def test_a_person_presses_once_without_any_script(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    later(fresh_house, milliseconds=300)  # a clock that shows no whole second
    script = Script(fresh_house)
    page = script.open(f"/tilbud/{ids[40]}")
    assert "Vis kontakten" in page
    assert number_of(40) in script.press(page)


def test_the_press_of_a_page_shows_only_that_pages_contact(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    script = Script(fresh_house)
    path = turn_of(fresh_house, ids[40])
    assert number_of(41) not in script.open(path.replace(ids[40], ids[41]))
    forged = re.sub(r"kontakt=.", "kontakt=X", path)
    assert number_of(40) not in script.open(forged)
    assert number_of(40) in script.open(path)
    assert number_of(40) in script.open(path)  # whoever has rung comes back to the same page
    later(fresh_house, minutes=16)
    assert number_of(40) not in script.open(path)


def turn_of(house: Flask, id_: str) -> str:
    """The address that a press leads to."""
    answer = house.test_client().post(f"/tilbud/{id_}/kontakt")
    assert answer.status_code == 303
    address = urlsplit(answer.location)
    return f"{address.path}?{address.query}"


def test_whoever_presses_right_after_somebody_else_waits_and_does_not_press_again(
    fresh_house: Flask, ids: list[str]
) -> None:
    spend(fresh_house)
    script = Script(fresh_house)
    script.press(script.open(f"/tilbud/{ids[40]}"))
    page = script.press(script.open(f"/tilbud/{ids[41]}"))
    assert "Kontakten kommer her av seg selv om 5 sekunder" in page
    assert number_of(41) not in page
    assert number_of(41) in script.come_back()


@pytest.mark.long
def test_a_script_that_presses_takes_hours_for_the_rest(fresh_house: Flask, ids: list[str]) -> None:
    """The figures of decision 0054."""
    free = read(fresh_house, ids)
    got, script = [], Script(fresh_house)
    for nth in range(len(free), LISTINGS):
        page = script.press(script.open(f"/tilbud/{ids[nth]}"))
        page = script.come_back() if script.refresh else page
        got += [nth] if number_of(nth) in page else []
    hours = (fresh_house.config["NOW"] - NOW) / timedelta(hours=1)
    assert len(got) == 60
    assert 2.4 < hours < 2.6
    assert script.requests == 60 * 5 - 1


def test_asking_for_all_at_once_does_not_help(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    ways = [turn_of(fresh_house, id_) for id_ in ids[:24]]
    later(fresh_house, minutes=10, seconds=1)
    script = Script(fresh_house)
    got = [nth for nth, way in enumerate(ways) if number_of(nth) in script.open(way)]
    assert len(got) == 16
    assert "fullt" in ways[-1]


def test_where_so_many_wait_the_page_says_it_and_names_others(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    *_others, last = [turn_of(fresh_house, id_) for id_ in ids[:24]]
    page = Visitor(fresh_house).get(last)
    assert "Prøv igjen om ti minutter" in page.text
    assert "Vis kontakten" in page.texts("button")
    assert "Ring noen andre imens" in page.texts("a")


def test_every_state_of_the_page_is_one_that_visitors_can_use(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    first, second = turn_of(fresh_house, ids[40]), turn_of(fresh_house, ids[41])
    visitor = Visitor(fresh_house)
    for prefix, words in (
        ("", ("Vis kontakten", "om 5 sekunder")),
        ("/nn", ("Vis kontakten", "om 5 sekund")),
        ("/en", ("Show the contact", "in 5 seconds")),
    ):
        path = urlsplit(first).path
        assert words[0] in visitor.get(f"{prefix}{path}").texts("button")
        assert number_of(40) in visitor.get(f"{prefix}{first}").text.replace("\u00a0", " ")
        waiting = visitor.get(f"{prefix}{second}")
        assert words[1] in waiting.text
        assert f"{prefix}{urlsplit(second).path}" in waiting.headers["Refresh"]


def test_a_roles_number_is_shown_to_everybody_and_counts_nothing(fresh_house: Flask, ids: list[str]) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        listing = session.get_one(Listing, ids[0])
        listing.contacts.append(ListingContact(role="Gruppas telefon", phone="00 00 00 99 99"))
    spend(fresh_house)
    page = Script(fresh_house).open(f"/tilbud/{ids[0]}")
    assert "00 00 00 99 99" in page
    assert number_of(0) not in page


def test_the_next_day_begins_anew(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    later(fresh_house, hours=11, minutes=59)
    assert read(fresh_house, ids[:2]) == []
    later(fresh_house, minutes=1)
    assert read(fresh_house, ids[:2]) == [0, 1]


def rows(house: Flask, table: str) -> list[tuple[object, ...]]:
    with house.extensions["database"].engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


@pytest.mark.both_databases
def test_neither_network_nor_listing_is_kept_and_the_key_is_thrown_away_at_midnight(
    fresh_house: Flask, ids: list[str]
) -> None:
    read(fresh_house, ids[:3])
    turn_of(fresh_house, ids[0])
    counts, ((_day, key),) = rows(fresh_house, "attempt"), rows(fresh_house, "daily_key")
    assert len(counts) == 3  # shown, earned, and when the next one is
    assert not any(each in str(counts) for each in (ids[0], ids[1], "127.0.0"))
    later(fresh_house, hours=12)
    letters(fresh_house)  # the sender looks every half minute
    assert rows(fresh_house, "attempt") == rows(fresh_house, "daily_key") == []
    read(fresh_house, ids[:1])
    ((_day, other),) = rows(fresh_house, "daily_key")
    assert other != key


def test_two_days_counts_of_one_network_cannot_be_matched(fresh_house: Flask, ids: list[str]) -> None:
    read(fresh_house, ids[:1])
    ((today, *_),) = rows(fresh_house, "attempt")
    later(fresh_house, hours=12)
    letters(fresh_house)
    read(fresh_house, ids[:1])
    ((tomorrow, *_),) = rows(fresh_house, "attempt")
    assert today != tomorrow


def test_a_network_that_has_had_its_number_costs_no_more_writes(fresh_house: Flask, ids: list[str]) -> None:
    spend(fresh_house)
    before = rows(fresh_house, "attempt")
    read(fresh_house, ids[:3])
    assert rows(fresh_house, "attempt") == before


def test_while_nothing_can_be_stored_contacts_are_shown_and_counted_all_the_same(
    fresh_house: Flask, ids: list[str]
) -> None:
    if fresh_house.extensions["database"].engine.dialect.name != "sqlite":
        pytest.skip("another's turn is SQLite's")
    path = fresh_house.extensions["settings"].instance / "varde.sqlite3"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert read(fresh_house, ids[: FREE + 3]) == list(range(FREE))
    other.rollback()
    other.close()


def test_what_could_not_be_stored_is_added_as_soon_as_it_can(
    fresh_house: Flask, other_worker: Flask, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_database: object) -> None:
        raise OperationalError("COUNT", None, sqlite3.OperationalError("the disk is full"))

    with monkeypatch.context() as trouble:
        trouble.setattr(db.Database, "writing_soon", refuse)
        assert read(fresh_house, ids[: FREE - 1]) == list(range(FREE - 1))
    fresh_house.extensions["contacts_seen"].again = 0.0
    assert read(fresh_house, ids[:1]) == [0]
    assert read(other_worker, ids[:2]) == []
