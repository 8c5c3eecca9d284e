"""Whoever was asked finds the question on the first page of the desk, also where the letter is lost."""

from flask import Flask

from tests.desks import colleague, later, signed_in
from tests.inspecting import Visitor
from tests.rounds.conftest import CONTACT, links_of
from tests.rounds.test_answer import filled_in

MINE, WORDS = "/skrivebord/sporsmalet", "Det årlige spørsmålet: ett tilbud mangler svar"


def test_the_first_page_leads_to_ones_own_questions_until_they_are_answered(asked_house: Flask) -> None:
    (link,), contact = links_of(asked_house, CONTACT), signed_in(asked_house, CONTACT)
    first = contact.get("/skrivebord/")
    assert WORDS in first.text
    assert MINE in [each["href"] for each in first.select("a.way")]
    assert contact.get(MINE, expect=303).location == link
    reader = Visitor(asked_house, links=False)
    reader.post(link, filled_in(reader.get(link)), expect=303)
    assert WORDS not in contact.get("/skrivebord/").text
    assert contact.get(MINE, expect=303).location == link  # to change it, as long as it is open


def test_who_was_not_asked_or_wants_no_more_of_it_finds_nothing(asked_house: Flask) -> None:
    somebody = colleague(asked_house, "contact", "demo019")
    assert "Det årlige spørsmålet" not in somebody.get("/skrivebord/").one("main").text
    somebody.get(MINE, expect=404)
    (link,) = links_of(asked_house, CONTACT)
    Visitor(asked_house, links=False).post(link + "/aldri", {}, expect=303)
    assert WORDS not in signed_in(asked_house, CONTACT).get("/skrivebord/").text


def test_after_the_deadline_nothing_waits(asked_house: Flask) -> None:
    later(asked_house, days=29)
    assert WORDS not in signed_in(asked_house, CONTACT).get("/skrivebord/").text
