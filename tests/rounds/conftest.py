"""What do tests of the yearly question stand on? A house in which a round is open, and the link of one who is asked."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.rounds.models import AskedReader, QuestionRound
from directory.rounds.opening import ask_everybody
from tests.desks import add_person, letters, text_of
from tests.houses import NOW

CONTACT, POINT = "kontakt@eksempel.no", "punkt@eksempel.no"
DEADLINE = date(2026, 12, 20)


def open_round(app: Flask, year: int = 2026) -> int:
    """A round in which everybody is asked. Returns how many letters were new."""
    with app.app_context():
        with db.of_app().writing() as session:
            held = QuestionRound(year=year, wording={"nb": "Egne ord."}, deadline=DEADLINE, opened_at=NOW)
            session.add(held)
        return ask_everybody(db.of_app(), held.id, NOW)


def round_id(app: Flask) -> int:
    """The newest round."""
    with app.app_context(), db.of_app().reading() as session:
        return session.scalars(select(QuestionRound.id).order_by(QuestionRound.id.desc())).first() or 0


def links_of(app: Flask, email: str) -> list[str]:
    """The links in the letters to an address."""
    mine = [text_of(each) for each in letters(app) if each["To"] == email]
    return [
        match for text in mine for match in re.findall(r"^http\S+(/spurt/[\w-]{40,})$", text, re.MULTILINE)
    ]


def asked_rows(app: Flask) -> list[AskedReader]:
    """Everybody who was asked."""
    with app.app_context(), db.of_app().reading() as session:
        return list(session.scalars(select(AskedReader).order_by(AskedReader.id)))


@pytest.fixture
def asked_house(fresh_house: Flask) -> Flask:
    """A house with a contact of one listing and a contact point, where a round is open."""
    add_person(fresh_house, "contact", "demo005", CONTACT)
    add_person(fresh_house, "contact_point", "demopointaalesund", POINT)
    assert open_round(fresh_house)
    return fresh_house
