"""A private person who answers: shown with their yes, and erased to the last byte."""

from pathlib import Path

import pytest
from flask import Flask

from tests.desks import Colleague, colleague
from tests.listings.desk.test_edit import LIST

HERE = f"{LIST}/demo005/privat"
NUMBER = {"role": "Vert", "phone": "", "email": "vert@eksempel.example", "consent_until": "2027-06-01"}


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


def test_a_private_person_stands_on_the_page_while_the_consent_holds(
    fresh_house: Flask, contact: Colleague
) -> None:
    contact.post(HERE, NUMBER)
    assert "Har sagt ja fram til og med 1. juni 2027" in contact.get(HERE).text.replace("\u00a0", " ")
    assert (
        "vert@eksempel.example"
        in fresh_house.test_client().get("/tilbud/demo005", follow_redirects=True).text
    )


def test_what_is_missing_or_over_comes_back_in_words(contact: Colleague) -> None:
    page = contact.post(HERE, {**NUMBER, "email": "", "consent_until": "2020-01-01"}, expect=422)
    assert page.one("#phone-error").text
    assert page.one("#consent_until-error").text
    assert page.one("#role")["value"] == "Vert"


def test_what_is_erased_is_in_no_file_of_the_instance(fresh_house: Flask, contact: Colleague) -> None:
    contact.post(HERE, NUMBER)
    page = contact.get(HERE)
    numbers = [part["value"] for part in page.select("input[name=contact]")]
    for number in numbers:
        contact.post(f"{HERE}/slett", {"contact": number})
    assert "vert@eksempel.example" not in contact.get(HERE).text
    folder: Path = fresh_house.extensions["settings"].instance
    assert not [
        path for path in folder.rglob("*") if path.is_file() and b"vert@eksempel.example" in path.read_bytes()
    ]


def test_anothers_contact_cannot_be_erased(contact: Colleague) -> None:
    contact.post(f"{HERE}/slett", {"contact": "999999"}, expect=404)
