"""Is asking too often held back, for an address and for a network, whatever the caller's headers claim?"""

from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from directory.accounts import limits
from tests.desks import add_person, later, letters
from tests.houses import NOW


def ask(house: Flask, email: str, times: int = 1, **values: object) -> list[int]:
    """Ask for links; the answers' codes."""
    client = house.test_client(use_cookies=False)
    return [client.post("/logg-inn", data={"email": email}, **values).status_code for _time in range(times)]


def sent(house: Flask, email: str) -> int:
    """How many links this address was sent."""
    return len(
        [letter for letter in letters(house) if letter["To"] == email and "lenken" in letter["Subject"]]
    )


@pytest.mark.both_databases
def test_an_address_gets_five_links_in_a_quarter_of_an_hour(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    assert ask(fresh_house, email, 8) == [303] * 8
    assert sent(fresh_house, email) == limits.FOR_ADDRESS == 5
    later(fresh_house, minutes=15)
    ask(fresh_house, email)
    assert sent(fresh_house, email) == 6


@pytest.mark.both_databases
def test_a_network_is_limited_too(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    ask(fresh_house, "ukjent@eksempel.no", limits.FOR_NETWORK, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    ask(fresh_house, email, environ_overrides={"REMOTE_ADDR": "192.0.2.200"})
    assert sent(fresh_house, email) == 0
    ask(fresh_house, email, environ_overrides={"REMOTE_ADDR": "192.0.3.1"})
    assert sent(fresh_house, email) == 1


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"])
def test_a_forged_header_does_not_help(fresh_house: Flask, header: str) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    for number in range(limits.FOR_NETWORK):
        ask(fresh_house, f"nr{number}@eksempel.no", headers={header: f"203.0.113.{number}"})
    ask(fresh_house, email, headers={header: "198.51.100.1"})
    assert sent(fresh_house, email) == 0


def test_behind_a_trusted_proxy_its_word_counts_and_no_others(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    app = create_app(replace(fresh_house.extensions["settings"], trusted_proxies=1))
    app.config["NOW"] = NOW
    for number in range(limits.FOR_NETWORK):
        ask(app, f"nr{number}@eksempel.no", headers={"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.9"})
    ask(app, email, headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.9"})
    assert sent(app, email) == 0
    ask(app, email, headers={"X-Forwarded-For": "192.0.2.9, 198.51.100.1"})
    assert sent(app, email) == 1
    app.extensions["database"].close()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "none"),
    ],
)
def test_a_network_is_what_one_subscriber_holds(house: Flask, address: str, network: str) -> None:
    with house.test_request_context("/", environ_overrides={"REMOTE_ADDR": address}):
        assert limits.network() == network


def test_counting_keeps_neither_address_nor_network(fresh_house: Flask) -> None:
    ask(fresh_house, "ukjent@eksempel.no")
    with fresh_house.extensions["database"].engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM attempt").all()
    assert len(rows) == 2
    assert "ukjent" not in str(rows)
    assert "127.0.0" not in str(rows)
    later(fresh_house, minutes=16)
    letters(fresh_house)
    with fresh_house.extensions["database"].engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM attempt").all() == []
