"""Who answers for a place invites contacts for its listings, sees how the letter went, and can end it again."""

from flask import Flask
from sqlalchemy import update

from directory import db
from directory.accounts import roles
from directory.mail.models import Letter
from tests.desks import colleague, letters, signed_in, text_of

PAGE = "/skrivebord/oppforinger/demo005/kontakter"
NEW = "ny.kontakt@eksempel.no"
AALESUND = ("contact_point", "demopointaalesund")


def test_a_contact_point_invites_a_contact_and_the_page_says_that_the_letter_went(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    links = [link["href"] for link in point.get("/skrivebord/oppforinger/demo005").select("main a[href]")]
    assert PAGE in links
    answer = point.post(PAGE, {"email": NEW})
    assert "Invitasjonen er sendt." in point.get(answer.location).text
    (letter,) = [each for each in letters(fresh_house) if each["To"] == NEW]
    assert f"{point.email} har gitt deg en rolle" in text_of(letter)
    page = point.get(PAGE)
    assert NEW in page.text and "Brev sendt 22." in page.text
    assert "Ivareta" in signed_in(fresh_house, NEW).get("/skrivebord/oppforinger").text


def test_an_invitation_that_did_not_arrive_is_said(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    point.post(PAGE, {"email": NEW})
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.execute(update(Letter).where(Letter.recipient == NEW).values(state="failed"))
    assert "Brevet kom kanskje ikke fram." in point.get(PAGE).text
    editor = colleague(fresh_house, "national_editor")
    page = editor.get("/skrivebord/folk")
    (row,) = [part for part in page.select(".desk-list li") if NEW in part.text]
    assert "kommer kanskje ikke fram" in row.text


def test_a_contact_that_was_invited_by_mistake_is_let_go(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    point.post(PAGE, {"email": NEW})
    person = point.get(PAGE).one("input[name=person]")["value"]
    point.post(f"{PAGE}/avslutt", {"person": person})
    assert NEW not in point.get(PAGE).text
    point.post(f"{PAGE}/avslutt", {"person": person}, expect=404)


def test_nobody_invites_for_what_is_not_theirs_and_a_contact_for_nobody(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    point.get("/skrivebord/oppforinger/lwnwee5n/kontakter", expect=403)
    point.post("/skrivebord/oppforinger/lwnwee5n/kontakter", {"email": NEW}, expect=403)
    contact = colleague(fresh_house, "contact", "demo005")
    contact.get(PAGE, expect=403)
    contact.post(PAGE, {"email": NEW}, expect=403)
    with fresh_house.app_context():
        assert roles.find(db.primary_session(), NEW) is None
    point.post(PAGE, {"email": "ikke en adresse"}, expect=422)
