"""Can a stranger find out by the clock who works here? A drill against the service as it really runs, its sender too."""

import random
import time
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from directory import db
from directory.accounts import roles
from directory.web.clock import oslo_now
from tests.serving import serving

pytestmark = pytest.mark.long
ASKED = 300  # addresses of each sort


def auc(some: list[float], others: list[float]) -> float:
    """How often one of `some` is larger than one of `others`: 0.5 when nobody can tell them apart."""
    pairs = ((a > b) + (a == b) / 2 for a in some for b in others)
    return sum(pairs) / (len(some) * len(others))


def staff(house: Flask) -> list[str]:
    """The addresses of many people with a role."""
    addresses = [f"kjent{number:03}@eksempel.no" for number in range(ASKED)]
    with house.app_context(), db.of_app().writing() as session:
        for address in addresses:
            roles.grant(
                session, roles.add(session, address, oslo_now()), "contact", "demo005", oslo_now(), giver=None
            )
    return addresses


def seconds(line: HTTPConnection, address: str, number: int) -> float:
    """How long the answer takes, from a network of one's own."""
    body = urlencode({"email": address})
    caller = f"10.{number // 250}.{number % 250}.1"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": caller}
    begun = time.perf_counter()
    line.request("POST", "/logg-inn", body, headers)
    answer = line.getresponse()
    answer.read()
    taken = time.perf_counter() - begun
    assert answer.status == 303
    return taken


def test_known_and_unknown_take_the_same_time(fresh_house: Flask) -> None:
    known = staff(fresh_house)
    asked = [(address, True) for address in known]
    asked += [(address.replace("kjent", "ukjent"), False) for address in known]
    random.Random(7).shuffle(asked)
    settings = fresh_house.extensions["settings"]
    fresh_house.extensions["database"].close()
    more = {"VARDE_DATABASE_URL": settings.database_url, "VARDE_TRUSTED_PROXIES": "1"}
    times: dict[bool, list[float]] = {True: [], False: []}
    with serving(settings.instance, **more) as service:
        line = HTTPConnection(urlsplit(service.address).netloc, timeout=30)
        for number, (address, is_known) in enumerate(asked):
            times[is_known].append(seconds(line, address, number))
        line.close()
    assert 0.35 <= auc(times[True], times[False]) <= 0.65


def test_a_difference_would_be_seen() -> None:
    assert auc([3.0, 4.0], [1.0, 2.0]) == 1.0
    assert auc([1.0, 2.0], [1.0, 2.0]) == 0.5
