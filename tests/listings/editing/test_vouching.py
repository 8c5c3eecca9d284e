"""Four eyes are two people: a role rests on its giver's word until another has seen what is done with it."""

from datetime import timedelta

import pytest

from directory.accounts import roles
from directory.accounts.models import Person
from directory.listings.editing import moderation
from directory.listings.editing.apply import change
from directory.listings.editing.approval import OwnChangeError, accept, may_decide
from directory.listings.editing.changes import Change
from directory.listings.editing.due import apply_due
from directory.places.loading import load
from tests.listings.editors import AALESUND, Office

NEW_PHONE = {"contacts": [{"role": "Gruppas telefon", "phone": "00 00 00 01", "email": None}]}
OTHER_PHONE = {"contacts": [{"role": "Gruppas telefon", "phone": "00 00 00 02", "email": None}]}


def invited(office: Office, giver: Person, role: str = "contact", scope: str = "demo005") -> Person:
    """Somebody to whom `giver` gave a role."""
    person = roles.add(office.session, f"ny-{role.replace('_', '-')}@eksempel.no", office.now)
    roles.grant(office.session, person, role, scope, office.now, giver=giver)
    return person


def test_what_a_new_contact_changes_of_the_phone_waits_and_the_rest_does_not(office: Office) -> None:
    contact = invited(office, office.person("national_editor"))
    (made,) = change(office.as_(contact), office.listing(), NEW_PHONE)
    assert "invited" in made.held_for
    (text,) = change(office.as_(contact), office.listing(), {"first_time": "Du blir tatt imot i døra."})
    assert text.state == "applied"


def test_whoever_gave_the_role_does_not_say_yes_and_another_does(office: Office) -> None:
    editor, other = office.person("national_editor"), office.person("national_editor")
    contact = invited(office, editor)
    (made,) = change(office.as_(contact), office.listing(), NEW_PHONE)
    assert not may_decide(office.session, editor, made)
    with pytest.raises(OwnChangeError):
        accept(office.as_(editor), made)
    assert may_decide(office.session, other, made)
    accept(office.as_(other), made)
    assert office.listing().contacts[0].phone == "00 00 00 01"


def test_once_another_has_said_yes_the_contact_works_alone(office: Office) -> None:
    contact = invited(office, office.person("national_editor"))
    (made,) = change(office.as_(contact), office.listing(), NEW_PHONE)
    accept(office.as_(office.person("administrator")), made)
    assert change(office.as_(contact), office.listing(), OTHER_PHONE)[0].state == "applied"


def test_a_new_contact_does_not_say_yes_to_whoever_invited_them(office: Office) -> None:
    editor = office.person("national_editor")
    contact = invited(office, editor)
    (made,) = change(office.as_(editor), office.listing(), NEW_PHONE)
    assert not may_decide(office.session, contact, made)


def test_two_whom_the_same_one_invited_are_two_once_both_were_seen(office: Office) -> None:
    editor, admin = office.person("national_editor"), office.person("administrator")
    contact, point = invited(office, editor), invited(office, editor, "contact_point", AALESUND)
    (made,) = change(office.as_(contact), office.listing(), NEW_PHONE)
    assert not may_decide(office.session, point, made)
    accept(office.as_(admin), made)
    (other,) = change(office.as_(point), office.listing("demo006"), {"url": "https://gruppa.example/"})
    accept(office.as_(admin), other)
    (again,) = change(office.as_(point), office.listing(), OTHER_PHONE)
    assert may_decide(office.session, contact, again)


def test_while_the_contact_is_new_the_contact_point_still_answers(office: Office) -> None:
    point = office.person("contact_point", AALESUND)
    invited(office, office.person("national_editor"))
    assert change(office.as_(point), office.listing(), NEW_PHONE)[0].state == "applied"


def test_who_had_it_before_and_the_contact_point_are_told_of_a_new_contact(office: Office) -> None:
    former, point = office.person("contact", "demo005"), office.person("contact_point", AALESUND)
    office.listing().contacts[0].email = "gruppa@eksempel.no"
    invited(office, office.person("national_editor"))
    told = {to for kind, to in office.letters() if kind == "new_role"}
    assert told == {former.email, point.email, "gruppa@eksempel.no"}


def test_where_nobody_had_it_before_those_who_oversee_the_house_are_told(office: Office) -> None:
    editor, admin = office.person("national_editor"), office.person("administrator")
    invited(office, editor, "organisation_editor", "lms")
    assert office.letters() == [("new_role", admin.email)]


def test_many_in_a_day_stop_and_the_administrator_is_told_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderation, "MOST_IN_A_DAY", 2)
    admin, point = office.person("administrator"), office.person("contact_point", AALESUND)
    made = [change(office.as_(point), office.listing(f"demo00{n}"), NEW_PHONE)[0] for n in (1, 4, 5, 6)]
    assert [each.state for each in made] == ["applied", "applied", "held", "held"]
    assert made[-1].held_for == ["many"]
    assert office.letters().count(("many_changes", admin.email)) == 1
    again = change(office.as_(point), office.listing("demo001"), OTHER_PHONE)
    assert again[0].state == "applied"  # one of those that were changed already
    office.later(days=1, minutes=1)
    assert change(office.as_(point), office.listing("demo005"), OTHER_PHONE)[0].state == "applied"


@pytest.mark.parametrize(
    "text",
    [
        "Ring 00 00 66 66 først.",
        "Ring +47 000 06 666",
        "Ring null null null null seks seks seks seks",
        "Skriv til gruppa@eksempel.no",
        "Se www.eksempel.no",
        "Vipps til 123456",
        "Ring 00.00.66.66 eller kom kl. 19.00",
    ],
)
def test_a_number_or_address_in_the_text_waits_as_one_in_its_field(office: Office, text: str) -> None:
    office.person("contact", "demo005")
    (made,) = change(office.as_(office.known("national_editor")), office.listing(), {"summary": text})
    assert "reach" in made.held_for


@pytest.mark.parametrize(
    "text",
    [
        "Vi møtes 24.11.2026 kl. 18.30–20.30.",
        "Hver onsdag kl. 1830–2030, 2026–2027.",
        "Det koster 1 500 kroner, og vi er 8 til 12 stykker.",
        "Fra 2026-11-24 til 2026-12-24.",
        "Andre etasje, rom 204.",
    ],
)
def test_dates_clocks_and_prices_are_no_numbers_to_call(office: Office, text: str) -> None:
    office.person("contact", "demo005")
    (made,) = change(office.as_(office.known("national_editor")), office.listing(), {"summary": text})
    assert made.state == "applied"


def scheduled(office: Office, maker: Person, **values: object) -> Change:
    """A change for ten days from now, which nothing held back."""
    (made,) = change(
        office.as_(maker), office.listing(), values, starts_on=(office.now + timedelta(10)).date()
    )
    assert made.state == "scheduled"
    return made


def test_a_number_that_another_has_set_meanwhile_is_not_the_makers_own_to_take_back(office: Office) -> None:
    point, contact = office.known("contact_point", AALESUND), office.person("contact", "demo005")
    office.listing().confirmed_by = None
    number, words = (
        scheduled(office, point, **NEW_PHONE),
        scheduled(office, point, first_time="Kom som du er."),
    )
    change(office.as_(contact), office.listing(), {**OTHER_PHONE, "first_time": "Vi møter deg i døra."})
    office.listing().confirmed_by = "contact"
    office.later(days=10)
    apply_due(office.session, load(), office.now)
    assert [each.held_for for each in (number, words)] == [["overtaken", "reach"], ["overtaken"]]
    with pytest.raises(OwnChangeError):
        accept(office.as_(point), number)
    accept(office.as_(contact), number)
    accept(office.as_(point), words)  # what they may change today as well is theirs to say yes to


def test_a_number_written_for_later_while_nobody_saw_the_listing_is_looked_at_on_its_day(
    office: Office,
) -> None:
    listing = office.listing()
    listing.status, listing.confirmed_by = "draft", None
    made = scheduled(office, invited(office, office.person("national_editor")), **NEW_PHONE)
    change(office.as_(office.person("administrator")), listing, {"status": "active"})
    office.later(days=10)
    apply_due(office.session, load(), office.now)
    assert (made.state, made.held_for) == ("held", ["invited", "reach"])
    assert listing.contacts[0].phone != NEW_PHONE["contacts"][0]["phone"]
