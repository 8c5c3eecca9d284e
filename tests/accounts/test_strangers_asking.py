"""Can a stranger who asks for links to somebody's address keep that person out?"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.accounts import limits
from directory.accounts.sessions import MARK
from tests.accounts.test_sign_in import HOME, SIGN_IN_PATHS, link_in
from tests.desks import Colleague, add_person, later, letters
from tests.inspecting import Visitor

STRANGER, PERSON = "203.0.113.5", "192.0.2.7"


def ask(house: Flask, email: str, network: str = STRANGER, client: FlaskClient | None = None) -> list[str]:
    """Ask for a link; the links that it brings to this address."""
    before = len(letters(house))
    client = client or house.test_client(use_cookies=False)
    answer = client.post(
        "/logg-inn", data={"email": email}, base_url=HOME, environ_overrides={"REMOTE_ADDR": network}
    )
    assert (answer.status_code, answer.location) == (303, "/logg-inn/sendt")
    assert not answer.headers.getlist("Set-Cookie")
    return [link_in(letter) for letter in letters(house)[before:] if letter["To"] == email]


def press(house: Flask, link: str, client: FlaskClient | None = None) -> int:
    """Use a link; the answer's code."""
    return (client or house.test_client()).post(link, base_url=HOME).status_code


@pytest.fixture
def email(fresh_house: Flask) -> str:
    return add_person(fresh_house, "contact", "demo005")


@pytest.fixture
def own(fresh_house: Flask, email: str) -> FlaskClient:
    """The person's own browser: they signed in before, and out again."""
    client = fresh_house.test_client()
    (link,) = ask(fresh_house, email, PERSON)
    assert press(fresh_house, link, client) == 303
    Colleague(fresh_house, email, client).post("/skrivebord/logg-ut")
    later(fresh_house, hours=24)
    return client


@pytest.mark.both_databases
def test_six_requests_of_a_stranger_do_not_keep_the_letter_from_the_person(
    fresh_house: Flask, email: str
) -> None:
    assert sum(len(ask(fresh_house, email)) for _time in range(6)) == 5
    (link,) = ask(fresh_house, email, PERSON)
    assert press(fresh_house, link) == 303


def test_the_letter_that_is_out_stays_good_whatever_a_stranger_asks_for(
    fresh_house: Flask, email: str
) -> None:
    (mine,) = ask(fresh_house, email, PERSON)
    for _time in range(8):
        ask(fresh_house, email)
    assert press(fresh_house, mine) == 303


def test_of_what_a_stranger_asks_for_the_last_letter_stays_good_too(fresh_house: Flask, email: str) -> None:
    *_ended, last = [link for _time in range(8) for link in ask(fresh_house, email)]
    assert press(fresh_house, last) == 303


@pytest.mark.both_databases
def test_the_persons_own_browser_is_sent_a_letter_also_beside_a_stranger_in_the_same_network(
    fresh_house: Flask, email: str, own: FlaskClient
) -> None:
    for _time in range(6):
        ask(fresh_house, email, PERSON)
    assert ask(fresh_house, email, PERSON) == []
    (link,) = ask(fresh_house, email, PERSON, own)
    assert press(fresh_house, link, own) == 303


def test_and_where_a_stranger_has_used_up_what_the_network_may_ask_for(
    fresh_house: Flask, email: str, own: FlaskClient
) -> None:
    for number in range(limits.FOR_NETWORK):
        ask(fresh_house, f"nr{number}@eksempel.no", PERSON)
    assert ask(fresh_house, email, PERSON) == []
    assert ask(fresh_house, email, PERSON, own)


def test_one_network_gets_ten_letters_to_an_address_in_a_day(fresh_house: Flask, email: str) -> None:
    got = 0
    for _quarter in range(6):
        got += sum(len(ask(fresh_house, email)) for _time in range(5))
        later(fresh_house, minutes=15)
    assert got == 10
    assert ask(fresh_house, email, PERSON)
    later(fresh_house, hours=12)
    assert ask(fresh_house, email)


def test_a_daily_cap_stays_for_strangers_together_and_another_for_the_own_browser(
    fresh_house: Flask, email: str, own: FlaskClient
) -> None:
    networks = [f"203.0.{number}.1" for number in range(20)]
    got = sum(len(ask(fresh_house, email, network)) for network in networks for _time in range(5))
    assert got == limits.ADDRESS_BY_STRANGERS_A_DAY
    mine = []
    for _quarter in range(4):
        mine += [link for _time in range(6) for link in ask(fresh_house, email, PERSON, own)]
        later(fresh_house, minutes=15)
    assert len(mine) == limits.ADDRESS_FROM_ONE_A_DAY


def test_a_mark_is_good_for_its_own_address_and_half_a_year(
    fresh_house: Flask, email: str, own: FlaskClient
) -> None:
    another = add_person(fresh_house, "contact", "demo005")
    for each in (email, another):
        for _time in range(5):
            ask(fresh_house, each, PERSON)
    assert ask(fresh_house, another, PERSON, own) == []
    assert ask(fresh_house, email, PERSON, own)
    later(fresh_house, days=180)
    for _time in range(5):
        ask(fresh_house, email, PERSON)
    assert ask(fresh_house, email, PERSON, own) == []


def value_of(client: FlaskClient, path: str = "/logg-inn") -> str:
    cookie = client.get_cookie(MARK, "127.0.0.1", path)
    assert cookie
    return str(cookie.value)


@pytest.mark.parametrize("forge", ["", ".", "..", "a.1.b", "a.b.c", "æ.ø.å", "{}x", "x{}", "{}.{}"])
def test_a_mark_that_is_not_ours_is_none(
    fresh_house: Flask, email: str, own: FlaskClient, forge: str
) -> None:
    forged = forge.format(value_of(own), value_of(own))
    for path in SIGN_IN_PATHS:
        own.set_cookie(MARK, forged, domain="127.0.0.1", path=path)
    for _time in range(5):
        ask(fresh_house, email, PERSON)
    assert ask(fresh_house, email, PERSON, own) == []


def test_the_mark_names_nobody_and_is_sent_to_the_sign_in_page_alone(
    fresh_house: Flask, email: str, own: FlaskClient
) -> None:
    assert email.partition("@")[0] not in value_of(own)
    assert len({value_of(own, path) for path in SIGN_IN_PATHS}) == 1
    for path in ("/", "/nn/", "/finn", "/tilbud/demo005", "/skrivebord/", "/personvern"):
        with own.get(path, base_url=HOME) as answer:
            assert MARK not in answer.request.headers.get("Cookie", "")
    with own.get("/en/logg-inn", base_url=HOME) as answer:
        assert MARK in answer.request.headers["Cookie"]


def test_signing_out_everywhere_takes_the_mark_away(fresh_house: Flask, email: str, own: FlaskClient) -> None:
    (link,) = ask(fresh_house, email, PERSON, own)
    press(fresh_house, link, own)
    Colleague(fresh_house, email, own).post("/skrivebord/logg-ut-overalt")
    assert [path for path in SIGN_IN_PATHS if own.get_cookie(MARK, "127.0.0.1", path)] == []


def test_whoever_has_used_one_link_has_ended_the_others(fresh_house: Flask, email: str) -> None:
    (theirs,), (mine,) = ask(fresh_house, email), ask(fresh_house, email, PERSON)
    assert press(fresh_house, mine) == 303
    assert press(fresh_house, theirs) == 410


def test_a_link_keeps_neither_the_network_nor_the_browser_that_asked(
    fresh_house: Flask, email: str, own: FlaskClient
) -> None:
    ask(fresh_house, email, PERSON)
    ask(fresh_house, email, PERSON, own)
    with fresh_house.extensions["database"].engine.connect() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM sign_in_link").all())
    assert "192.0.2" not in rows
    assert value_of(own).partition(".")[0] not in rows


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_the_page_of_a_link_says_whose_it_is_and_for_which_house(
    fresh_house: Flask, email: str, prefix: str
) -> None:
    (link,) = ask(fresh_house, email)
    page = Visitor(fresh_house).get(prefix + link)
    assert page.texts("dl dd") == [email, "Varde, 127.0.0.1:8000"]
    assert re.search("lukker du siden|lèt du att sida|close the page", page.text)


def test_the_page_of_a_link_that_has_ended_says_nobodys_address(fresh_house: Flask, email: str) -> None:
    (link,) = ask(fresh_house, email)
    later(fresh_house, minutes=10)
    page = Visitor(fresh_house, links=False).get(link, expect=410)
    assert email not in page.body
