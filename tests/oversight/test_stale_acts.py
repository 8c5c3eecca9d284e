"""What nobody has confirmed for long can be asked about again, given to somebody, or hidden, from the list itself."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from directory import db
from directory.listings.records.models import Listing
from directory.listings.upkeep.reminding import UNCONFIRMED
from tests.desks import Colleague, add_person, colleague, letters
from tests.houses import NOW

STALE = "/skrivebord/ubekreftet"


@pytest.fixture
def editor(fresh_house: Flask) -> Colleague:
    """A national editor, where one listing alone is stale."""
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.execute(update(Listing).values(last_confirmed_on=NOW.date()))
        session.get_one(Listing, "demo005").last_confirmed_on = NOW.date() - timedelta(days=400)
    return colleague(fresh_house, "national_editor")


def test_asking_again_writes_to_whoever_answers_for_it_once_a_day(
    fresh_house: Flask, editor: Colleague
) -> None:
    contact = add_person(fresh_house, "contact", "demo005")
    answer = editor.post(f"{STALE}/demo005/spor?fylke=15")
    assert "fylke=15" in answer.location  # back to where one was
    page = editor.get(answer.location.partition("#")[0])
    assert "Brev sendt til: den som har ansvar for tilbudet." in page.one("#fortalt").text
    assert "Spurt 22." in page.text
    again = editor.get(editor.post(f"{STALE}/demo005/spor").location.partition("#")[0])
    assert "Ingen nye er spurt" in again.one("#fortalt").text
    asked = [each for each in letters(fresh_house) if "stemmer" in each["Subject"]]
    assert [each["To"] for each in asked] == [contact]


def test_where_nobody_stands_the_page_says_so_and_leads_to_giving_it_away(editor: Colleague) -> None:
    page = editor.get(STALE)
    assert "/skrivebord/oppforinger/demo005/kontakter" in [
        link["href"] for link in page.select("main a[href]")
    ]


def test_hiding_takes_it_out_of_the_list_and_off_the_pages(fresh_house: Flask, editor: Colleague) -> None:
    answer = editor.post(f"{STALE}/demo005/skjul")
    page = editor.get(answer.location.partition("#")[0])
    assert "Tilbudet er skjult." in page.one("#fortalt").text
    assert not page.select(".desk-list li")
    assert fresh_house.test_client().get("/tilbud/demo005").status_code == 404
    assert UNCONFIRMED in editor.get("/skrivebord/oppforinger/demo005/historikk").text
    editor.post(f"{STALE}/demo005/skjul", expect=404)


def test_only_those_who_oversee_may(fresh_house: Flask, editor: Colleague) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    point.post(f"{STALE}/demo005/skjul", expect=403)
    point.post(f"{STALE}/demo005/spor", expect=403)
