"""Who answers for a place invites contacts for its listings, sees how the letter went, and can end it again."""

from flask import Flask
from sqlalchemy import update

from directory import db
from directory.accounts import roles
from directory.mail.models import Letter
from directory.web.clock import oslo_now
from tests.desks import add_person, colleague, letters, signed_in, text_of

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


def test_who_is_invited_is_written_to_in_the_language_of_whoever_invites(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    point.post("/skrivebord/konto/sprak", {"language": "nn"})
    point.post(PAGE, {"email": NEW})
    (letter,) = [each for each in letters(fresh_house) if each["To"] == NEW]
    assert "har gitt deg ei rolle" in text_of(letter)


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
    page = editor.get(row.select("a[href]")[0]["href"])
    assert "Brevet kom kanskje ikke fram." in page.text and "kommer kanskje ikke fram" in page.text


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


def test_who_only_keeps_a_listing_does_not_say_who_else_keeps_it_though_they_answer_for_others(
    fresh_house: Flask,
) -> None:
    both = colleague(fresh_house, "organisation_editor", "aa")
    other = add_person(fresh_house, "contact", "demo005")
    add_role(fresh_house, both.email, "demo005")
    both.get("/skrivebord/oppforinger/demo005")
    both.get(PAGE, expect=403)
    both.post(PAGE, {"email": NEW}, expect=403)
    with fresh_house.app_context():
        person = roles.find(db.primary_session(), other)
    assert person
    both.post(f"{PAGE}/avslutt", {"person": str(person.id)}, expect=403)
    assert "Ivareta" in signed_in(fresh_house, other).get("/skrivebord/oppforinger").text


def test_who_is_let_go_from_one_listing_keeps_the_others(fresh_house: Flask) -> None:
    point, kept = colleague(fresh_house, *AALESUND), add_person(fresh_house, "contact", "demo006")
    add_role(fresh_house, kept, "demo005")
    person = point.get(PAGE).one("input[name=person]")["value"]
    point.post(f"{PAGE}/avslutt", {"person": person})
    contact = signed_in(fresh_house, kept)
    contact.get("/skrivebord/oppforinger/demo006")
    contact.get("/skrivebord/oppforinger/demo005", expect=403)


def add_role(house: Flask, email: str, listing_id: str) -> None:
    """One more listing for somebody to keep."""
    with house.app_context(), db.of_app().writing() as session:
        person = roles.find(session, email)
        assert person
        roles.grant(session, person, "contact", listing_id, oslo_now(), giver=None)
