"""Everybody is asked once, whoever dies in the middle; twice reminded at most, and never twice on one day."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory import db
from directory.mail.models import Letter
from directory.rounds import opening
from directory.rounds.models import QuestionRound, RoundAnswer
from directory.rounds.opening import ask_everybody, ask_where_it_stopped
from tests.desks import later
from tests.houses import NOW, run
from tests.rounds.conftest import CONTACT, POINT, asked_rows, links_of, round_id


def question_letters(app: Flask) -> Counter[str | None]:
    with app.app_context(), db.of_app().reading() as session:
        return Counter(session.scalars(select(Letter.recipient).where(Letter.kind == "rounds/question")))


@pytest.mark.both_databases
def test_each_listing_has_one_reader_and_each_reader_one_letter(asked_house: Flask) -> None:
    sent = question_letters(asked_house)
    assert {CONTACT, POINT} <= set(sent) and set(sent.values()) == {1}
    with asked_house.app_context():
        assert ask_everybody(db.of_app(), round_id(asked_house), NOW) == 0
        with db.of_app().reading() as session:
            listings = session.scalar(select(func.count()).select_from(RoundAnswer))
            assert listings == session.scalar(select(func.count(RoundAnswer.listing_id.distinct())))
    assert question_letters(asked_house) == sent


@pytest.mark.both_databases
def test_whoever_dies_in_the_middle_goes_on_and_asks_nobody_twice(
    asked_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = question_letters(asked_house)
    with asked_house.app_context(), db.of_app().writing() as session:
        for table in (RoundAnswer, Letter):
            session.execute(table.__table__.delete())
        session.delete(session.scalars(select(QuestionRound)).one())
        session.flush()
        session.add(QuestionRound(year=2026, wording={}, deadline=NOW.date(), opened_at=NOW))
    monkeypatch.setattr(opening, "_AT_ONCE", 1)
    write, calls = opening.write_question, iter(range(100))

    def die_at_the_second(*words: Any, **more: Any) -> bool:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return write(*words, **more)

    with asked_house.app_context(), pytest.MonkeyPatch.context() as dying:
        dying.setattr(opening, "write_question", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            ask_everybody(db.of_app(), round_id(asked_house), NOW)
    assert sum(question_letters(asked_house).values()) == 1
    with asked_house.app_context():
        ask_where_it_stopped(db.of_app(), NOW)
    assert question_letters(asked_house) == whole


def test_those_who_have_not_answered_are_reminded_twice_with_the_same_link(asked_house: Flask) -> None:
    first = links_of(asked_house, CONTACT)
    for days, expected in ((10, 1), (5, 2), (0, 2), (10, 3), (0, 3), (3, 3), (30, 3)):
        later(asked_house, days=days)
        run(asked_house, "remind")
        assert links_of(asked_house, CONTACT) == first * expected


def test_no_token_and_no_word_of_it_stands_in_the_database(asked_house: Flask) -> None:
    (link,) = links_of(asked_house, CONTACT)
    token = link.rpartition("/")[2]
    assert all(token not in str(vars(each)) for each in asked_rows(asked_house))
    assert all(each.address is None for each in asked_rows(asked_house) if each.person_id)
