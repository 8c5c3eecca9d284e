"""What is promised of every answer, whatever is asked? Two thousand questions drawn with a seed, put to the made-up world."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from directory import db
from directory.listings.records.listing_record import ListingRecord
from directory.listings.records.loading import put_rows
from directory.listings.records.search_document import ages_of
from directory.matching.suggesting.service import of_app
from directory.matching.suggesting.steps import CAP_KM
from directory.matching.suggesting.suggest import Suggestions
from directory.matching.understanding.need import Need
from directory.places.loading import load
from directory.vocabulary import CONSTRAINTS, NEEDS
from tests.evaluation.house import new_house
from tests.evaluation.ranking import listing_of
from tests.houses import NOW

WORLD = Path("tests/evaluation/world/listings.jsonl")
QUESTIONS = 2000
UNDER_18 = (12, 17)


@pytest.fixture(scope="module")
def world() -> Iterator[Flask]:
    with new_house() as app:
        rows = [listing_of(json.loads(line)) for line in WORLD.read_text(encoding="utf-8").splitlines()]
        with app.app_context(), app.extensions["database"].writing() as session:
            put_rows(session, rows, load())
        yield app


def questions() -> Iterator[Need]:
    drawn, places = random.Random(16), load().municipalities
    for _number in range(QUESTIONS):
        age = drawn.choice((None, None, 15, 20, 34, 58, 71))
        yield Need(
            audience=drawn.choice((None, "self", "relative", "professional")),
            needs=tuple(drawn.sample(sorted(NEEDS), drawn.choice((0, 1, 1, 1, 2)))),
            place=drawn.choice((None, *places)) if drawn.random() < 0.1 else drawn.choice(places),
            ages=None if age is None else (age, age),
            young=age == 15 or (age is None and drawn.random() < 0.1),
            sex=drawn.choice((None, None, "women", "men")),
            part=drawn.choice((None, None, None, "day", "evening")),
            formats=drawn.choice(((), (), (), ("online",), ("in_person", "phone"))),
            constraints=tuple(drawn.sample(sorted(CONSTRAINTS), drawn.choice((0, 0, 1)))),
        )


def faults(need: Need, found: Suggestions) -> Iterator[str]:
    shown = found.ranked
    joinable = [each.joinable for each in shown]
    if joinable != sorted(joinable, reverse=True):
        yield "what nobody can join stands before what one can"
    if not all(each.joinable for each in found.everything):
        yield "what nobody can join stands among what one can"
    remote = any("in_person" not in each.listing.formats for each in shown if each.joinable)
    for each in shown:
        if need.place and remote and (each.distance_km or 0) > CAP_KM * 1.01:
            yield f"{each.listing.id} is {each.distance_km:.0f} km away"
        if need.sex and each.listing.for_whom not in (None, need.sex):
            yield f"{each.listing.id} is for the other sex"
        if is_for_another_age(each.listing, need):
            yield f"{each.listing.id} is for another age"


def is_for_another_age(listing: ListingRecord, need: Need) -> bool:
    """Where no age was said: what is for adults alone for somebody under 18, and what is for the young alone for others."""
    ages, asked = ages_of(listing), need.ages
    if need.young:
        return ages is not None and (ages[0] > (asked or UNDER_18)[1] or ages[1] < (asked or UNDER_18)[0])
    if asked is None:
        return listing.young and need.audience != "professional"
    return ages is not None and not ages[0] <= asked[0] <= ages[1]


def test_promises_hold_for_two_thousand_questions(world: Flask) -> None:
    wrong = []
    with world.test_request_context("/"):
        assert db.read_session()
        for need in questions():
            found = of_app().suggestions(need, NOW)
            wrong += [(need, fault) for fault in faults(need, found)]
    assert wrong == []


def test_a_broken_promise_is_seen(world: Flask) -> None:
    place = load().by_slug("randaberg")
    with world.test_request_context("/"):
        found = of_app().suggestions(Need(needs=("anxiety",), audience="self", place=place), NOW)
    full = next(each for each in found.later if each.listing.status == "full")
    first = full._replace(standing=(False, -1))
    spoilt = Suggestions(found.matches, found.online, found.courses, later=(first,))
    assert list(faults(Need(place=place), spoilt))
