"""Does a form of the desk come back though the database is away, and nobody can say who sent it?"""

import pytest
from flask import Flask

from tests.backups.troubles import gone
from tests.desks import Colleague, colleague
from tests.inspecting import Visitor
from tests.listings.filling import filled

WORDS = "Akkurat nå får vi ikke lagret noe"
EDIT = "/skrivebord/oppforinger/demo005/endre"


@pytest.fixture
def contact(small_house: Flask) -> Colleague:
    somebody = colleague(small_house, "contact", "demo005")
    somebody.token()
    return somebody


def test_with_the_database_gone_a_form_of_the_desk_comes_back_and_is_stored_later(
    small_house: Flask, contact: Colleague
) -> None:
    form = filled(contact.get(EDIT)) | {"summary": "Kaffe & «kake» fra klokka seks.", "act": "save"}
    contact.get("/")  # its links are opened while the house is well
    with gone(small_house):
        page = contact.post(EDIT, form, expect=503)
        assert page.heading == WORDS
        assert filled(page, "main form") == form | {"summary": [form["summary"]], "act": ["save"]}
    token = page.one("main form input[name=csrf_token]")["value"]
    assert token == contact.token()
    sent = filled(page, "main form") | {"csrf_token": token}
    answer = Visitor.post(contact, page.one("main form")["action"], sent, expect=303)
    assert answer.location.endswith("gjort=lagret")


def test_where_nobody_can_say_who_comes_nothing_of_the_desk_is_shown(
    small_house: Flask, contact: Colleague
) -> None:
    contact.get("/")  # its links are opened while the house is well
    with gone(small_house):
        for page in (contact.get(EDIT, expect=503), contact.post(EDIT, {"name": "x"}, expect=503)):
            assert page.select(".desk-nav") == page.select("main a[href^=/skrivebord]") == []
