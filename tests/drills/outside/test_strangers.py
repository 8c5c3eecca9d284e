"""Whatever anybody sends to any route, is it no fault of ours? Ten thousand requests, seeded; a few hundred every time."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple
from urllib.parse import quote

import pytest
from flask import Flask

from tests.desks import add_person
from tests.drills.conftest import folder_of
from tests.drills.desk import Desk
from tests.drills.outside.bodies import URLENCODED
from tests.drills.outside.framing import broken, said, statuses
from tests.drills.outside.strangers import Crowd, path_to
from tests.drills.truth import house_over
from tests.drills.visiting import Asked, ask, running
from tests.houses import Builder
from tests.serving import Service

_IN_ONE_HOUSE = 500  # by then much of it is closed, erased or given away


def faults(builder: Builder, seed: int, count: int) -> list[str]:
    """What was answered with a fault of ours, of `count` requests."""
    found, met = [], Counter[int]()
    for first in range(0, count, _IN_ONE_HOUSE):
        app = builder.furnished()
        crowd = Crowd(app, Random(seed + first))
        for attempt in crowd.attempts(min(_IN_ONE_HOUSE, count - first)):
            status = crowd.send(attempt)
            met[status] += 1
            if status >= 500:
                found.append(f"{status} {attempt.in_short}")
        builder.close(app)
    print(f"{met.total()} requests: {dict(sorted(met.items()))}")
    return found


def test_hundreds_of_requests_of_any_kind_meet_no_fault(builder: Builder) -> None:
    assert faults(builder, 11, 120) == []


@pytest.mark.long
def test_ten_thousand_requests_of_any_kind_meet_no_fault(builder: Builder) -> None:
    assert faults(builder, 2026, 10_000) == []


class Site(NamedTuple):
    """The real service, and a house of this process on its database."""

    app: Flask
    service: Service


@pytest.fixture(scope="module")
def site(builder_on_disk: Builder) -> Iterator[Site]:
    """One for all tests of this file that write to its socket."""
    instance = folder_of(builder_on_disk)
    with house_over(instance) as app, running(instance) as service:
        yield Site(app, service)


def broken_ones(site: Site, seed: int, count: int) -> list[str]:
    """What was answered with a fault of ours, of `count` broken requests; a whole one must be answered after them."""
    chance, met, found = Random(seed), Counter[str](), []
    rules = [rule for rule in site.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    rules.sort(key=lambda rule: rule.rule)
    paths = [quote(path_to(rule, chance)[:300], safe="/%") for rule in rules]
    cookie = Desk(site.app, add_person(site.app, "national_editor")).cookie
    for raw in broken(chance, paths, ("X-Nothing: y", f"Cookie: {cookie}"), count):
        answers = statuses(site.service, raw)
        met[f"{raw.name}: {answers or 'hung up'}"] += 1
        if any(status >= 500 and status not in raw.may_be for status in answers):
            found.append(f"{answers} {raw.name} {raw.content[:300]!r}")
    print(f"{count} broken requests: {dict(sorted(met.items()))}")
    assert ask(site.service, Asked("/")).status == 200
    return found


def test_dozens_of_broken_requests_meet_no_fault(site: Site) -> None:
    assert broken_ones(site, 12, 60) == []


@pytest.mark.long
def test_two_thousand_broken_requests_meet_no_fault(site: Site) -> None:
    assert broken_ones(site, 2027, 2_000) == []


@pytest.mark.parametrize("framing", ["Content-Length: 90", "Transfer-Encoding: chunked"])
def test_half_a_sentence_is_answered_with_somebody_to_call(site: Site, framing: str) -> None:
    half = "" if "Length" in framing else "40\r\n"
    head = f"POST /finn HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {URLENCODED}\r\n{framing}\r\n\r\n{half}"
    answer = said(site.service, f"{head}situation=Mannen+min+drikker".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"tel:116123" in answer
