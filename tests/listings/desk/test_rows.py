"""By the button that confirms stands all that is confirmed; and small things about how the desk says them."""

import pytest
from flask import Flask

from directory.listings.desk.forms.choices import all_choices
from directory.listings.records.models import ListingContact, Organisation
from directory.listings.wording.presenting import slug
from directory.places.loading import load
from directory.web.formatting import norwegian_order
from tests.desks import Colleague, colleague
from tests.listings.desk.test_edit import LIST
from tests.listings.editors import Office, office_that_keeps
from tests.listings.filling import filled

HERE = f"{LIST}/demo005"


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


def test_what_is_confirmed_stands_by_the_button_and_no_private_number(
    fresh_house: Flask, contact: Colleague
) -> None:
    with office_that_keeps(fresh_house) as office:
        listing = office.listing("demo005")
        listing.address, listing.url = "Eksempelgata 0", "https://gruppa.eksempel.no"
        listing.contacts[0].email = "gruppa@eksempel.no"
        listing.contacts.append(ListingContact(role="Kontaktperson", phone="00000001", private=True))
    row = contact.get(LIST).one("li.desk-row").text.replace("\u00a0", " ")
    for words in (
        "Hver mandag kl. 18.30",
        "Eksempelgata 0, Ålesund",
        "00 00 00 00",
        "gruppa@",
        "gruppa.eksempel.no",
    ):
        assert words in row
    assert "Kontaktperson" not in row


def test_after_thanks_there_is_a_space(fresh_house: Flask, contact: Colleague) -> None:
    page = contact.get(contact.post(f"{HERE}/bekreft", {"next": ""}).location.split("#")[0])
    assert "bekreftet. Nå er" in page.one("#fortalt").text


def test_names_are_put_in_norwegian_order() -> None:
    names = ["Ås", "Øst", "Ærlig", "zebra", "AA", "al-anon", "École"]
    assert sorted(names, key=norwegian_order) == ["AA", "al-anon", "École", "zebra", "Ærlig", "Øst", "Ås"]


def test_organisations_stand_in_norwegian_order(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        for code, name in (("aas", "Åsgruppa"), ("zed", "Zebra")):
            office.session.add(Organisation(code=code, name=name, about="Et eksempel.", confidence="high"))
    with fresh_house.app_context():
        found = [name for _code, name in all_choices().organisations]
    assert found.index("Zebra") < found.index("Åsgruppa")
    assert found == sorted(found, key=norwegian_order)


def test_words_beside_a_number_are_not_lost(contact: Colleague) -> None:
    typed = filled(contact.get(f"{HERE}/endre"))
    typed |= {"contacts-0-phone": "kveld 00 00 00 00", "act": "save"}
    again = contact.post(f"{HERE}/endre", typed, expect=422)
    assert again.one("#contacts-0-phone")["value"] == "kveld 00 00 00 00"
    assert "Skriv bare telefonnummeret her" in again.text


@pytest.mark.parametrize("more", [" x12", " ext. 12", ";ext=12", ", tast 12", " linje 12"])
def test_an_extension_is_kept_and_is_no_hindrance_the_next_time(contact: Colleague, more: str) -> None:
    typed = filled(contact.get(f"{HERE}/endre")) | {"act": "save"}
    contact.post(f"{HERE}/endre", typed | {"contacts-0-phone": f"22 40 00 40{more}"}, expect=303)
    again = filled(contact.get(f"{HERE}/endre"))
    assert again["contacts-0-phone"] == ["22 40 00 40 ext. 12"]
    contact.post(f"{HERE}/endre", again | {"act": "save", "summary": "Et eksempel."}, expect=303)


def test_an_address_says_the_kind_in_norwegian(office: Office) -> None:
    assert slug(office.listing("demo007"), load()) == "kurs-sula-more-og-romsdal"
